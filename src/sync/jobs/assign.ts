import type { CustomerOrd, ErpJob, Lead, Owner } from '../../domain/index.ts'
import { byWorth, callPriority, contactOf, ownerLabel, sayEntry } from '../../domain/index.ts'
import { handOverCard } from '../cards.ts'
import type { SyncContext } from '../context.ts'
import type { Run } from '../outbox/run.ts'
import { ownerNow, rememberOwner, saveOwner } from '../owner.ts'
import { personOf } from '../pipeline/recipient.ts'
import { risen } from '../pipeline/synced-lead.ts'
import type { JobResult } from './handlers.ts'
import { withCustomer } from './missing-customer.ts'
import { resolveSubject } from './subject.ts'

type Job = Extract<ErpJob, { type: 'assign' }>
const cardExpiryMs = 12 * 3_600_000

/** Gives a customer its owner. Doing it twice is the same as once, so an unknown outcome is looked at and, if need be, repeated. */
export async function assign(job: Job, run: Run, context: SyncContext): Promise<JobResult> {
  const { crm, clock } = context
  const { ord, lead } = await resolveSubject(job.subject, context)
  if (run.isOpen('assign') && (await hasOwner(job, ord, run, context))) await run.settle('assign', {})
  const kept = job.onlyFromPool && run.step('assign')?.outcome !== 'ok' && (await keptByOwner(ord, lead, run, context))
  if (kept) return kept
  await withCustomer({ ord, lead }, run, context, () =>
    run.once('assign', async () => {
      await crm.assign(ord, job.target, run.call)
      return {}
    }),
  )
  const owner = namedOwner(job, context)
  const name = ownerLabel(owner)
  await rememberOwner(ord, owner, context)
  return {
    words: doneWords(job, name, run),
    async also(tx) {
      const before = lead && (await tx.lead(lead.id))?.owner
      const [next] = (await saveOwner(tx, ord, owner, context)).sort(byWorth)
      if (!next || owner.kind === 'public_pool') return
      const contactId = contactOf(personOf(owner.userIds, context))
      if (!contactId) return
      await tx.enqueue(
        sayEntry({
          to: { kind: 'contact', contactId },
          text: handOverCard(next, job.why, job.created ? 'new' : { from: before }),
          dedupeKey: `card:${run.entry.id}`,
          priority: callPriority.hot,
          dueAt: clock.now(),
          expiresAfterMs: cardExpiryMs,
        }),
      )
    },
    announce: () => context.emit({ type: 'assigned', leadId: lead?.id, ord, owner: name, why: job.why }),
  }
}

const doneWords = ({ onlyFromPool }: Job, owner: string, { entry }: Run) =>
  entry.actor === owner ? `${onlyFromPool ? '领取成功，' : ''}现在是您的客户` : `已指派给 ${owner}`

/** Somebody may have taken the customer since it was decided; undefined: it is nobody's. */
async function keptByOwner(
  ord: CustomerOrd,
  lead: Lead | undefined,
  run: Run,
  context: SyncContext,
): Promise<JobResult | undefined> {
  const customer = await context.crm.getCustomer(ord, run.call)
  const owner = customer && (await ownerNow(customer, context, run.call))
  if (owner?.kind === 'public_pool') return undefined
  // Whoever took him for himself has asked: his answer says it.
  const byPerson = run.entry.replyTo !== undefined
  return {
    words: `没有改派：客户${owner ? `已归 ${ownerLabel(owner)}` : '负责人未知，请在 ERP 核对'}`,
    unchanged: true,
    async also(tx) {
      if (!owner) return
      await saveOwner(tx, ord, owner, context)
      const current = lead && (await tx.lead(lead.id))
      if (byPerson || !current) return
      const contactId = contactOf(personOf(owner.userIds, context))
      if (contactId) await tx.enqueue(risen(current, contactId, context.clock.now()))
    },
  }
}

async function hasOwner({ target }: Job, ord: CustomerOrd, run: Run, context: SyncContext): Promise<boolean> {
  if (target.kind !== 'users') return false
  const customer = await context.crm.getCustomer(ord, run.call)
  const owner = customer && (await ownerNow(customer, context, run.call))
  return owner?.kind === 'users' && owner.userIds.some((id) => target.userIds.includes(id))
}

function namedOwner({ target }: Job, { staff }: SyncContext): Owner {
  if (target.kind === 'public_pool') return { kind: 'public_pool' }
  const names = target.userIds.map((id) => staff.all().find((person) => person.erpUserId === id)?.name)
  return {
    kind: 'users',
    userIds: [...target.userIds],
    names: names.every((name) => name !== undefined) ? (names as string[]) : undefined,
  }
}
