import { type Lead, type LeadFields, ownerLabel } from '../domain/index.ts'
import { maskField } from '../shared/mask.ts'

/** A lead as lists show it: plain values, personal ones masked. */
export interface LeadView {
  id: string
  khid?: string
  status: string
  score: number
  band: string
  fields: Partial<Record<keyof LeadFields, string>>
  customerOrd?: number
  owner?: string
  lastMessageAt: number
}

/** Masks a lead for output (RULES.md, "Safety and operations"). */
export const maskLead = (lead: Lead): LeadView => viewLead(lead, true)

/** `masked` false: in the clear, for a person who asked for it by name. */
export function viewLead(lead: Lead, masked: boolean): LeadView {
  const fields = Object.entries(lead.fields).map(([name, { value }]) => [name, masked ? maskField(name, value) : value])
  return {
    id: lead.id,
    khid: lead.khid,
    status: lead.status,
    score: lead.score,
    band: lead.band,
    fields: Object.fromEntries(fields),
    customerOrd: lead.customerOrd,
    owner: lead.owner && ownerLabel(lead.owner),
    lastMessageAt: lead.lastMessageAt,
  }
}
