import { type Figure, loginTroubleText, type Watch } from '../domain/index.ts'
import type { Clock } from '../shared/clock.ts'
import { messageOf } from '../shared/errors.ts'
import { every } from '../shared/every.ts'
import type { Logger } from '../shared/logger.ts'
import { type AlertPort, judgeFigures } from './alarms.ts'
import { figuresOf } from './figures.ts'
import type { Ledger } from './ledger.ts'
import type { Probe } from './probe.ts'
import type { Check, Reach } from './reach.ts'

export interface LookoutParts {
  ledger: Ledger
  reach: Reach
  clock: Clock
  logger: Logger
}

/** What a running bot has and a mere look at the figures has not. */
export interface LookoutPorts {
  alerts: AlertPort
  probe: Probe
  wechatConnected(): boolean
  /** Writing waits for an ERP that does not answer. */
  breakerOpen(): boolean
}

export interface Lookout extends Watch {
  /** Reads the log anew. Rejects where the store cannot be read. */
  look(): Promise<void>
  /** Looks every few seconds and tells what is not well, until `stop`. */
  start(ports: LookoutPorts): void
  wechat(): Check
  stop(): void
}

const everyMs = 5_000
/** A connection that is made anew is no news. */
const wechatAwayMs = 2 * 60_000

/** The figures, and the one who watches them. */
export function createLookout({ ledger, reach, clock, logger }: LookoutParts): Lookout {
  let figures: readonly Figure[] = []
  let ports: LookoutPorts | undefined
  let stopLooking = () => {}
  let wechatGoneAt: number | undefined

  async function look(): Promise<void> {
    await ledger.look()
    figures = figuresOf(ledger.facts(), clock.now())
  }

  async function round(): Promise<void> {
    if (!ports) return
    ports.probe.look()
    await judgeErp(reach, ports)
    await judgeWechat(ports)
    await look()
    await judgeFigures(figures, ports.alerts)
  }

  async function judgeWechat({ alerts, wechatConnected }: LookoutPorts): Promise<void> {
    const now = clock.now()
    wechatGoneAt = wechatConnected() ? undefined : Math.min(wechatGoneAt ?? now, now)
    if (wechatGoneAt === undefined) return alerts.clear('wechat_away')
    if (now - wechatGoneAt < wechatAwayMs) return
    await alerts.raise('wechat_away', '微信没有登录或网关断开，收不到消息。请检查网关，必要时重新扫码', {
      over: '微信已重新连接',
      // It cannot be said in the WeChat that is away.
      chat: false,
    })
  }

  return {
    figures: () => figures,
    look,
    start(given) {
      ports = given
      stopLooking = every(clock, everyMs, round, (error) => logger.warn('watch_failed', { error: messageOf(error) }))
    },
    wechat: () =>
      ports?.wechatConnected() ? { ok: true, text: '微信已登录' } : { ok: false, text: '微信没有登录，或网关断开' },
    stop() {
      ports = undefined
      stopLooking()
    },
  }
}

/** The worker tells as well, under the same names: it is one incident, whoever sees it first. */
async function judgeErp(reach: Reach, { alerts, breakerOpen }: LookoutPorts): Promise<void> {
  const lockedOut = reach.lockedOut()
  if (lockedOut)
    await alerts.raise('login', loginTroubleText(lockedOut), { over: 'ERP 登录恢复', cause: lockedOut.code })
  if (reach.away())
    await alerts.raise('erp_away', 'ERP 连不上，会定时探测；队列都在，恢复后自动继续', { over: 'ERP 已连上' })
  else if (reach.well() && !breakerOpen()) {
    alerts.clear('erp_away')
    alerts.clear('login')
  }
}
