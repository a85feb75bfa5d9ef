import {
  type FieldName,
  fieldLabels,
  fieldNames,
  type Lead,
  leadName,
  ownerLabel,
  type Reason,
} from '../../domain/index.ts'
import { maskField, maskText } from '../../shared/mask.ts'
import { leadWords } from './words.ts'

/** A lead as the page shows it: no number in it is whole. */
export interface LeadRow {
  id: string
  title: string
  khid?: string
  status: string
  statusText: string
  score: number
  band: string
  owner?: string
  fields: Array<{ label: string; value: string }>
  reasons: Array<{ label: string; points: number; quote?: string }>
  firstContactAt: number
  lastMessageAt: number
}

const types: Record<string, string> = { company: '单位', personal: '个人' }
const longestQuote = 120

export function leadRow(lead: Lead): LeadRow {
  return {
    id: lead.id,
    title: titleOf(lead),
    khid: lead.khid,
    status: lead.status,
    statusText: leadWords[lead.status],
    score: lead.score,
    band: lead.band,
    owner: lead.owner && ownerLabel(lead.owner),
    fields: fieldNames.flatMap((name) => {
      const value = lead.fields[name]?.value
      return value ? [{ label: fieldLabels[name], value: shown(name, value) }] : []
    }),
    reasons: lead.reasons.map((reason) => ({
      label: reason.label,
      points: reason.points,
      quote: veiled(reason, lead)?.slice(0, longestQuote),
    })),
    firstContactAt: lead.firstContactAt,
    lastMessageAt: lead.lastMessageAt,
  }
}

/** The words without what the fields hide; how to reach him is not shown at all where it is written in another form. */
function veiled({ signal, quote }: Reason, { fields }: Lead): string | undefined {
  if (!quote) return undefined
  let text = quote
  for (const name of fieldNames) {
    const value = fields[name]?.value
    if (value) text = text.replaceAll(value, shown(name, value))
  }
  return signal === 'contact' && text === quote ? undefined : maskText(text)
}

/** What a lead is called on the page. */
export const titleOf = (lead: Lead): string => maskText(leadName(lead) || '（没有名字）')

const shown = (name: FieldName, value: string) => (name === 'type' ? (types[value] ?? value) : maskField(name, value))
