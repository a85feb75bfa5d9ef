import {
  CrmError,
  type CustomerOrd,
  type CustomerRow,
  callPriority,
  type Khid,
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
/** Where we know something ourselves the ERP has so long to answer, ms: nobody waits for a slow server. */
const patienceMs = 220
/** What we know is good enough for so long, ms; for what is older a question waits behind our own calls … */
const freshMs = 10 * 60_000
/** … for two windows of the rate at most, ms: a new customer costs as many calls. */
const queueMs = 2_100

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
  const asked = await ownersOf(asOf === undefined ? await asking : await orLate(asking, way, asOf, context), context)
  const subjects = joinSubjects([
    ...asked.subjects,
    ...known.map(customerSubject),
    ...leads.filter((lead) => lead.status !== 'ignored' && lead.status !== 'opted_out').map(leadSubject),
  ])
  // Letters are pinyin: what sounds like them is what was meant.
  const heard = subjects.length === 0 && /^[a-z]{2,}$/i.test(text) ? await similarSubjects(text, context) : []
  return {
    subjects: byCloseness([...subjects, ...heard], text),
    stale: asked.failed ? { asOf, why: asked.failed } : undefined,
  }
}

interface Asked {
  subjects: Subject[]
  failed?: string
}

/** When the question left for the ERP; before, it stands in our own line. */
interface Way {
  leftAt?: number
}

async function orLate(asking: Promise<Asked>, way: Way, asOf: number, context: CommandContext): Promise<Asked> {
  const over = new AbortController()
  const late = lateness(way, asOf, context, over.signal).then((failed) => ({ subjects: [], failed }))
  late.catch(() => {})
  try {
    return await Promise.race([asking, late])
  } finally {
    over.abort(new Error('answered'))
    asking.catch(() => {})
  }
}

/** Resolves when nobody should wait any longer, to what it was: the ERP has its time from when it was asked. */
async function lateness(
  way: Way,
  asOf: number,
  { clock, crm }: CommandContext,
  signal: AbortSignal,
): Promise<'slow' | 'queued'> {
  const started = clock.now()
  const lineMs = started - asOf > freshMs ? queueMs : patienceMs
  for (;;) {
    const queued = way.leftAt === undefined && crm.health().waiting > 0
    const until = (way.leftAt ?? started) + (queued ? lineMs : patienceMs)
    const left = until - clock.now()
    if (left <= 0) return queued ? 'queued' : 'slow'
    await clock.sleep(Math.min(left, patienceMs), signal)
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
  const { crm, me, clock } = context
  const onLeave = () => {
    way.leftAt ??= clock.now()
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
  const lead = ref.leadId && (await context.store.lead(ref.leadId))
  const ord = ref.ord ?? lead?.customerOrd
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
