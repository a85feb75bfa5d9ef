import { type CustomerOrd, type ErpJob, type KnownCustomer, type Lead, ownerSaid } from '../../domain/index.ts'
import type { SyncContext } from '../context.ts'
import { type Run, UndecidableError } from '../outbox/run.ts'
import { speakingFor } from '../pipeline/note.ts'
import type { JobResult } from './handlers.ts'
import { withCustomer } from './missing-customer.ts'
import { resolveSubject } from './subject.ts'

type Job = Extract<ErpJob, { type: 'follow_up' }>

/** Writes one 洽谈进展. Nothing lists them: after an unknown outcome the latest one and its marker have to tell. */
export async function followUp(job: Job, run: Run, context: SyncContext): Promise<JobResult> {
  const { crm } = context
  const { ord, lead } = await resolveSubject(job.subject, context)
  const known = await context.store.knownCustomer(ord)
  const name = job.forOwner ? ownerNameOf(lead, known, context) : undefined
  const note = name === undefined ? job.note : speakingFor(name, job.note, job.marker)
  if (run.isOpen('note') && (await wasWritten(job, ord, run, context))) await run.settle('note', {})
  else
    await withCustomer({ ord, lead }, run, context, () =>
      run.once('note', async () => {
        await crm.addFollowUp(ord, note, run.call)
        return {}
      }),
    )
  if (known) await context.store.upsertCustomers([{ ...known, latestNote: note.text }])
  return {
    words: '已记洽谈进展',
    announce: () => context.emit({ type: 'noted', leadId: lead?.id, ord, text: note.text }),
  }
}

/** Whose customer it is; nobody's is spoken for in 公海. */
function ownerNameOf(
  lead: Lead | undefined,
  known: KnownCustomer | undefined,
  { staff }: SyncContext,
): string | undefined {
  const owner = lead?.owner ?? (known && ownerSaid(known))
  if (owner?.kind !== 'users') return undefined
  const ids = owner.userIds
  const colleague = staff.all().find(({ erpUserId }) => erpUserId !== undefined && ids.includes(erpUserId))
  return owner.names?.[0] ?? colleague?.name ?? known?.ownerName ?? (ids[0] === undefined ? undefined : `用户${ids[0]}`)
}

/** Asked before: somebody looked and chose to write it (again). */
const askedStep = 'note:asked'

async function wasWritten(job: Job, ord: CustomerOrd, run: Run, context: SyncContext): Promise<boolean> {
  if (run.step(askedStep)) return false
  const latest = await latestNote(ord, run, context)
  if (latest?.includes(job.marker)) return true
  const before = await seenBefore(ord, run, context)
  // Nothing there, or still the one that stood there before ours was sent: ours did not arrive.
  if (!latest || sameNote(latest, before)) return false
  await run.mark(askedStep, {})
  throw new UndecidableError(
    `一条洽谈进展是否写入不明（之后又有别人的记录）。请在 ERP 看客户 ${ord} 有没有“${job.marker}”：没有就重试，有就丢弃`,
  )
}

/** The latest note as it stood before ours was sent; what a pull has learned since says nothing. */
async function seenBefore(ord: CustomerOrd, run: Run, { store }: SyncContext): Promise<string | undefined> {
  const known = await store.knownCustomer(ord)
  const sentAt = run.step('note')?.startedAt ?? 0
  return known && known.seenAt <= sentAt ? known.latestNote : undefined
}

/** Lists may cut a note off. */
const sameNote = (latest: string, before: string | undefined) =>
  before !== undefined &&
  before !== '' &&
  (before.startsWith(latest.slice(0, 30)) || latest.startsWith(before.slice(0, 30)))

async function latestNote(ord: CustomerOrd, run: Run, { crm }: SyncContext): Promise<string | undefined> {
  const customer = await crm.getCustomer(ord, run.call)
  if (customer?.latestNote !== undefined || !customer) return customer?.latestNote
  const page = await crm.listCustomers({ name: customer.name }, { index: 1, size: 50 }, run.call)
  return page.rows.find((row) => row.ord === ord)?.latestNote
}
