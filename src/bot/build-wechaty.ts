import { type Wechaty, WechatyBuilder, type WechatyOptions } from 'wechaty'

/** A Wechaty bot on this puppet, which is configured by its own environment variables, or on the gateway at this address. */
export function buildWechaty(on: string | { token: string; endpoint: string }): Wechaty {
  const options = typeof on === 'string' ? { puppet: on } : overGateway(on)
  // Its types name the puppets that it knows; any other package will do.
  return WechatyBuilder.build(options as WechatyOptions)
}

const overGateway = (gateway: { token: string; endpoint: string }) => ({
  puppet: 'wechaty-puppet-service',
  puppetOptions: { ...gateway, tls: { disable: true } },
})
