import type {
  CommandReader,
  Judge,
  OfficeBook,
  Prompt,
  Reporter,
  Requester,
  SalesDesk,
  Scorer,
  StaffDirectory,
  StaffMember,
  Watch,
  WorkCalendar,
} from '../../domain/index.ts'
import type { Clock } from '../../shared/clock.ts'
import type { Logger } from '../../shared/logger.ts'
import { maskText } from '../../shared/mask.ts'
import { bindByCode } from './bind.ts'
import { causeText, explain } from './explain.ts'
import { answerLeadQuestion, isLeadQuestion } from './lead-question.ts'
import { hasPrefix, parseCommand, parseReply, type ReplyWord } from './parse.ts'
import { isQuestion, keepQuestion, pickedBy, questionOf } from './prompts.ts'
import { keyOf, Records } from './records.ts'
import { allCommands } from './registry.ts'
import { privately, repliesOf, targetOf } from './replies.ts'
import { Seen } from './seen.ts'
import type { Answer, Command, CommandContext, CommandMessage, Invocation, Place, Reply, Sender } from './types.ts'

export interface CommandsOptions {
  desk: SalesDesk
  people: StaffDirectory
  clock: Clock
  logger: Logger
  judge?: Judge
  /** Reads forwarded and quoted chat records for 新建. */
  scorer?: Scorer
  /** To-dos and requests. Absent: 待办 and 批准 are off. */
  book?: OfficeBook
  calendar?: WorkCalendar
  /** Figures and picture of 日报, 周报, 统计. */
  reporter?: Reporter
  /** Watched figures, for 状态. */
  watch?: Watch
  /** Reads free words of a bound person in a direct message. Absent: only `/erp …` is answered. */
  reader?: CommandReader
  captcha?(code: string): Promise<string>
  endTrial?(): Promise<string>
  /** Further commands of the installation. */
  extra?: readonly Command[]
}

export interface Commands {
  /** The answers to one message; none where it is no command, or not for this person. Never throws. */
  handle(message: CommandMessage, sender: Sender, place: Place): Promise<Reply[]>
}

/** Chat commands: plain data in, plain text out; nothing here knows Wechaty. */
export function createCommands(options: CommandsOptions): Commands {
  return new Desk(options)
}

class Desk implements Commands {
  readonly #o: CommandsOptions
  readonly #commands: readonly Command[]
  readonly #byName: Map<string, Command>
  /** Person and room that were told once that commands do not work there. */
  readonly #told = new Set<string>()
  readonly #toldMedia = new Map<string, number>()
  readonly #records: Records
  readonly #seen: Seen

  constructor(options: CommandsOptions) {
    this.#o = options
    this.#records = new Records(options.clock)
    this.#seen = new Seen(options.clock)
    this.#commands = allCommands(options.extra)
    this.#byName = new Map(this.#commands.map((command) => [command.name, command]))
  }

  async handle(message: CommandMessage, sender: Sender, place: Place): Promise<Reply[]> {
    try {
      return await this.#handle(message, sender, place)
    } catch (error) {
      this.#o.logger.error('command_failed', { error: causeText(error), message: message.id })
      if (!sender.staff || place.kind === 'customer_room') return []
      return [{ to: targetOf(sender, place), text: explain(error, ticketOf(message)).text }]
    }
  }

  async #handle(message: CommandMessage, sender: Sender, place: Place): Promise<Reply[]> {
    const { staff } = sender
    if (!staff) return bindByCode(message, sender, place, this.#o)
    if (place.kind === 'customer_room') return this.#outOfPlace(message, sender, staff, place)
    if (message.media) return this.#aboutMedia(message.media, sender, place)
    if (message.record) return this.#records.keep(message.record, sender, place)
    const record = message.quoted ?? this.#records.last(sender, place)
    const call = await this.#callIn(message, sender, staff, place)
    return call === undefined ? [] : this.#replies(call, { ...message, record }, sender, staff, place)
  }

