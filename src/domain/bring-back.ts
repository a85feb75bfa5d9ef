import type { Lead } from './lead.ts'
import type { Store } from './store.ts'

/**
 * A person takes a lead up again that was ignored, or that asked to be left alone: what was said until now counts no
 * more, whoever asks again is left alone again. `by`: for the log.
 */
export async function bringBack(store: Store, { id }: Pick<Lead, 'id'>, by: string, now: number): Promise<void> {
  const threads = await store.threadsOfLead(id)
  await store.transact(async (tx) => {
    const lead = await tx.lead(id)
    if (!lead) return
    const { optedOut, optedOutAt = 0, lastMessageAt } = lead
    const heardUntil = Math.max(optedOutAt, lastMessageAt, ...threads.map((thread) => thread.cursor?.sentAt ?? 0))
    await tx.saveLead({
      ...lead,
      status: lead.customerOrd === undefined ? 'watching' : 'synced',
      byCommandOnly: undefined,
      optedOut: false,
      optedOutAt: undefined,
      optOutLiftedAt: optedOut ? heardUntil : lead.optOutLiftedAt,
      updatedAt: now,
      version: lead.version + 1,
    })
    const { khid } = lead
    const decision = { at: now, kind: 'decision' as const, actor: by, outcome: 'ok' as const, leadId: id, khid }
    if (optedOut) await tx.audit({ ...decision, operation: 'lift_opt_out' })
  })
  for (const thread of threads) {
    await store.transact(async (tx) => {
      const current = await tx.thread(thread.id)
      if (current) await tx.saveThread({ ...current, muted: false, dueAt: now, version: current.version + 1 })
    })
  }
}
