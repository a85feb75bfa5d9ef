import { type CommandReader, isCommand, type Requester, type StaffMember } from '../../domain/index.ts'
import { maskText } from '../../shared/mask.ts'
import { bindByCode, roleLabels } from './bind.ts'
import { rememberConfirmation } from './confirmation.ts'
import { causeText, explain } from './explain.ts'
import { MediaAdvice } from './media-advice.ts'
import { parseCommand, parseReply } from './parse.ts'
import { keepQuestion } from './prompts.ts'
import { keyOf, Records } from './records.ts'
import { allCommands } from './registry.ts'
import { privately, repliesOf, targetOf } from './replies.ts'
import { Seen } from './seen.ts'
import { answerStanding } from './standing-question.ts'
import type {
  Answer,
  Command,
  CommandContext,
  CommandMessage,
  CommandServices,
  Invocation,
  Me,
  Place,
  Reply,
  Sender,
} from './types.ts'
import { unknownVerb } from './unknown-verb.ts'

export interface CommandsOptions extends CommandServices {
  /** Reads free words of a bound person in a direct message. Absent: only `/erp …` is answered. */
  reader?: CommandReader
  /** Further commands of the installation. */
  extra?: readonly Command[]
}

export interface Commands {
  /** The answers to one message; none where it is no command, or not for this person. Never throws. */
  handle(message: CommandMessage, sender: Sender, place: Place): Promise<Reply[]>
}

/** Chat commands: plain data in, plain text out; nothing here knows Wechaty. */
export function createCommands(options: CommandsOptions): Commands {
  return new ChatCommands(options)
}

class ChatCommands implements Commands {
  readonly #services: CommandServices
  readonly #reader: CommandReader | undefined
  readonly #commands: readonly Command[]
  readonly #byName: Map<string, Command>
  /** Person and room that were told once that commands do not work there. */
  readonly #told = new Set<string>()
  readonly #mediaAdvice: MediaAdvice
  readonly #records: Records
  readonly #seen: Seen

  constructor({ reader, extra, ...services }: CommandsOptions) {
    this.#services = services
    this.#reader = reader
    this.#mediaAdvice = new MediaAdvice(services.clock)
    this.#records = new Records(services.clock)
    this.#seen = new Seen(services.clock)
    this.#commands = allCommands(extra)
    this.#byName = new Map(this.#commands.map((command) => [command.name, command]))
  }

  async handle(message: CommandMessage, sender: Sender, place: Place): Promise<Reply[]> {
    try {
      return await this.#handle(message, sender, place)
    } catch (error) {
      this.#services.logger.error('command_failed', { error: causeText(error), message: message.id })
      if (!sender.staff || place.kind === 'customer_room') return []
      return [{ to: targetOf(sender, place), text: explain(error, ticketOf(message), sender.staff.role).text }]
    }
  }

  async #handle(message: CommandMessage, sender: Sender, place: Place): Promise<Reply[]> {
    const { staff } = sender
    if (!staff) return bindByCode(message, sender, place, this.#services)
    if (place.kind === 'customer_room') return this.#outOfPlace(message, sender, staff, place)
    if (message.media) return place.kind === 'direct' ? this.#mediaAdvice.on(message.media, sender) : []
    if (message.record) return this.#records.keep(message.record, sender, place)
    const record = message.quoted ?? this.#records.last(sender, place)
    const context = this.#context({ ...message, record }, sender, staff, place)
    const call = await this.#callIn(context)
    return call === undefined ? [] : this.#replies(call, context)
  }

  /** In a room with a customer in it nothing is done; whoever tried is told once, in private. */
  async #outOfPlace(message: CommandMessage, sender: Sender, staff: StaffMember, place: Place): Promise<Reply[]> {
    if (!isCommand(message.text)) return []
    await this.#audit(staff, '群内命令', message.text, { text: '群里有客户', outcome: 'denied' }, 0)
    const key = keyOf(sender, place)
    if (this.#told.has(key)) return []
    this.#told.add(key)
    const room = place.topic ? `「${place.topic}」` : '那个群'
    return [privately(sender, `${room}里有客户或未绑定的人，命令在那里不处理，请直接私聊我`)]
  }