  /** In a room with a customer in it nothing is done; whoever tried is told once, in private. */
  async #outOfPlace(message: CommandMessage, sender: Sender, staff: StaffMember, place: Place): Promise<Reply[]> {
    if (!hasPrefix(message.text)) return []
    await this.#audit(staff, '群内命令', message.text, { text: '群里有客户', outcome: 'denied' }, 0)
    const key = keyOf(sender, place)
    if (this.#told.has(key)) return []
    this.#told.add(key)
    const room = place.topic ? `「${place.topic}」` : '那个群'
    return [privately(sender, `${room}里有客户或未绑定的人，命令在那里不处理，请直接私聊我`)]
  }

  /** What the message asks for: a command, an answer to a question, or nothing. */
  async #callIn(
    message: CommandMessage,
    sender: Sender,
    staff: StaffMember,
    place: Place,
  ): Promise<Invocation | Answer | undefined> {
    const parsed = parseCommand(message.text, this.#commands)
    if (parsed.kind === 'command') return parsed.call
    if (parsed.kind === 'empty') return { name: '帮助', rest: '', words: [], fields: {}, picked: {} }
    if (parsed.kind === 'unknown') return unknownVerb(parsed.said, parsed.nearest)
    const prompt = await this.#standing(parseReply(message.text), sender, place)
    const answer = prompt && (await this.#answerTo(prompt, message, sender, staff, place))
    return answer ?? this.#read(message, staff, place)
  }

  /** Free words of a bound person to the bot: a model may know which command is meant. */
  async #read(message: CommandMessage, staff: StaffMember, place: Place): Promise<Invocation | undefined> {
    const { reader } = this.#o
    const said = message.text.trim()
    if (!reader || place.kind !== 'direct' || parseReply(said) || said.length < 3 || said.length > 300) return undefined
    const mine = this.#commands.filter((command) => command.roles.includes(staff.role) && command.examples.length > 0)
    const read = await reader.read(
      said,
      mine.map((command) => command.name),
    )
    const parsed = read && parseCommand(read.command, mine)
    return parsed?.kind === 'command' ? parsed.call : undefined
  }

  /** What has no words cannot be a command; whoever sent it learns what can. Once in a while, in his own chat only. */
  #aboutMedia(media: NonNullable<CommandMessage['media']>, sender: Sender, place: Place): Reply[] {
    if (place.kind !== 'direct') return []
    if (media.kind === 'card') {
      const name = media.name || '这位联系人'
      return [privately(sender, `收到【${name}】的名片。建档请发 /erp 新建 ${name} 手机:…`)]
    }
    const last = this.#toldMedia.get(sender.contactId)
    const now = this.#o.clock.now()
    if (last !== undefined && now - last < mediaPauseMs) return []
    this.#toldMedia.set(sender.contactId, now)
    return [privately(sender, '语音、图片和视频我读不了，请打字或发名片')]
  }

  /**
   * The question a message may answer: a number or 是 answers the last one, other words only one about a lead,
   * which may stand beneath a later question.
   */
  async #standing(word: ReplyWord | undefined, sender: Sender, place: Place): Promise<Prompt | undefined> {
    const { store } = this.#o.desk
    const aside: Prompt[] = []
    try {
      for (;;) {
        const prompt = await store.prompt(sender.contactId, place.conversationId)
        if (!prompt || word) return prompt
        const expired = prompt.expiresAt <= this.#o.clock.now()
        if (isLeadQuestion(prompt) && !expired) return prompt
        if (!(await store.takePrompt(prompt.id))) return undefined
        if (!expired) aside.push(prompt)
      }
    } finally {
      for (const prompt of aside) await store.savePrompt(prompt)
    }
  }

  async #answerTo(
    prompt: Prompt,
    message: CommandMessage,
    sender: Sender,
    staff: StaffMember,
    place: Place,
  ): Promise<Invocation | Answer | undefined> {
    const word = parseReply(message.text)
    const expired = prompt.expiresAt <= this.#o.clock.now()
    if (isLeadQuestion(prompt) && !expired) {
      return answerLeadQuestion(prompt, message, word, this.#context(message, sender, staff, place))
    }
    if (!word) return undefined
    if (expired) return (await this.#take(prompt)) ? { text: '已过期，未做任何改动', outcome: 'refused' } : undefined
    return isQuestion(prompt) ? this.#pick(prompt, word) : undefined
  }

  async #pick(prompt: Prompt, word: ReplyWord): Promise<Invocation | Answer | undefined> {
    const question = questionOf(prompt)
    if (word.kind === 'no') {
      return (await this.#take(prompt)) ? { text: '好的，未做任何改动' } : undefined
    }
    const picked = pickedBy(question, word)
    if (!picked) {
      const most = question.choices?.length ?? 0
      return word.kind === 'number' && most > 0 ? { text: `没有第 ${word.number} 项，请回 1–${most}` } : undefined
    }
    // A list stays open while people look into its entries; a decision counts once.
    if (word.kind === 'number' && question.next && !question.yes) return picked
    return (await this.#take(prompt)) ? picked : undefined
  }

  #take(prompt: Prompt): Promise<boolean> {
    return this.#o.desk.store.takePrompt(prompt.id)
  }

  async #replies(
    call: Invocation | Answer,
    message: CommandMessage,
    sender: Sender,
    staff: StaffMember,
    place: Place,
  ): Promise<Reply[]> {
    const context = this.#context(message, sender, staff, place)
    const started = this.#o.clock.now()
    const answer = 'name' in call ? await this.#run(call, context) : call
    const operation = 'name' in call ? call.name : '回复'
    await this.#audit(staff, operation, message.text, answer, this.#o.clock.now() - started)
    if (answer.ask) await keepQuestion(answer.ask, { sender, place, store: context.store, clock: this.#o.clock })
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
      const answer = await command.run(call, context)
      return typeof answer === 'string' ? { text: answer } : answer
    } catch (error) {
      const ticket = ticketOf(context.message)
      this.#o.logger.warn('command_error', { command: call.name, ticket, error: causeText(error) })
      return explain(error, ticket)
    }
  }

  #context(message: CommandMessage, sender: Sender, me: StaffMember, place: Place): CommandContext {
    const { desk, people, clock, logger, judge, scorer, book, calendar, reporter, watch, captcha, endTrial } = this.#o
    const by: Requester = { staff: me, replyTo: targetOf(sender, place) }
    return {
      desk,
      store: desk.store,
      crm: desk.crm,
      people,
      judge,
      scorer,
      book,
      calendar,
      reporter,
      watch,
      captcha,
      endTrial,
      seen: this.#seen,
      clock,
      logger,
      me,
      sender,
      place,
      message,
      by,
    }
  }

  async #audit(staff: StaffMember, operation: string, text: string, answer: Answer, durationMs: number): Promise<void> {
    await this.#o.desk.store.audit({
      at: this.#o.clock.now(),
      kind: 'command',
      operation,
      actor: staff.name,
      request: maskText(text).slice(0, 500),
      response: maskText(answer.text).slice(0, 200),
      outcome: answer.outcome ?? 'ok',
      durationMs,
    })
  }
}

/** A colleague who sends many pictures is told once in this time, ms. */
const mediaPauseMs = 600_000

export const roleLabels = { sales: '销售', manager: '主管', operator: '运维' } as const

/** Short, quotable, the same for the same message. */
const ticketOf = (message: CommandMessage) => `E${message.id.replace(/\W/g, '').slice(-6).toUpperCase()}`

function unknownVerb(said: string, nearest: Invocation | undefined): Answer {
  if (!nearest) return { text: `没有『${said}』，发 /erp 帮助 看可用的命令`, outcome: 'refused' }
  return { text: `没有『${said}』，是不是 ${nearest.name}？回“是”执行`, outcome: 'refused', ask: { yes: nearest } }
}
