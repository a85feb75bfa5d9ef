import type { Wechaty } from 'wechaty'
import type { Clock } from '../shared/clock.ts'
import { messageOf } from '../shared/errors.ts'
import type { Logger } from '../shared/logger.ts'
import { EventQueue } from './event-queue.ts'
import { movePayloadCache, orderPayloadCache } from './payload-cache.ts'
import { within } from './within.ts'

/** `waiting`: between two attempts; `logged_out`: the gateway is there, the account is not. */
export type ConnectionState = 'stopped' | 'connecting' | 'logged_out' | 'connected' | 'waiting'

export interface ConnectionChange {
  state: ConnectionState
  /** Why, for the operator; Chinese. */
  reason?: string
  /** Starts that failed since the last login. */
  attempt: number
}

export interface SupervisorOptions {
  bot: Wechaty
  clock: Clock
  logger: Logger
  onChange?(change: ConnectionChange): void
  /** Where puppet-service keeps what it read of contacts. @default a folder under HOME */
  cacheDir?: string
  /** No sign of life for so long: ask for one, ms. @default 20000 */
  probeAfterMs?: number
  /** No sign of life for so long: the stream is dead or somebody else has it, ms. @default 35000 */
  staleAfterMs?: number
  /** First pause between attempts, doubled each time, ms. @default 1000 */
  backoffMs?: number
  /** Longest pause, ms. @default 60000 */
  maxBackoffMs?: number
  /** A start or stop that takes longer has failed, ms. @default 20000 */
  startTimeoutMs?: number
}

export interface Supervisor {
  readonly state: ConnectionState
  /** Logged in and hearing. */
  connected(): boolean
  /** Epoch ms of the last sign of life. */
  readonly lastHeartbeatAt: number
  /** Starts the bot and keeps it connected until `stop`. Returns at once; never rejects. */
  start(): void
  /** Resolves at the next (or present) connection. */
  whenConnected(): Promise<void>
  stop(): Promise<void>
}

type Wake = { kind: 'login' } | { kind: 'logout' } | { kind: 'lost'; reason: string }

/** Longest wait for the puppet when everything is to stop, ms. */
const stopWithinMs = 4000

/** gRPC's CANCELLED and UNAVAILABLE: what a broken stream says, once. */
const brokenStream = /^\s*(?:1 CANCELLED|14 UNAVAILABLE)\b/

/**
 * Owns start and stop of the puppet. puppet-service tries to come back once at best and notices neither
 * half-open streams nor a second client on its token; this one looks at the heartbeat's age and starts anew
 * until there is a login. It never gives up and never ends the process.
 */
export function superviseConnection(options: SupervisorOptions): Supervisor {
  return new ConnectionSupervisor(options)
}

type Optional = 'onChange' | 'cacheDir'

class ConnectionSupervisor implements Supervisor {
  state: ConnectionState = 'stopped'
  lastHeartbeatAt: number
  readonly #o: Required<Omit<SupervisorOptions, Optional>> & Pick<SupervisorOptions, Optional>
  readonly #uninstall: Array<() => void> = []
  readonly #waiters = new Set<() => void>()
  #abort = new AbortController()
  #running: Promise<void> = Promise.resolve()
  #attempt = 0
  #started = false
  readonly #events: EventQueue<Wake>

