import {
  type ContactRow,
  type Customer,
  type CustomerOrd,
  type CustomerRow,
  type ErpUserId,
  type JobSubject,
  type KnownCustomer,
  type Lead,
  type LeadId,
  leadName,
} from '../../domain/index.ts'
import { maskName } from '../../shared/mask.ts'
import type { Me } from './types.ts'

/** What a command is about: a lead of ours, a customer of the ERP, or both in one. */
export interface Subject {
  lead?: Lead
  ord?: CustomerOrd
  khid?: string
  name: string
  contactName?: string
  mobile?: string
  /** What else the ERP's detail knows of him. */
  phone?: string
  email?: string
  wechatId?: string
  qq?: string
  address?: string
  job?: string
  ownerName?: string
  ownerId?: ErpUserId
  /** Somebody said who owns it, or that nobody does. Until then it is a colleague's. */
  ownerKnown?: boolean
  category?: string
  stage?: string
  latestNote?: string
  createdAt?: number
  /** Since then the ERP has it no more. */
  goneAt?: number
  /** The ERP's detail was read for it. */
  detailed?: boolean
}

/** What a person may see of it. `open`: nobody's customer, without its numbers. */
export type Access = 'full' | 'open' | 'masked'

export function leadSubject(lead: Lead): Subject {
  const { fields, owner } = lead
  const users = owner?.kind === 'users' ? owner : undefined
  return {
    lead,
    ord: lead.customerOrd,
    khid: lead.khid,
    name: leadName(lead),
    contactName: fields.name?.value,
    mobile: fields.mobile?.value,
    ownerName: users?.names?.join('、') ?? (owner?.kind === 'public_pool' ? '公海' : undefined),
    ownerId: users?.userIds[0],
    ownerKnown: owner !== undefined || lead.customerOrd === undefined,
    createdAt: lead.firstContactAt,
  }
}

/** How to reach him, where it is a detail: lists and the pulled index have less. */
const reachIn = (row: CustomerRow | Customer | KnownCustomer) => ({
  phone: 'phone' in row ? row.phone : undefined,
  email: 'email' in row ? row.email : undefined,
  wechatId: 'wechatId' in row ? row.wechatId : undefined,
  qq: 'qq' in row ? row.qq : undefined,
  address: 'address' in row ? row.address : undefined,
  job: 'job' in row ? row.job : undefined,
})

export function customerSubject(row: CustomerRow | Customer | KnownCustomer): Subject {
  const { ord, khid, name, contactName, mobile, ownerName, category, stage, latestNote, createdAt } = row
  const ownerId = 'ownerId' in row ? row.ownerId : undefined
  const goneAt = 'goneAt' in row ? row.goneAt : undefined
  const ownerKnown = Boolean(ownerName) || ownerId !== undefined || undefined
  return {
    ord,
    khid,
    name,
    contactName,
    mobile,
    ...reachIn(row),
    ownerName: ownerName || undefined,
    ownerId,
    ownerKnown,
    category,
    stage,
    latestNote,
    createdAt,
    goneAt,
  }
}

export const contactSubject = (row: ContactRow): Subject => ({
  ord: row.customerOrd,
  name: row.customerName || row.name,
  contactName: row.name,
  mobile: row.mobile,
})

/** Joins what several sources say about one customer; the ERP's words win over the lead's. */
export function joinSubjects(subjects: readonly Subject[]): Subject[] {
  const joined: Subject[] = []
  for (const subject of subjects) {
    const same = joined.find(
      (one) =>
        (one.ord !== undefined && one.ord === subject.ord) ||
        (one.khid !== undefined && one.khid === subject.khid) ||
        (one.lead !== undefined && one.lead.id === subject.lead?.id),
    )
    if (same) lay(same, subject)
    else joined.push({ ...subject })
  }
  return joined
}

/** Fills what is blank. An owner goes with his name: our own memory of an id does not overrule the ERP's name. */
function lay(below: Subject, above: Subject): void {
  const otherOwner = below.ownerName !== undefined && below.ownerName !== above.ownerName
  for (const [key, value] of Object.entries(above)) {
    const blank = below[key as keyof Subject] === undefined || below[key as keyof Subject] === ''
    if (blank && value !== undefined && !(key === 'ownerId' && otherOwner)) Object.assign(below, { [key]: value })
  }
}

/** Stable reference for a numbered answer. */
export interface SubjectRef {
  leadId?: LeadId
  ord?: CustomerOrd
}
export const refOf = (subject: Subject): SubjectRef => ({ leadId: subject.lead?.id, ord: subject.ord })

export function jobSubject(subject: Subject): JobSubject | undefined {
  if (subject.lead) return { leadId: subject.lead.id }
  return subject.ord === undefined ? undefined : { ord: subject.ord }
}

const nobodys = (subject: Subject) =>
  subject.ownerId === undefined && (!subject.ownerName || subject.ownerName === '公海')

/** Own customers and leads nobody owns yet in full; the public pool by name; others masked; managers see all. */
export function accessTo(subject: Subject, me: Me): Access {
  if (me.role === 'manager') return 'full'
  if (me.role === 'operator') return 'masked'
  if (subject.ownerId !== undefined) {
    const users = subject.lead?.owner?.kind === 'users' ? subject.lead.owner.userIds : []
    // A lead may know further owners, but not others than the ERP.
    const owners = users.includes(subject.ownerId) ? users : [subject.ownerId]
    return me.erpUserId !== undefined && owners.includes(me.erpUserId) ? 'full' : 'masked'
  }
  if (!subject.ownerKnown) return 'masked'
  if (nobodys(subject)) return subject.ord === undefined ? 'full' : 'open'
  return isCalledAs(subject, me) && !me.namesake ? 'full' : 'masked'
}

/** His own customer, whatever else he may see. */
export const isOwn = (subject: Subject, me: Me): boolean =>
  subject.ownerId === undefined ? isCalledAs(subject, me) && !me.namesake : subject.ownerId === me.erpUserId

/** Its owner has his name in the ERP. */
const isCalledAs = ({ ownerName }: Subject, me: Me) => ownerName !== undefined && ownerName === (me.erpName ?? me.name)

/** Its owner's name does not tell whether it is his: only the ERP's detail does. */
export const mayBeNamesakes = (subject: Subject, me: Me): boolean =>
  me.namesake === true && subject.ownerId === undefined && isCalledAs(subject, me)

/** The name as this person may read it. */
export const shownName = (subject: Subject, me: Me): string =>
  accessTo(subject, me) === 'masked' ? maskName(subject.name) : subject.name

/** Owner as shown: a name, 公海, 未建档 for a lead of ours, 未知 where nobody said. */
export function ownerOf(subject: Subject): string {
  if (subject.ownerName) return subject.ownerName
  if (subject.ownerId !== undefined) return `#${subject.ownerId}`
  if (subject.ord === undefined) return '未建档'
  return subject.ownerKnown ? '公海' : '未知'
}
