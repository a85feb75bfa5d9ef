import {
  byWorth,
  CrmError,
  type CustomerOrd,
  type CustomerRow,
  callPriority,
  type Khid,
  type Lead,
  ownerInErp,
  ownerLabel,
} from '../../domain/index.ts'
import { messageOf } from '../../shared/errors.ts'
import { asMobile, plainName } from './normalize.ts'
import { similarSubjects } from './similar.ts'
import { whyOf } from './stale.ts'
import {
  contactSubject,
  customerSubject,
  joinSubjects,
  leadSubject,
  mayBeNamesakes,
  type Subject,
  type SubjectRef,
} from './subject.ts'
import type { CommandContext } from './types.ts'

export interface Found {
  subjects: Subject[]
  /** The ERP did not answer: this is what was known, as of then (epoch ms; undefined = nothing known). */
  stale?: { asOf?: number; why: string }
}

const mostRows = 60
/** A question that has not left for the ERP stands in our own line; where we know something it stands there so long, ms. */
const lineMs = 5_000

/** Leads, the pulled index and the ERP, joined; with the ERP away what is known and its age. */
export async function findSubjects(text: string, context: CommandContext): Promise<Found> {
  const { desk, store } = context
  const mobile = asMobile(text)
  const khid = /^WX\w+$/i.test(text) ? text.toUpperCase() : undefined
  const way: Way = {}
  const asking = askErp(text, { mobile, khid }, way, context)
  const [leads, known] = await Promise.all([
    desk.findLead(mobile ?? text),
    store.findKnownCustomers(mobile ? { mobile, limit: mostRows } : khid ? { khid } : { text, limit: mostRows }),
  ])
  const asOf = known.reduce<number | undefined>((at, row) => Math.max(at ?? 0, row.seenAt), undefined)
  const asked = await ownersOf(asOf === undefined ? await asking : await orStuck(asking, way, context), context)
  const subjects = await withLeads([...asked.subjects, ...known.map(customerSubject)], leads, text, context)
  // Letters are pinyin: what sounds like them is what was meant.
  const heard = subjects.length === 0 && /^[a-z]{2,}$/i.test(text) ? await similarSubjects(text, context) : []
  return {
    subjects: byCloseness([...subjects, ...heard], text),
    stale: asked.failed ? { asOf, why: asked.failed } : undefined,
  }
}

/** Who asked to be left alone stays a customer where he is one. */
const isShown = ({ status, customerOrd, mergedInto }: Lead) =>
  !mergedInto && status !== 'ignored' && (status !== 'opted_out' || customerOrd !== undefined)

interface Asked {
  subjects: Subject[]
  failed?: string
}

/** Whether the question has left for the ERP; before, it stands in our own line. */
interface Way {
  left?: true
}

/**
 * Customers with our leads of them, whatever the leads themselves are called by now, and leads with what the ERP says of
 * their customer: his owner there is the owner.
 */
async function withLeads(
  customers: readonly Subject[],
  leads: readonly Lead[],
  text: string,
  { store }: CommandContext,
): Promise<Subject[]> {
  const ords = [...new Set(customers.flatMap(({ ord }) => ord ?? []))]
  const others = ords.length > 0 ? await store.leads({ customerOrds: ords, limit: 500 }) : []
  const all = [...leads, ...others].filter(isShown)
  const unseen = [...new Set(all.flatMap(({ customerOrd }) => customerOrd ?? []))].filter((ord) => !ords.includes(ord))
  const known = await Promise.all(unseen.map((ord) => store.knownCustomer(ord)))
  const named = ({ fields }: Lead) => (fields.name?.value === text || fields.mobile?.value === text ? 0 : 1)
  return joinSubjects([
    ...customers,
    ...known.flatMap((row) => (row ? customerSubject(row) : [])),
    ...all.sort((a, b) => named(a) - named(b) || byWorth(a, b)).map(leadSubject),
  ])
}

/**
 * What we know ourselves is never the whole list, and may be another's by now: an ERP that was asked is waited for, up to
 * its time-out.
 */
async function orStuck(asking: Promise<Asked>, way: Way, { clock, crm }: CommandContext): Promise<Asked> {
  const over = new AbortController()
  const stuck = clock.sleep(lineMs, over.signal).then((): Asked | Promise<Asked> => {
    if (way.left) return asking
    return { subjects: [], failed: crm.health().waiting > 0 ? 'queued' : 'slow' }
  })
  stuck.catch(() => {})
  try {
    return await Promise.race([asking, stuck])
  } finally {
    over.abort(new Error('answered'))
    asking.catch(() => {})
  }
}

/** Rows that do not say whose they are get it from the pulled index: one call less. */
async function ownersOf(asked: Asked, { store }: CommandContext): Promise<Asked> {
  const subjects = await Promise.all(
    asked.subjects.map(async (subject) => {
      if (subject.ownerKnown || subject.ord === undefined) return subject
      const known = await store.knownCustomer(subject.ord)
      return known ? (joinSubjects([subject, customerSubject(known)])[0] ?? subject) : subject
    }),
  )
  return { ...asked, subjects }
}

