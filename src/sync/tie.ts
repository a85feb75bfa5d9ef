import {
  isMobile,
  type KnownCustomer,
  type Lead,
  type Owner,
  ownerSaid,
  type StoreTx,
  sameCompany,
} from '../domain/index.ts'
import type { SyncContext } from './context.ts'
import type { LinkedBy } from './events.ts'
import { withIds } from './owner.ts'

/** Ties customers of the ERP to the leads that are the same people; resolves to how many leads learned their customer. */
export async function tie(context: SyncContext, customers: readonly KnownCustomer[]): Promise<number> {
  const links = await context.store.transact(async (tx) => {
    const linked: Array<{ lead: Lead; by: LinkedBy }> = []
    for (const customer of customers) {
      const link = await tieOne(tx, context, customer)
      if (link) linked.push(link)
    }
    return linked
  })
  for (const { lead, by } of links)
    if (lead.customerOrd) context.emit({ type: 'customer_linked', lead, ord: lead.customerOrd, by, pulled: true })
  return links.length
}

async function tieOne(tx: StoreTx, context: SyncContext, customer: KnownCustomer) {
  const filed = await tx.leadsOfCustomer(customer.ord)
  for (const lead of filed) await learn(tx, context, lead, customer)
  if (filed.length > 0) return undefined
  const found = await leadOf(tx, customer)
  if (!found || found.lead.mergedInto) return undefined
  const { lead, by } = found
  const owner = ownerSaid(customer)
  // On its way, or a person's business: the worker and the questions deal with those.
  if (lead.customerOrd !== undefined || !['watching', 'shadow', 'asking'].includes(lead.status)) return undefined
  if (by !== 'khid' && contradicts(lead, customer)) return undefined
  const next: Lead = {
    ...lead,
    khid: customer.khid ?? lead.khid,
    customerOrd: customer.ord,
    owner: owner && withIds(owner, context),
    status: 'synced',
    version: lead.version + 1,
  }
  await tx.saveLead(next)
  await tx.claim(lead.id, [`ord:${customer.ord}`])
  return { lead: next, by }
}

/** What the ERP says of a customer now goes to each of his leads (RULES.md: his owner, his number). */
async function learn(tx: StoreTx, context: SyncContext, lead: Lead, customer: KnownCustomer): Promise<void> {
  if (lead.mergedInto || (lead.status !== 'synced' && lead.status !== 'opted_out')) return
  const said = ownerSaid(customer)
  const owner = said && !sameOwner(lead, said, customer) ? withIds(said, context) : lead.owner
  // Whoever was just created is looked for by the number he was given.
  const khid = context.unverified.has(customer.ord) ? lead.khid : (customer.khid ?? lead.khid)
  if (owner === lead.owner && khid === lead.khid) return
  await tx.saveLead({ ...lead, owner, khid, version: lead.version + 1 })
}

/** The same number under another company is a question, asked when the lead is to be written. */
function contradicts(lead: Lead, customer: KnownCustomer): boolean {
  const company = lead.fields.company?.value
  if (company === undefined || sameCompany(company, customer.name)) return false
  // An individual stands under his own name.
  return customer.name !== lead.fields.name?.value
}

async function leadOf(tx: StoreTx, customer: KnownCustomer): Promise<{ lead: Lead; by: LinkedBy } | undefined> {
  const { khid, mobile, wechatId } = customer
  const keys = [
    khid && [`khid:${khid}`, 'khid'],
    isMobile(mobile) && [`mobile:${mobile}`, 'mobile'],
    wechatId && [`wechat:${wechatId.toLowerCase()}`, 'wechat'],
  ] as const
  for (const entry of keys) {
    if (!entry) continue
    const lead = await tx.findLead(entry[0] as Parameters<StoreTx['findLead']>[0])
    if (lead) return { lead, by: entry[1] as LinkedBy }
  }
  return undefined
}

function sameOwner(lead: Lead, owner: Owner, customer: KnownCustomer): boolean {
  if (lead.owner?.kind !== owner.kind) return false
  if (owner.kind === 'public_pool' || lead.owner.kind === 'public_pool') return true
  return customer.ownerId !== undefined
    ? lead.owner.userIds.includes(customer.ownerId)
    : (lead.owner.names ?? []).includes(customer.ownerName ?? '')
}
