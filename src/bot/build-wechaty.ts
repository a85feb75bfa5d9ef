import { type Wechaty, WechatyBuilder } from 'wechaty'

/** A Wechaty bot that is configured by its own environment variables (`WECHATY_PUPPET*`), or by these. */
export function buildWechaty(gateway?: { token: string; endpoint: string }): Wechaty {
  if (!gateway) return WechatyBuilder.build()
  const puppetOptions = { ...gateway, tls: { disable: true } }
  return WechatyBuilder.build({ puppet: 'wechaty-puppet-service', puppetOptions: puppetOptions as never })
}