  constructor(options: SupervisorOptions) {
    this.#o = {
      probeAfterMs: 20_000,
      staleAfterMs: 35_000,
      backoffMs: 1000,
      maxBackoffMs: 60_000,
      startTimeoutMs: 20_000,
      ...options,
    }
    this.#events = new EventQueue(options.clock)
    this.lastHeartbeatAt = this.#o.clock.now()
  }

  connected(): boolean {
    return this.state === 'connected'
  }

  start(): void {
    if (this.state !== 'stopped') return
    this.#abort = new AbortController()
    this.#listen()
    this.#set('connecting')
    this.#running = this.#run(this.#abort.signal).catch((error) => {
      this.#o.logger.error('supervisor_failed', { error: messageOf(error) })
    })
  }

  whenConnected(): Promise<void> {
    if (this.connected()) return Promise.resolve()
    return new Promise((done) => this.#waiters.add(done))
  }

  async stop(): Promise<void> {
    if (this.state === 'stopped') return
    this.#abort.abort(new Error('stopped'))
    await this.#running
    this.#set('stopped')
    // A start under way may still take seconds; whoever stops has ten.
    await this.#within(this.#o.bot.stop(), 'stop', { ms: stopWithinMs }).catch((error) => this.#odd('stop', error))
    for (const off of this.#uninstall.splice(0)) off()
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const lost = await this.#once(signal)
      if (signal.aborted) return
      this.#attempt += 1
      this.#set('waiting', lost)
      await this.#o.clock.sleep(this.#pause(), signal).catch(() => {})
    }
  }

  /** One life of the connection; resolves to the reason of its end. */
  async #once(signal: AbortSignal): Promise<string> {
    this.#set('connecting')
    try {
      await this.#startPuppet(signal)
    } catch (error) {
      return `连接微信网关失败：${messageOf(error).slice(0, 120)}`
    }
    this.#alive()
    if (this.#o.bot.isLoggedIn) this.#loggedIn()
    while (!signal.aborted) {
      const wake = await this.#events.next(this.#lookAgainMs(), signal)
      if (wake?.kind === 'login') this.#loggedIn()
      if (wake?.kind === 'logout') this.#set('logged_out', '微信账号已退出登录，请重新扫码')
      if (wake?.kind === 'lost') return wake.reason
      const stale = this.#lookAtHeartbeat()
      if (stale) return stale
    }
    return ''
  }

  #loggedIn(): void {
    this.#attempt = 0
    this.#alive()
    this.#set('connected')
    for (const done of [...this.#waiters]) done()
    this.#waiters.clear()
  }

  async #startPuppet(signal: AbortSignal): Promise<void> {
    const { bot } = this.#o
    if (!this.#started) {
      // `bot.start` resolves even where the connection failed: the puppet's own start tells.
      await this.#within(this.#startBot(), 'start', { signal })
      this.#started = true
      this.#listenToPuppet()
      if (bot.puppet.state.active() === true) return
      throw new Error('网关没有应答')
    }
    await this.#within(bot.puppet.stop(), 'stop', { signal }).catch((error) => this.#odd('stop', error))
    signal.throwIfAborted()
    await this.#within(bot.puppet.start(), 'start', { signal })
  }

  async #startBot(): Promise<void> {
    const { bot, cacheDir } = this.#o
    // The puppet is there from here on, and opens its files at the first login.
    await bot.init()
    if (cacheDir !== undefined) movePayloadCache(bot.puppet, cacheDir)
    await bot.start()
  }

  #lookAtHeartbeat(): string | undefined {
    const age = this.#o.clock.now() - this.lastHeartbeatAt
    if (age >= this.#o.staleAfterMs) return `微信网关 ${Math.round(age / 1000)} 秒没有心跳，连接可能已被占用或中断`
    if (age >= this.#o.probeAfterMs) {
      try {
        this.#o.bot.puppet.ding('supervisor')
      } catch (error) {
        this.#odd('ding', error)
      }
    }
    return undefined
  }

  /** Ms until the heartbeat is to be looked at. */
  #lookAgainMs(): number {
    const age = this.#o.clock.now() - this.lastHeartbeatAt
    const until = age < this.#o.probeAfterMs ? this.#o.probeAfterMs - age : this.#o.staleAfterMs - age
    return Math.max(1, until)
  }

  #listen(): void {
    const { bot } = this.#o
    const onHeartbeat = () => this.#alive()
    const onError = (error: Error) => {
      this.#o.logger.warn('wechaty_error', { error: messageOf(error).slice(0, 200) })
      if (brokenStream.test(messageOf(error))) this.#tell({ kind: 'lost', reason: '与微信网关的连接中断' })
    }
    bot.on('heartbeat', onHeartbeat).on('error', onError)
    this.#uninstall.push(() => {
      bot.off('heartbeat', onHeartbeat)
      // After `stop` the old stream may still complain; without a listener that would end the process.
      bot.off('error', onError)
      bot.on('error', () => {})
    })
  }

  /** Wechaty looks the account up before it repeats these two, and may repeat them in the wrong order. */
  #listenToPuppet(): void {
    const { puppet } = this.#o.bot
    orderPayloadCache(puppet)
    const onLogin = () => this.#tell({ kind: 'login' })
    const onLogout = () => this.#tell({ kind: 'logout' })
    puppet.on('login', onLogin).on('logout', onLogout)
    this.#uninstall.push(() => {
      puppet.off('login', onLogin)
      puppet.off('logout', onLogout)
    })
  }

  #tell(wake: Wake): void {
    // A loss matters to a standing connection; while one is being made its own result tells, and stopping the old
    // puppet says logout as well.
    if (wake.kind !== 'login' && this.state !== 'connected' && this.state !== 'logged_out') return
    this.#events.put(wake)
  }

  #alive(): void {
    this.lastHeartbeatAt = this.#o.clock.now()
  }

  /** Doubling, at most the longest, with a quarter of chance so that many bots do not come at once. */
  #pause(): number {
    const { backoffMs, maxBackoffMs, clock } = this.#o
    const full = Math.min(maxBackoffMs, backoffMs * 2 ** Math.min(this.#attempt - 1, 20))
    return full * (0.75 + 0.25 * clock.random())
  }

  #set(state: ConnectionState, reason?: string): void {
    if (this.state === state) return
    this.state = state
    this.#o.logger.info('connection', { state, reason, attempt: this.#attempt })
    try {
      this.#o.onChange?.({ state, reason, attempt: this.#attempt })
    } catch (error) {
      this.#odd('onChange', error)
    }
  }

  #odd(what: string, error: unknown): void {
    this.#o.logger.warn('supervisor_odd', { what, error: messageOf(error).slice(0, 200) })
  }

  #within<T>(work: Promise<T>, what: string, { signal, ms }: { signal?: AbortSignal; ms?: number }): Promise<T> {
    return within(this.#o.clock, work, what, { signal, ms: ms ?? this.#o.startTimeoutMs })
  }
}
