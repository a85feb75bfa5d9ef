import { FileBox } from 'file-box'
import type { Contact, Room, Sayable, Wechaty } from 'wechaty'
import type { ChatTarget, Messenger, Picture } from '../domain/index.ts'
import type { Clock } from '../shared/clock.ts'
import { dropOldest } from '../shared/collections.ts'
import { ZhibangError } from '../shared/errors.ts'
import { Lanes } from './lanes.ts'

/** A chat message could not be said. */
export class SayError extends ZhibangError {
  override readonly name = 'SayError'
  readonly code: 'wechat_away' | 'chat_not_found'

  constructor(code: SayError['code'], message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}

export interface MessengerOptions {
  bot: Wechaty
  clock: Clock
  /** Logged in and receiving: the supervisor knows. */
  connected(): boolean
  /** Least time between two messages, ms: accounts that hurry are locked. @default 200 */
  minGapMs?: number
  /** Least time between two look-ups of contacts or rooms, ms. @default 100 */
  lookupGapMs?: number
  /** Told before a text goes out, so that it is recognised when it comes back as the account's own. */
  onSay?(target: ChatTarget, text: string): void
}

const cached = 500

/** The Messenger port over Wechaty: one message at a time, look-ups cached. */
export function wechatyMessenger(options: MessengerOptions): Messenger {
  const { bot, clock, connected } = options
  const lanes = new Lanes()
  const speak = gate(clock, options.minGapMs ?? 200)
  const look = gate(clock, options.lookupGapMs ?? 100)
  const contacts = cache<Contact>((id) => look(() => bot.Contact.find({ id })))
  const rooms = cache<Room>((id) => look(() => bot.Room.find({ id })))

  const requireConnection = () => {
    if (!connected()) throw new SayError('wechat_away', '微信连接断开，消息未发出')
  }

  return {
    connected,
    say(target, text) {
      return deliver(target, text, () => options.onSay?.(target, text))
    },
    sayPicture(target, picture) {
      return deliver(withoutMention(target), fileOf(picture))
    },
  }

  function deliver(target: ChatTarget, what: Sayable, before?: () => void): Promise<void> {
    return lanes.run('say', async () => {
      requireConnection()
      const say = await sayable(target)
      requireConnection()
      before?.()
      await speak(() => say(what))
    })
  }

  async function sayable(target: ChatTarget): Promise<(what: Sayable) => Promise<unknown>> {
    if (target.kind === 'contact') {
      const contact = await contacts(target.contactId)
      if (!contact) throw new SayError('chat_not_found', `找不到联系人 ${target.contactId}`)
      return (what) => contact.say(what)
    }
    const room = await rooms(target.roomId)
    if (!room) throw new SayError('chat_not_found', `找不到群 ${target.roomId}`)
    const mentioned = target.mention ? await contacts(target.mention) : undefined
    return (what) => (mentioned && typeof what === 'string' ? room.say(what, mentioned) : room.say(what))
  }
}

const withoutMention = (target: ChatTarget): ChatTarget =>
  target.kind === 'room' ? { kind: 'room', roomId: target.roomId } : target

const fileOf = ({ name, data }: Picture): Sayable => FileBox.fromBuffer(Buffer.from(data), name)

/** Lets calls through one at a time, the first at once, the next not before the gap is over. */
function gate(clock: Clock, gapMs: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = Number.NEGATIVE_INFINITY
  const lanes = new Lanes()
  return (work) =>
    lanes.run('', async () => {
      const wait = free - clock.now()
      if (wait > 0) await clock.sleep(Math.min(wait, gapMs))
      free = clock.now() + gapMs
      return work()
    })
}

/** The last few hundred that were found. */
function cache<T>(find: (id: string) => Promise<T | undefined>): (id: string) => Promise<T | undefined> {
  const known = new Map<string, T>()
  return async (id) => {
    const hit = known.get(id)
    if (hit) return hit
    const value = await find(id)
    if (value) known.set(id, value)
    dropOldest(known, cached)
    return value
  }
}
