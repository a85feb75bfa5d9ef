import { dayMs } from '../shared/china-time.ts'
import type { CustomerOrd, ErpUserId, Khid, LeadId, ThreadId } from './ids.ts'

/** 单位 or 个人. */
export type CustomerType = 'company' | 'personal'

export const fieldNames = [
  'name',
  'company',
  'mobile',
  'phone',
  'email',
  'wechatId',
  'qq',
  'address',
  'job',
  'type',
] as const
export type FieldName = (typeof fieldNames)[number]

/** The fields by which somebody can be reached; of several the first counts. */
export const ways = ['mobile', 'phone', 'wechatId', 'email', 'qq'] as const satisfies readonly FieldName[]
export type Way = (typeof ways)[number]

/** As people read them. */
export const fieldLabels: Record<FieldName, string> = {
  name: '姓名',
  company: '公司',
  mobile: '手机',
  phone: '电话',
  email: '邮箱',
  wechatId: '微信号',
  qq: 'QQ',
  address: '地址',
  job: '职务',
  type: '类型',
}

/** Where a value comes from; decides whether it counts as verified. */
export type FieldSource =
  | 'stated'
  | 'signature'
  | 'location'
  | 'profile'
  | 'staff'
  | 'llm'
  | 'picture'
  | 'inferred'
  | 'erp'

export interface FieldValue {
  value: string
  source: FieldSource
  /** Message that carries it; absent for profile, staff and ERP values. */
  messageId?: string
  /** The quoted words. */
  quote?: string
  /** 0–1. */
  confidence: number
  /** When it was said, epoch ms. */
  at: number
}

/** Confidence of a customer’s type `company` where nobody named or spoke of a firm: admission asks for no name of it. */
export const guessedFirm = 0.5

export type LeadFields = Partial<Record<FieldName, FieldValue>>

/** Read from a picture: nobody has said or confirmed it, so it is shown to people and never written to the ERP. */
export const isUnconfirmed = (field: FieldValue | undefined): boolean => field?.source === 'picture'

export type Band = 'hot' | 'warm' | 'cold'
/** Lowest score of each band; below is cold (RULES.md). */
export const bandFrom = { warm: 60, hot: 80 } as const
export const bandOf = (score: number): Band =>
  score >= bandFrom.hot ? 'hot' : score >= bandFrom.warm ? 'warm' : 'cold'

/** A hot or warm customer nobody talked to for so long is overdue, ms. */
export const silentAfterMs = { hot: 2 * dayMs, warm: 5 * dayMs } as const

/** 价值评估, five levels. */
export type ValueLevel = '很高' | '较高' | '一般' | '较低' | '很低'
/** Score rounded to the nearest integer and held to 0–100, then 90/75/60/45 (RULES.md, field mapping). */
export function valueLevelOf(score: number): ValueLevel {
  const s = Math.min(100, Math.max(0, Math.round(score)))
  return s >= 90 ? '很高' : s >= 75 ? '较高' : s >= 60 ? '一般' : s >= 45 ? '较低' : '很低'
}

export interface Reason {
  /** Stable name: `quantity`, `deadline`, `opt_out`. */
  signal: string
  /** Chinese label shown to people: 数量. */
  label: string
  /** Signed points this signal gave. */
  points: number
  messageId?: string
  /** The customer's words. */
  quote?: string
}

/** Signals that stand on a field: its words say who he is and where, not what he wants. */
const ofFields: readonly string[] = ['contact', 'introduced', 'place', 'destination']
export const standsOnField = ({ signal }: Pick<Reason, 'signal'>): boolean => ofFields.includes(signal)

/** What the customer said of his wish, most telling first. */
export const saidOf = (reasons: readonly Reason[]): string[] =>
  reasons.flatMap((reason) => (reason.quote && !standsOnField(reason) ? [reason.quote] : []))

/** `+12`, `-5`. */
export const signedPoints = (points: number): string => (points >= 0 ? `+${points}` : String(points))

/** What kind of person the other side turned out to be. */
export type Counterpart = 'customer' | 'advertiser' | 'recruiter' | 'job_seeker' | 'fraud' | 'referrer' | 'unknown'

export interface PromiseMade {
  by: 'customer' | 'sales'
  /** 报价, 寄样, 回复 … with its object, as said. */
  text: string
  /** Resolved due time, epoch ms (Asia/Shanghai end of that day unless a time was said). */
  dueAt?: number
  messageId: string
}

/** By when the customer wants something. */
export interface Deadline {
  /** As said: 再加订300台，下周五之前要. */
  text: string
  /** Epoch ms, as of a promise. */
  dueAt: number
  messageId: string
}

