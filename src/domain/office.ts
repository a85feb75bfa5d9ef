import type { CustomerOrd, ErpUserId, LeadId } from './ids.ts'
import type { Lead } from './lead.ts'
import type { JobSubject } from './outbox.ts'
import type { StaffMember } from './staff.ts'

/** 待办: something a person wants to be reminded of. */
export interface Task {
  id: number
  /** Staff name. */
  owner: string
  text: string
  /** Epoch ms; the last millisecond of a day where no hour was named. */
  dueAt: number
  about?: { leadId?: LeadId; ord?: CustomerOrd; name: string }
  createdAt: number
  /** Told already. */
  remindedAt?: number
  doneAt?: number
}

/** Those about this lead, or about his customer in the ERP. */
export const tasksAbout = (tasks: readonly Task[], lead: Pick<Lead, 'id' | 'customerOrd'>): Task[] =>
  tasks.filter(({ about }) => about?.leadId === lead.id || (about?.ord !== undefined && about.ord === lead.customerOrd))

/** What only a manager may decide: `批准 12`, `驳回 12 原因`. */
export type ApprovalRequest = Request & (NewCustomer | GivenCustomer)

interface Request {
  id: number
  /** Staff name of who asks. */
  by: string
  /** Contact that is told the decision. */
  replyTo: string
  /** For people, without numbers of customers. */
  text: string
  /** The same as whoever asks may read it. @default text */
  shown?: string
  createdAt: number
}

/** A second customer with the same number. */
interface NewCustomer {
  leadId: LeadId
  fields: Record<string, string>
}

/** A colleague's customer for whoever asks. */
interface GivenCustomer {
  give: { subject: JobSubject; userId: ErpUserId }
}

/** A request as it is made: the book numbers it. */
export type NewRequest = Omit<Request, 'id'> & (NewCustomer | GivenCustomer)

/** To-dos and requests of the house. Small, hand-editable document. */
export interface OfficeBook {
  /** Open ones, the earliest first; of one person or of all. */
  tasks(owner?: string): readonly Task[]
  /** Undefined: the same text for the same person and time stands already. */
  addTask(task: Omit<Task, 'id'>): Promise<Task | undefined>
  changeTask(id: number, change: Partial<Pick<Task, 'dueAt' | 'doneAt' | 'remindedAt'>>): Promise<Task | undefined>
  /** Forgets to-dos and requests about these leads. Resolves to how many. */
  dropAbout(leadIds: readonly LeadId[]): Promise<number>
  requests(): readonly ApprovalRequest[]
  addRequest(request: NewRequest): Promise<ApprovalRequest>
  /** Takes the request away: a decision counts once. */
  takeRequest(id: number): Promise<ApprovalRequest | undefined>
}

/** When something said in words is due, by the Chinese work calendar (Asia/Shanghai). */
export interface WorkCalendar {
  /** Undefined where no date is named. */
  dateIn(text: string, saidAt: number): DateInText | undefined
  isWorkday(at: number): boolean
}

/** A date somebody wrote. */
export interface DateInText {
  /** Epoch ms; the last millisecond of the day where no hour was named. */
  dueAt: number
  /** `明天下午三点前`: as they were typed. */
  words: string
  /** What was typed without them. */
  rest: string
}

/** `week` and `month` are the last 7 and 30 days, whatever the day; the others begin on Monday, on the first. */
export const reportPeriods = ['day', 'yesterday', 'week', 'month', 'this_week', 'this_month'] as const
export type ReportPeriod = (typeof reportPeriods)[number]

/** A picture to send: PNG bytes. */
export interface Picture {
  name: string
  data: Uint8Array
}

/** 日报, 周报, 统计: conclusion, risk, figures, suggestion, and one picture. */
export interface Reporter {
  /** A salesperson's own figures, a manager's whole team. */
  text(person: StaffMember, period: ReportPeriod): Promise<string>
  picture(person: StaffMember, period: ReportPeriod): Promise<Picture>
}
