import { createHash } from 'node:crypto'
import type { Assessment, Lead, LeadId, StoreTx, Thread, ThreadMessage } from '../../domain/index.ts'
import { bandOf, survivorOf } from '../../domain/index.ts'
import { InvariantError } from '../../shared/errors.ts'
import type { SyncContext } from '../context.ts'
import { findPerson } from './find-person.ts'
import { identityKeys } from './identity.ts'
import { mergeFields, profileFields, withoutMessages } from './merge-fields.ts'
import type { ThreadReading } from './read-thread.ts'

export interface UpdatedLead {
  lead: Lead
  /** As it stood before; undefined = new. */
  before: Lead | undefined
  /** Messages read now, without those of a stretch that was only read again. */
  fresh: readonly ThreadMessage[]
  rival?: { lead: Lead; about: 'company' | 'name' | 'two_customers' }
}

/** Something that makes a thread worth a lead: interest, a way to reach him, or a wish to be left alone. */
const worthKeeping = (a: Assessment): boolean =>
  a.score > 0 || a.optedOut || Boolean(a.fields.mobile ?? a.fields.phone ?? a.fields.wechatId ?? a.fields.company)

/** Lays what a thread says over its person's lead and claims his keys. The lead is not saved yet. */
export async function updateLead(
  tx: StoreTx,
  context: SyncContext,
  thread: Thread,
  { assessment, faded, fresh }: Pick<ThreadReading, 'assessment' | 'faded' | 'fresh'>,
): Promise<UpdatedLead | undefined> {
  const at = thread.cursor?.sentAt ?? context.clock.now()
  const said = mergeFields(profileFields(thread, at), assessment.fields)
  const keys = identityKeys(thread, said)
  const person = await findPerson(tx, thread, keys, said)
  if (!person.lead && !worthKeeping(assessment)) return undefined
  let before = person.lead
  if (person.lead && person.twin) before = await join(tx, context, person.lead, person.twin)
  const known = before ?? newLead(thread, at, context.clock.now())
  const lead = layOver(known, thread, assessment, { said, at, whole: known.threadId === thread.id && !faded })
  await tx.claim(lead.id, keys)
  return { lead: { ...lead, updatedAt: context.clock.now() }, before, fresh, rival: person.rival }
}

async function join(tx: StoreTx, context: SyncContext, a: Lead, b: Lead): Promise<Lead> {
  const { into, from } = survivorOf(a, b)
  const gone: Lead = { ...from, status: 'ignored', mergedInto: into.id, version: from.version + 1 }
  if (!(await tx.saveLead(gone))) throw new InvariantError(`lead ${from.id} changed while it was joined`)
  await tx.moveIdentities(from.id, into.id)
  await tx.audit({
    at: context.clock.now(),
    kind: 'decision',
    operation: 'join',
    actor: 'sync',
    outcome: 'ok',
    leadId: into.id,
    message: `${from.id} 与 ${into.id} 是同一人，已合并`,
  })
  context.emit({ type: 'merged', from: from.id, into: into.id })
  return {
    ...into,
    shared: true,
    fields: mergeFields(from.fields, into.fields),
    score: Math.max(into.score, from.score),
    optedOut: into.optedOut || from.optedOut,
    optedOutAt: into.optedOutAt ?? from.optedOutAt,
  }
}

/** `whole`: the thread that leads, with all its words. What only another thread or faded words told stays. */
function layOver(
  known: Lead,
  thread: Thread,
  a: Assessment,
  { said, at, whole }: { said: Lead['fields']; at: number; whole: boolean },
): Lead {
  const shared = known.shared || known.threadId !== thread.id
  const leads = whole || a.score >= known.score
  const score = leads ? a.score : known.score
  return {
    ...known,
    fields: mergeFields(whole && !shared ? withoutMessages(known.fields) : known.fields, said),
    score,
    band: bandOf(score),
    reasons: leads ? a.reasons : known.reasons,
    profile: leads ? a.profile : known.profile,
    counterpart: leads ? a.counterpart : known.counterpart,
    existing: known.existing || a.existing,
    committed: leads ? a.committed : known.committed,
    // That he ordered or paid is new: whoever took the entry back did not know of it.
    byCommandOnly: a.committed && !known.committed ? undefined : known.byCommandOnly,
    // Until a person lifts it: nobody who asked to be left alone is written to again.
    ...optOutOf(known, a, at),
    nickname: thread.nickname || known.nickname,
    threadId: leads ? thread.id : known.threadId,
    shared: shared || undefined,
    lastMessageAt: Math.max(known.lastMessageAt, at),
  }
}

function optOutOf(known: Lead, a: Assessment, at: number): Pick<Lead, 'optedOut' | 'optedOutAt'> {
  const saidAt = a.optedOutAt ?? at
  const isNew = !known.optedOut && a.optedOut && saidAt > (known.optOutLiftedAt ?? 0)
  return isNew ? { optedOut: true, optedOutAt: saidAt } : { optedOut: known.optedOut, optedOutAt: known.optedOutAt }
}

function newLead(thread: Thread, at: number, now: number): Lead {
  const tag = createHash('sha256').update(thread.id).digest('hex').slice(0, 10)
  return {
    id: `${now.toString(36)}-${tag}` as LeadId,
    status: 'watching',
    fields: {},
    score: 0,
    band: 'cold',
    reasons: [],
    profile: '',
    counterpart: 'unknown',
    existing: false,
    committed: false,
    optedOut: false,
    nickname: thread.nickname,
    threadId: thread.id,
    firstContactAt: at,
    lastMessageAt: at,
    updatedAt: now,
    version: 0,
  }
}