async function askErp(
  text: string,
  { mobile, khid }: { mobile?: string; khid?: string },
  way: Way,
  context: CommandContext,
): Promise<Asked> {
  const { crm, me } = context
  const onLeave = () => {
    way.left = true
  }
  const call = { actor: me.name, priority: callPriority.command, onLeave }
  try {
    if (mobile) return { subjects: (await crm.findByMobile(mobile, call)).map(contactSubject) }
    if (khid) {
      const customer = await crm.findByKhid(khid as Khid, call)
      keep(customer ? [customer] : [], context)
      return { subjects: customer ? [customerSubject(customer)] : [] }
    }
    const page = await crm.listCustomers({ text }, { index: 1, size: mostRows }, call)
    keep(page.rows, context)
    return { subjects: page.rows.map(customerSubject) }
  } catch (error) {
    if (error instanceof CrmError) return { subjects: [], failed: whyOf(error) }
    throw error
  }
}

/** Never rejects, and need not be waited for where it is for the day the ERP is away. */
export function keep(rows: readonly CustomerRow[], { desk, logger }: CommandContext): Promise<void> {
  return desk.remember(rows).catch((error) => logger.warn('not_remembered', { error: messageOf(error).slice(0, 200) }))
}

/** An exact name first, then the shorter names. */
function byCloseness(subjects: Subject[], text: string): Subject[] {
  const wanted = plainName(text)
  const rank = (s: Subject) => (plainName(s.name) === wanted || s.contactName === text ? 0 : 1)
  return subjects
    .map((subject, i) => ({ subject, i }))
    .sort((a, b) => rank(a.subject) - rank(b.subject) || a.i - b.i)
    .map(({ subject }) => subject)
}

/** Those whose name, contact or number is exactly what was asked for. */
export function exactly(subjects: readonly Subject[], text: string): Subject[] {
  const wanted = plainName(text)
  const mobile = asMobile(text)
  return subjects.filter(
    (s) =>
      plainName(s.name) === wanted ||
      s.contactName === text ||
      s.khid?.toUpperCase() === text.toUpperCase() ||
      (mobile !== undefined && s.mobile === mobile),
  )
}

/** Who owns it, where the source that found it did not say. The ERP being away leaves it unknown, and masked. */
export async function settleOwner(subject: Subject, context: CommandContext): Promise<Subject> {
  if ((subject.ownerKnown && !mayBeNamesakes(subject, context.me)) || subject.ord === undefined) return subject
  try {
    const customer = await fromErp(subject.ord, context)
    if (!customer) return subject
    return joinSubjects([{ ...subject, name: customer.name || subject.name }, customer])[0] ?? subject
  } catch (error) {
    if (error instanceof CrmError) return subject
    throw error
  }
}

/** With the owner of this moment, whatever was known; the ERP being away leaves it as it is. */
export async function asOfNow(subject: Subject, context: CommandContext): Promise<Subject> {
  const now = subject.ord === undefined ? undefined : await asked(subject.ord, context, false)
  if (!now?.ownerKnown) return subject
  return joinSubjects([now, { ...subject, ownerName: undefined, ownerId: undefined }])[0] ?? subject
}

/** As the ERP has it now, with its owner; where it does not tell him nobody is taken for him. */
async function fromErp(ord: CustomerOrd, context: CommandContext): Promise<Subject | undefined> {
  const { crm, me } = context
  const call = { actor: me.name, priority: callPriority.command }
  const customer = await crm.getCustomer(ord, call)
  if (!customer) return undefined
  const owner = await ownerInErp(crm, customer, call)
  const owned = { ...customer, ownerName: customer.ownerName || (owner && ownerLabel(owner)) }
  keep([owned], context)
  return { ...customerSubject(owned), detailed: true }
}

/** Picks up again what a numbered answer referred to. */
export async function loadSubject(ref: SubjectRef, context: CommandContext): Promise<Subject | undefined> {
  const named = ref.leadId && (await context.store.lead(ref.leadId))
  const ord = ref.ord ?? named?.customerOrd
  const ofOrd = named || ord === undefined ? [] : await context.store.leads({ customerOrds: [ord] })
  const lead = named ?? ofOrd.filter(isShown).sort(byWorth)[0]
  const known = ord === undefined ? undefined : await context.store.knownCustomer(ord)
  const erp = known ? customerSubject(known) : ord === undefined ? undefined : await asked(ord, context, !lead)
  const joined = joinSubjects([...(erp ? [erp] : []), ...(lead ? [leadSubject(lead)] : [])])[0]
  return joined && settleOwner(joined, context)
}

/** With `must` the ERP's failure is the answer, else what we know ourselves has to do. */
async function asked(ord: CustomerOrd, context: CommandContext, must: boolean): Promise<Subject | undefined> {
  try {
    return await fromErp(ord, context)
  } catch (error) {
    if (must || !(error instanceof CrmError)) throw error
    return undefined
  }
}
