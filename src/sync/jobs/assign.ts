import type { CustomerOrd, ErpJob, Lead, OutboxEntry, Owner, StoreTx } from '../../domain/index.ts'
import { byWorth, callPriority, contactOf, leadName, ownerLabel, ownerSaid, sayEntry } from '../../domain/index.ts'
import { handOverCard } from '../cards.ts'
import type { SyncContext } from '../context.ts'
import type { Run } from '../outbox/run.ts'
import { ownerNow, rememberOwner, saveOwner, withIds } from '../owner.ts'
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
  const known = await context.store.knownCustomer(ord)
  const former = job.created ? undefined : (lead?.owner ?? (known && ownerSaid(known)))
  const customerName = known?.name ?? (lead ? leadName(lead) : `客户 ${ord}`)
  const name = ownerLabel(owner)
  await rememberOwner(ord, owner, context)
  return {
    words: doneWords(job, name, run),
    async also(tx) {
      const before = lead && (await tx.lead(lead.id))?.owner
      const [next] = (await saveOwner(tx, ord, owner, context)).sort(byWorth)
      await tellFormerOwner(tx, context, run.entry, { name: customerName, before: former, now: owner, why: job.why })
      if (owner.kind === 'public_pool') return
      const person = personOf(owner.userIds, context)
      const contactId = contactOf(person)
      if (!contactId || (!next && person?.name === run.entry.actor)) return
      await tx.enqueue(
        sayEntry({
          to: { kind: 'contact', contactId },
          text: next
            ? handOverCard(next, job.why, job.created ? 'new' : { from: before })
            : `📌 【${customerName}】现在归您（${job.why}）。发 /erp 查客户 ${customerName} 看资料`,
          dedupeKey: `card:${run.entry.id}`,
          priority: next ? callPriority.hot : callPriority.normal,
          dueAt: clock.now(),
          expiresAfterMs: cardExpiryMs,
          mayWait: next ? undefined : true,
        }),
      )
    },
    announce: () => context.emit({ type: 'assigned', leadId: lead?.id, ord, owner: name, why: job.why }),
  }
}

/** Whoever no longer has a customer hears it, but for what he did himself. */
async function tellFormerOwner(
  tx: StoreTx,
  context: SyncContext,
  entry: OutboxEntry,
  change: { name: string; before: Owner | undefined; now: Owner; why: string },
): Promise<void> {
  const { name, before, now, why } = change
  if (before?.kind !== 'users') return
  const had = withIds(before, context)
  const person = had.kind === 'users' ? personOf(had.userIds, context) : undefined
  const stays = now.kind === 'users' && person?.erpUserId !== undefined && now.userIds.includes(person.erpUserId)
  const contactId = contactOf(person)
  if (!contactId || stays || person?.name === entry.actor) return
  await tx.enqueue(
    sayEntry({
      to: { kind: 'contact', contactId },
      text: `【${name}】不再归您，现归 ${ownerLabel(now)}（${why}）。有疑问请联系主管`,
      dedupeKey: `given:${entry.id}`,
      priority: callPriority.normal,
      dueAt: context.clock.now(),
      expiresAfterMs: cardExpiryMs,
      mayWait: true,
    }),
  )
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