/** What the conversation says, as of the last message read. Pure result of scoring. */
export interface Assessment {
  fields: LeadFields
  /** 0–100, integer. */
  score: number
  band: Band
  reasons: Reason[]
  counterpart: Counterpart
  optedOut: boolean
  /** When he said so, epoch ms. */
  optedOutAt?: number
  /** Already a customer (after-sales, repeat order). */
  existing: boolean
  /** Ordered, signed or paid in the customer's own words. */
  committed: boolean
  /** 客户简介, ≤ 4000 characters. */
  profile: string
  /** A model's prose on the thread; every figure in it stands in the chat. Absent: by rules alone. */
  summary?: string
  promises: PromiseMade[]
  /** Dates the customer named for what he wants, the latest. Absent: the scorer does not read them. */
  deadlines?: readonly Deadline[]
  /** Voice messages or pictures nobody has read: the salesperson should ask for text. */
  unread: Array<{ messageId: string; kind: 'audio' | 'image' }>
}

export const admissionChecks = ['has_mobile', 'has_name', 'has_company', 'phone_verified', 'score_pass'] as const
export type AdmissionCheck = (typeof admissionChecks)[number]

export interface Admission {
  passed: boolean
  checks: Record<AdmissionCheck, boolean>
  /** Names of the failed checks. */
  reason: AdmissionCheck[]
}

/** What made a lead go to the ERP; each must hold other checks (RULES.md, admission table). */
export type SyncTrigger = 'automatic' | 'command' | 'committed'

export type Owner = { kind: 'users'; userIds: ErpUserId[]; names?: string[] } | { kind: 'public_pool' }

export const leadStatuses = [
  /** Listened to; nothing to write yet. */
  'watching',
  /** One numbered question waits for a person. */
  'asking',
  /** An outbox entry will create or link the customer. */
  'queued',
  /** Stands in the ERP. */
  'synced',
  /** ERP_AUTO_SYNC=false: would have been written. */
  'shadow',
  /** 忽略 / 不是客户. */
  'ignored',
  'opted_out',
] as const
export type LeadStatus = (typeof leadStatuses)[number]

export interface Lead {
  id: LeadId
  /** Made once, before the first ERP write. */
  khid?: Khid
  status: LeadStatus
  fields: LeadFields
  score: number
  band: Band
  reasons: Reason[]
  profile: string
  counterpart: Counterpart
  existing: boolean
  committed: boolean
  optedOut: boolean
  /** When he said so, epoch ms. */
  optedOutAt?: number
  /** A person lifted it then (恢复): what was said before counts no more, epoch ms. */
  optOutLiftedAt?: number
  /** Display nickname, for people only. */
  nickname: string
  /** Thread that last fed this lead. */
  threadId: ThreadId
  /** More than one thread feeds it: no thread alone says what is known. */
  shared?: boolean
  /** Set as soon as it is allocated, before the save. */
  customerOrd?: CustomerOrd
  /** A person took its entry back: only a person's command writes it from then on. */
  byCommandOnly?: true
  owner?: Owner
  /** This lead turned out to be another one's second thread: everything goes on there. */
  mergedInto?: LeadId
  firstContactAt: number
  lastMessageAt: number
  updatedAt: number
  /** Optimistic lock, +1 per change. */
  version: number
}

/** Nothing of him is captured after he asked to be left alone. */
export const isCaptured = (
  { sentAt }: { sentAt: number },
  { optedOut, optedOutAt }: Pick<Lead, 'optedOut' | 'optedOutAt'>,
): boolean => !optedOut || optedOutAt === undefined || sentAt <= optedOutAt

/** Of two leads of one person, the one that goes on: what the ERP knows, else what is on its way, else the older. */
export function survivorOf(a: Lead, b: Lead): { into: Lead; from: Lead } {
  const rank = (lead: Lead) => (lead.customerOrd ? 2 : 0) + (lead.khid ? 1 : 0)
  const first = rank(a) !== rank(b) ? rank(a) > rank(b) : a.firstContactAt <= b.firstContactAt
  return first ? { into: a, from: b } : { into: b, from: a }
}

/** What people call a lead. */
export const leadName = ({ fields, nickname }: Lead): string => fields.company?.value || fields.name?.value || nickname

/** An owner as people read it: names, numbers where no name is known, or 公海. */
export const ownerLabel = (owner: Owner): string =>
  owner.kind === 'public_pool' ? '公海' : (owner.names ?? owner.userIds.map(String)).join('、')
