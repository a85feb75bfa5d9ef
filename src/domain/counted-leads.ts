import type { ErpUserId } from './ids.ts'
import type { Lead } from './lead.ts'
import type { Store } from './store.ts'

/** Most leads that figures look at, the latest first. */
const most = 5_000

/** Made by a person's command, not by a conversation. */
const isEntered = ({ threadId }: Pick<Lead, 'threadId'>): boolean => threadId.startsWith('manual|')

/** A customer whom somebody entered by hand and who has not written since. */
export const isHandMade = (lead: Pick<Lead, 'threadId' | 'shared'>): boolean => isEntered(lead) && !lead.shared

/** Of several leads of one customer the one that says most of him: the best score, a conversation before what was typed in. */
export const byWorth = (a: Lead, b: Lead): number =>
  b.score - a.score || Number(isEntered(a)) - Number(isEntered(b)) || b.lastMessageAt - a.lastMessageAt

/** Stands in the ERP, whatever became of his conversation. */
export const isFiled = ({ customerOrd }: Pick<Lead, 'customerOrd'>): boolean => customerOrd !== undefined

export const isOwnedBy = ({ owner }: Pick<Lead, 'owner'>, userId: ErpUserId): boolean =>
  owner?.kind === 'users' && owner.userIds.includes(userId)

/** Worth a call today: who asked to be left alone gets none. */
export const isHot = ({ band, optedOut }: Pick<Lead, 'band' | 'optedOut'>): boolean => band === 'hot' && !optedOut

/**
 * The leads that 日报, 统计, 团队 and 状态 count, the latest first: each customer of the ERP once, nobody who was
 * joined to another or set aside by a person. Who asked to be left alone has been a lead, and stays one.
 */
export async function countedLeads(store: Pick<Store, 'leads'>): Promise<Lead[]> {
  const all = await store.leads({ limit: most, order: 'recent' })
  const leads = all.filter((lead) => !lead.mergedInto && lead.status !== 'ignored')
  const byOrd = new Map<Lead['customerOrd'], Lead>()
  for (const lead of leads) {
    const known = byOrd.get(lead.customerOrd)
    if (!known || (isHandMade(known) && !isHandMade(lead))) byOrd.set(lead.customerOrd, lead)
  }
  return leads.filter((lead) => !isFiled(lead) || byOrd.get(lead.customerOrd) === lead)
}