  /** What the message asks for: a command, an answer to a question, or nothing. */
  async #callIn(context: CommandContext): Promise<Invocation | Answer | undefined> {
    const parsed = parseCommand(context.message.text, this.#commands, this.#of(context.me))
    if (parsed.kind === 'command') return parsed.call
    if (parsed.kind === 'empty') return { name: '帮助', rest: '', words: [], fields: {}, picked: {} }
    if (parsed.kind === 'unknown') return unknownVerb(parsed, context)
    return (await answerStanding(context)) ?? this.#read(context)
  }

  /** Free words of a bound person to the bot: a model may know which command is meant. */
  async #read({ message, me, place }: CommandContext): Promise<Invocation | undefined> {
    const said = message.text.trim()
    if (!this.#reader || place.kind !== 'direct' || parseReply(said) || said.length < 3 || said.length > 300) {
      return undefined
    }
    const mine = this.#of(me)
    const read = await this.#reader.read(
      said,
      mine.map((command) => command.name),
    )
    const parsed = read && parseCommand(read.command, mine)
    return parsed?.kind === 'command' ? parsed.call : undefined
  }

  /** What this person may use, but what only goes on from an answer. */
  #of({ role }: StaffMember): Command[] {
    return this.#commands.filter(({ roles, examples }) => roles.includes(role) && examples.length > 0)
  }

  async #replies(call: Invocation | Answer, context: CommandContext): Promise<Reply[]> {
    const { me, message, sender, place, clock } = context
    const started = clock.now()
    const answer = 'name' in call ? await this.#run(call, context) : call
    const operation = 'name' in call ? call.name : '回复'
    await this.#audit(me, operation, message.text, answer, clock.now() - started)
    if (answer.ask) {
      await keepQuestion(answer.ask, context)
      await rememberConfirmation(answer.ask, context)
    }
    return repliesOf(answer, sender, place)
  }

  async #run(call: Invocation, context: CommandContext): Promise<Answer> {
    const command = this.#byName.get(call.name)
    if (!command) return { text: `没有『${call.name}』这个命令了，发 /erp 帮助`, outcome: 'refused' }
    const { role } = context.me
    if (!command.roles.includes(role)) {
      return { text: `无权限：${call.name} 不对${roleLabels[role]}开放，发 /erp 帮助 看可用的命令`, outcome: 'denied' }
    }
    try {
      const answer = await command.run(call, { ...context, me: await this.#inErp(context.me) })
      return typeof answer === 'string' ? { text: answer } : answer
    } catch (error) {
      const ticket = ticketOf(context.message)
      this.#services.logger.warn('command_error', { command: call.name, ticket, error: causeText(error) })
      return explain(error, ticket, role)
    }
  }

  /** A salesperson's customers are told by the name of his account: asked for a command, not for talk. */
  async #inErp(staff: StaffMember): Promise<Me> {
    const { roster } = this.#services
    if (!roster || staff.role !== 'sales' || staff.erpUserId === undefined) return staff
    await roster.refresh(staff.name)
    const erpName = roster.nameOf(staff.erpUserId)
    return { ...staff, erpName, namesake: erpName !== undefined && (roster.idsOf(erpName)?.length ?? 0) > 1 }
  }

  #context(message: CommandMessage, sender: Sender, me: StaffMember, place: Place): CommandContext {
    const { desk } = this.#services
    const by: Requester = { staff: me, replyTo: targetOf(sender, place) }
    return {
      ...this.#services,
      store: desk.store,
      crm: desk.crm,
      seen: this.#seen,
      me,
      sender,
      place,
      message,
      by,
    }
  }

  async #audit(staff: StaffMember, operation: string, text: string, answer: Answer, durationMs: number): Promise<void> {
    await this.#services.desk.store.audit({
      at: this.#services.clock.now(),
      kind: 'command',
      operation,
      actor: staff.name,
      request: maskText(text).slice(0, 500),
      response: maskText(answer.room ?? answer.text).slice(0, 200),
      outcome: answer.outcome ?? 'ok',
      durationMs,
    })
  }
}

/** Short, quotable, the same for the same message. */
const ticketOf = (message: CommandMessage) => `E${message.id.replace(/\W/g, '').slice(-6).toUpperCase()}`
