import type {
  ChatTarget,
  ContactCache,
  Crm,
  Judge,
  OfficeBook,
  Picture,
  Reporter,
  Requester,
  Roster,
  SalesDesk,
  Scorer,
  StaffDirectory,
  StaffMember,
  StaffRole,
  Store,
  Watch,
  WorkCalendar,
} from '../../domain/index.ts'
import type { Clock } from '../../shared/clock.ts'
import type { Logger } from '../../shared/logger.ts'
import type { Seen } from './seen.ts'

/** Where something was said. `file_helper`: 文件传输助手 of a salesperson's own account. */
export interface Place {
  kind: 'direct' | 'internal_room' | 'customer_room' | 'file_helper'
  conversationId: string
  topic?: string
}

export interface Sender {
  contactId: string
  nickname: string
  wechatId?: string
  /** Bound person; absent for everybody else. */
  staff?: StaffMember
}

/** What was said, as far as commands care. */
export interface CommandMessage {
  id: string
  /** The sender's own words only. */
  text: string
  /** Words he quotes or forwards: material, never a command. */
  quoted?: string
  /** A forwarded chat record: kept some minutes for 新建. */
  record?: string
  /** A voice message, a picture or a contact's card, where there are no words. */
  media?: { kind: 'audio' | 'image' | 'video' | 'card'; name?: string }
  sentAt: number
}

export interface Reply {
  to: ChatTarget
  text: string
  /** Sent after the text. Where it cannot be sent the text has to do. */
  picture?: Picture
  /** Said instead where an earlier reply to the same message could not be delivered. */
  otherwise?: string
}

/** The words after the verb, read in three ways; a command uses the one that fits. */
export interface CommandInput {
  /** Everything after the verb, as written. */
  rest: string
  /** Words without `字段:值`. */
  words: readonly string[]
  /** `字段:值`, by canonical name. */
  fields: Readonly<Record<string, string>>
  /** What numbered answers and confirmations have settled since. */
  picked: Readonly<Record<string, unknown>>
}

/** A command with its words: what a prompt keeps to go on with. Plain JSON. */
export interface Invocation extends CommandInput {
  name: string
}

/** A question with its possible answers; kept for this person in this chat, five minutes. */
export interface Question {
  /** What the numbers 1, 2, … stand for. */
  choices?: readonly Invocation[]
  /** What 下页 stands for. */
  next?: Invocation
  /** What 是 stands for. 否 drops the question. */
  yes?: Invocation
}

export interface Answer {
  /** Fit for a room unless `room` is there: names and counts, no phone, no address. */
  text: string
  /** Said in a room, and kept in the log, where `text` holds more than names and counts; `text` goes to the person. */
  room?: string
  /** Phones, addresses, what was said: by direct message only. */
  detail?: string
  ask?: Question
  picture?: Picture
  /** For the operation log. @default `ok` */
  outcome?: 'ok' | 'denied' | 'refused' | 'unreachable' | 'error'
}

/** What commands work with; the same for every message. */
export interface CommandServices {
  desk: SalesDesk
  people: StaffDirectory
  judge?: Judge
  /** The ERP's accounts. Absent: whoever is called as the owner is the owner. */
  roster?: Roster
  /** Reads forwarded and quoted chat records for 新建. */
  scorer?: Scorer
  /** To-dos and requests. Absent: 待办 and 批准 are off. */
  book?: OfficeBook
  calendar?: WorkCalendar
  /** Figures and picture of 日报, 周报, 统计. */
  reporter?: Reporter
  /** Watched figures, for 状态. */
  watch?: Watch
  /** What is kept of WeChat contacts, for 忘记. Absent: nothing is. */
  contacts?: ContactCache
  /** Hands the ERP's login captcha on; resolves to what came of it, Chinese. */
  captcha?(code: string): Promise<string>
  /** Ends the trial mode; resolves to a report. Absent: there is none. */
  endTrial?(): Promise<string>
  clock: Clock
  logger: Logger
}

/** Who gives a command, and who that is in the ERP. */
export interface Me extends StaffMember {
  /** What the ERP calls his account, where that is known. */
  erpName?: string
  /** Another account has the same name: a name alone does not tell that a customer is his. */
  namesake?: boolean
}

export interface CommandContext extends CommandServices {
  /** The desk's store and ERP. */
  store: Store
  crm: Crm
  /** Last answers of the ERP. */
  seen: Seen
  me: Me
  sender: Sender
  place: Place
  message: CommandMessage
  /** For writes: who asks and where the result is told. */
  by: Requester
}

export interface Command {
  /** Canonical verb. */
  name: string
  aliases?: readonly string[]
  /** Further ways of saying it, read but not listed, with the words they put before what follows: 新建联系人 = 联系人 新建. */
  spoken?: Readonly<Record<string, string>>
  /** Aliases that people look for by themselves: 帮助 lists them beside the name. */
  listed?: readonly string[]
  /** One line for 帮助. */
  summary: string
  examples: readonly string[]
  /** Who may. */
  roles: readonly StaffRole[]
  /** The words after the verb are free text: `电话:` in them is no field. */
  freeText?: boolean
  run(input: CommandInput, context: CommandContext): Promise<Answer | string>
}
