import type { Contact, Message, Room, Wechaty, WechatyPlugin } from 'wechaty'
import {
  type ChatTarget,
  chatOf,
  type InboundMessage,
  type Intake,
  isCommand,
  type MessageContent,
  type Messenger,
  type Picture,
  type StaffDirectory,
  type StaffMember,
  withoutWords,
} from '../domain/index.ts'
import type { Clock } from '../shared/clock.ts'
import { messageOf } from '../shared/errors.ts'
import type { Logger } from '../shared/logger.ts'
import { Announced } from './announced.ts'
import { bindingCodeIn } from './commands/bind.ts'
import type { Commands } from './commands/commands.ts'
import type { CommandMessage, Place, Reply } from './commands/types.ts'
import { type CaptureOptions, consentOf } from './consent.ts'
import { Echoes } from './echoes.ts'
import { Lanes } from './lanes.ts'
import type { MatcherOptions } from './matchers.ts'
import { Places, staffOf } from './places.ts'
import { toMessage } from './to-message.ts'

export interface SalesPluginDeps {
  intake: Intake
  people: StaffDirectory
  clock: Clock
  logger: Logger
  /** Absent: listen only. */
  commands?: Commands
  /** Says the answers. */
  messenger: Pick<Messenger, 'say' | 'sayPicture'>
  /** Whose words may be captured. @default everybody's */
  capture?: CaptureOptions
  /** Rooms in which commands are answered. @default none */
  internalRooms?: MatcherOptions
  /** Colleagues without a binding who may be in internal rooms. @default none */
  colleagues?: MatcherOptions
  /** This account is a salesperson's own: who he is. */
  accountOwner?(accountId: string): StaffMember | undefined
  /** What the account said itself through the messenger: not to be taken for a person's words. */
  echoes?: Echoes
}

/** Attempts to commit a message before it is given up as not received; between them 0.1, 0.2, 0.4 … s. */
const commitAttempts = 6

/**
 * The Wechaty plugin: every message becomes plain data and is committed; new ones of bound people may be commands.
 * No listener ever throws; the returned function uninstalls all of them.
 */
export function salesPlugin(deps: SalesPluginDeps): WechatyPlugin {
  return function ZhibangSalesPlugin(bot) {
    const installed = new Installed(bot as Wechaty, deps)
    const { clock, logger } = deps
    const take = (message: Message) => installed.receive(message)
    const stopTaking = new Announced({ bot: bot as Wechaty, clock, logger, take }).install()
    const stopListening = installed.listen()
    return () => {
      stopTaking()
      stopListening()
    }
  }
}

/** The same plugin where its parts take a moment to open: messages that come before wait for them, in order. */
export function salesPluginWhenOpen(
  opening: Promise<SalesPluginDeps>,
  bot: Wechaty,
  { clock, logger }: Pick<SalesPluginDeps, 'clock' | 'logger'>,
): () => void {
  const installed = opening.then((deps) => new Installed(bot, deps))
  const take = async (message: Message) => (await installed).receive(message)
  const stopTaking = new Announced({ bot, clock, logger, take }).install()
  let removed = false
  let uninstall = () => {}
  installed.then(
    (plugin) => {
      if (!removed) uninstall = plugin.listen()
    },
    () => stopTaking(),
  )
  return () => {
    removed = true
    stopTaking()
    uninstall()
  }
}

class Installed {
  readonly #bot: Wechaty
  readonly #deps: SalesPluginDeps
  readonly #consent: ReturnType<typeof consentOf>
  readonly #places: Places
  readonly #echoes: Echoes
  readonly #lanes = new Lanes()

  constructor(bot: Wechaty, deps: SalesPluginDeps) {
    this.#bot = bot
    this.#deps = deps
    this.#consent = consentOf(deps.capture)
    this.#echoes = deps.echoes ?? new Echoes(deps.clock)
    const { people, clock, internalRooms, colleagues } = deps
    this.#places = new Places({ bot, people, clock, internalRooms, colleagues })
  }

  /** Returns what ends it. */
  listen(): () => void {
    const bot = this.#bot
    const onError = (error: Error) => this.#deps.logger.warn('wechaty_error', { error: messageOf(error).slice(0, 200) })
    const onRoom = (room: Room) => void this.#guard('room', async () => this.#places.forget(room.id))
    const onJoin = (room: Room, _who: Contact[]) => onRoom(room)
    bot.on('error', onError).on('room-join', onJoin).on('room-leave', onJoin)
    return () => {
      bot.off('error', onError)
      bot.off('room-join', onJoin)
      bot.off('room-leave', onJoin)
    }
  }

