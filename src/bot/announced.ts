import type { Message, Wechaty } from 'wechaty'
import type { Clock } from '../shared/clock.ts'
import { messageOf } from '../shared/errors.ts'
import type { Logger } from '../shared/logger.ts'
import { within } from './within.ts'

export interface AnnouncedOptions {
  bot: Wechaty
  clock: Clock
  logger: Logger
  /** Takes a message in; rejects where it must come again. */
  take(message: Message): Promise<void>
}

interface Open {
  tries: number
  dueAt: number
  busy: boolean
}

/** Wechaty fetches what was announced at once, and gives it up at the first failure. */
const firstLookMs = 5_000
const longestPauseMs = 60_000
const fetchWithinMs = 20_000
/** While connected; an hour and a half, at the longest pause. */
const maxTries = 100
/** Ids, not messages: some 1 MB. */
const maxOpen = 10_000

/**
 * Every message the gateway announces is kept by its id until it is taken in. Wechaty drops one whose content could not
 * be fetched (the gateway went away between the two); here it is fetched again until the gateway has an answer.
 */
export class Announced {
  readonly #o: AnnouncedOptions
  readonly #open = new Map<string, Open>()
  #next: { at: number; cancel(): void } | undefined
  #removed = false

  constructor(options: AnnouncedOptions) {
    this.#o = options
  }

  /** Returns what uninstalls it. */
  install(): () => void {
    const { bot } = this.#o
    const onAnnounced = ({ messageId }: { messageId: string }) => void this.#announce(messageId)
    const onLogin = () => this.#lookSoon()
    const off: Array<() => void> = []
    const listen = (puppet: Wechaty['puppet']) => {
      puppet.on('message', onAnnounced).on('login', onLogin)
      off.push(() => {
        puppet.off('message', onAnnounced)
        puppet.off('login', onLogin)
      })
    }
    const onMessage = (message: Message) => void this.receive(message)
    bot.on('message', onMessage).on('puppet', listen)
    off.push(() => {
      bot.off('message', onMessage)
      bot.off('puppet', listen)
    })
    const puppet = puppetOf(bot)
    if (puppet) listen(puppet)
    return () => {
      this.#removed = true
      this.#next?.cancel()
      for (const each of off) each()
    }
  }

  async receive(message: Message): Promise<void> {
    const { id } = message
    const open = this.#open.get(id) ?? this.#announce(id)
    open.busy = true
    try {
      await this.#o.take(message)
      this.#open.delete(id)
    } catch (error) {
      this.#again(id, open, error)
    }
  }

  #announce(id: string): Open {
    const known = this.#open.get(id)
    if (known) return known
    const open = { tries: 0, dueAt: this.#o.clock.now() + firstLookMs, busy: false }
    this.#open.set(id, open)
    const [oldest] = this.#open.keys()
    if (this.#open.size > maxOpen && oldest !== undefined) this.#giveUp(oldest, 'too many messages wait')
    this.#lookAt(open.dueAt)
    return open
  }

  #again(id: string, open: Open, error: unknown): void {
    const { clock, logger } = this.#o
    open.busy = false
    open.tries += 1
    if (open.tries >= maxTries) this.#giveUp(id, messageOf(error))
    open.dueAt = clock.now() + Math.min(longestPauseMs, 1_000 * 2 ** Math.min(open.tries, 10))
    if (open.tries % 10 === 1)
      logger.warn('message_later', { id, tries: open.tries, error: messageOf(error).slice(0, 200) })
    this.#lookAt(open.dueAt)
  }

  #giveUp(id: string, why: string): void {
    this.#open.delete(id)
    this.#o.logger.error('message_given_up', { id, error: why.slice(0, 200) })
  }

  /** A new connection: what failed for want of one need not wait. */
  #lookSoon(): void {
    const soon = this.#o.clock.now() + 1_000
    for (const open of this.#open.values()) open.dueAt = Math.min(open.dueAt, soon)
    if (this.#open.size > 0) this.#lookAt(soon)
  }

  #lookAt(at: number): void {
    if (this.#removed || (this.#next && this.#next.at <= at)) return
    this.#next?.cancel()
    const { clock } = this.#o
    this.#next = { at, cancel: clock.after(Math.max(0, at - clock.now()), () => void this.#look()) }
  }

  async #look(): Promise<void> {
    const { bot, clock } = this.#o
    this.#next = undefined
    let next = Number.POSITIVE_INFINITY
    for (const [id, open] of this.#open) {
      if (!open.busy && open.dueAt <= clock.now()) {
        if (bot.isLoggedIn) await this.#fetch(id, open)
        else open.dueAt = clock.now() + firstLookMs
      }
      if (this.#open.has(id) && !open.busy) next = Math.min(next, open.dueAt)
    }
    if (Number.isFinite(next)) this.#lookAt(next)
  }

  async #fetch(id: string, open: Open): Promise<void> {
    open.busy = true
    try {
      const { bot, clock } = this.#o
      const message = await within(clock, bot.Message.find({ id }), 'message', { ms: fetchWithinMs })
      if (!message) throw new Error('the gateway does not yield it')
      await this.receive(message)
    } catch (error) {
      this.#again(id, open, error)
    }
  }
}

/** Before the start there is none, and Wechaty throws. */
function puppetOf(bot: Wechaty): Wechaty['puppet'] | undefined {
  try {
    return bot.puppet
  } catch {
    return undefined
  }
}