  async #guard(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.#deps.logger.error('plugin_failed', { what, error: messageOf(error).slice(0, 300) })
    }
  }

  /** Resolves when the message is committed, or none of ours; rejects where it has to come again. */
  async receive(raw: Message): Promise<void> {
    const { clock, logger } = this.#deps
    const accountId = raw.wechaty.puppet.isLoggedIn ? raw.wechaty.puppet.currentUserId : ''
    const message = await toMessage(raw, {
      accountId,
      receivedAt: clock.now(),
      onOdd: (what, error) => logger.debug('message_odd', { what, error: messageOf(error).slice(0, 200) }),
    })
    if (!message) throw new Error('its sender or its conversation cannot be read')
    const binding = this.#bindsSomebody(message)
    const captured = this.#consent(message)
    if (!binding && !captured && !this.#speaksToUs(message)) return
    // A code is nobody's conversation, and works once whatever is repeated. Of what may not be captured only the id
    // is kept, so that a command works once.
    if (!binding && (await this.#commit(captured ? message : withoutWords(message))) === 'duplicate') return
    const { content } = message
    if (!this.#mayAsk(message) || !this.#deps.commands) return
    const text = content.kind === 'text' ? content.text : ''
    // What the bot said itself comes back as the account's own words.
    if (message.self && this.#echoes.has(message.conversation.id, text)) return
    void this.#guard('command', () => this.#inItsPlace(message, text))
  }

  async #inItsPlace(message: InboundMessage, text: string): Promise<void> {
    const place = await this.#places.of(message)
    await this.#lanes.run(`${message.sender.contactId}|${place.conversationId}`, () =>
      this.#guard('command', () => this.#command(message, place, text)),
    )
  }

  /** Words may be a command, a record material for one; a colleague who sends a voice message is told to type. */
  #mayAsk({ content, conversation, self, sender }: InboundMessage): boolean {
    if (content.kind === 'text' || content.kind === 'record') return true
    if (self || conversation.kind !== 'direct') return false
    return mediaOf(content) !== undefined && this.#deps.people.byContact(sender.contactId) !== undefined
  }

  /** Colleagues may give commands where capturing is off. */
  #speaksToUs(message: InboundMessage): boolean {
    if (message.content.kind !== 'text') return false
    return message.self || this.#deps.people.byContact(message.sender.contactId) !== undefined
  }

  #bindsSomebody({ content, conversation, self, sender }: InboundMessage): boolean {
    if (content.kind !== 'text' || conversation.kind !== 'direct' || self) return false
    return !this.#deps.people.byContact(sender.contactId) && bindingCodeIn(content.text) !== undefined
  }

  /** Received means committed. A store that cannot write is tried again for some seconds. */
  async #commit(message: InboundMessage): Promise<'new' | 'duplicate'> {
    const { intake, clock, logger } = this.#deps
    for (let attempt = 1; ; attempt++) {
      try {
        return await intake.receive(message)
      } catch (error) {
        logger.error('message_not_committed', { id: message.id, attempt, error: messageOf(error).slice(0, 200) })
        if (attempt >= commitAttempts) throw error
        await clock.sleep(100 * 2 ** (attempt - 1))
      }
    }
  }

  async #command(message: InboundMessage, place: Place, text: string): Promise<void> {
    const { commands, people, accountOwner } = this.#deps
    const { sender, id, sentAt, content } = message
    const staff = staffOf(message, place, { people, accountOwner })
    if (message.self && !staff) return
    const quoted = content.kind === 'text' ? content.quoted : undefined
    const record = content.kind === 'record' ? content.text : undefined
    const said: CommandMessage = { id, text, quoted, record, media: mediaOf(content), sentAt }
    const who = { contactId: sender.contactId, nickname: sender.nickname, wechatId: sender.wechatId, staff }
    const replies = (await commands?.handle(said, who, place)) ?? []
    await this.#sayAll(replies)
    if (staff && isCommand(text)) this.#deps.logger.info('command', { actor: staff.name, place: place.kind })
  }

  /** What one reply says of another is true only where that one went out. */
  async #sayAll(replies: readonly Reply[]): Promise<void> {
    let lost = false
    for (const reply of replies) {
      const text = lost ? (reply.otherwise ?? reply.text) : reply.text
      try {
        await this.#say({ ...reply, text })
      } catch (error) {
        lost = true
        this.#deps.logger.warn('reply_not_said', { error: messageOf(error).slice(0, 200) })
        continue
      }
      if (reply.picture) await this.#guard('picture', () => this.#sayPicture(reply.to, reply.picture as Picture))
    }
  }

  async #sayPicture(to: ChatTarget, picture: Picture): Promise<void> {
    await this.#deps.messenger.sayPicture?.(to, picture)
  }

  async #say({ to, text }: Reply): Promise<void> {
    this.#echoes.said(chatOf(to), text)
    await this.#deps.messenger.say(to, text)
  }
}

function mediaOf(content: MessageContent): CommandMessage['media'] {
  if (content.kind === 'card') return { kind: 'card', name: content.name }
  return content.kind === 'audio' || content.kind === 'image' || content.kind === 'video'
    ? { kind: content.kind }
    : undefined
}
