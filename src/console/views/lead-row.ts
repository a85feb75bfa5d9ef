import { type FieldName, fieldNames, type Lead } from '../../domain/index.ts'
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

const fieldWords: Record<FieldName, string> = {
  name: '姓名',
  company: '公司',
  mobile: '手机',
  phone: '电话',
  email: '邮箱',
  wechatId: '微信号',
  qq: 'QQ',
  address: '地址',
  job: '职务',
  type: '类型',
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
    owner: ownerOf(lead),
    fields: fieldNames.flatMap((name) => {
      const value = lead.fields[name]?.value
      return value ? [{ label: fieldWords[name], value: shown(name, value) }] : []
    }),
    reasons: lead.reasons.map(({ label, points, quote }) => ({
      label,
      points,
      quote: quote && maskText(quote).slice(0, longestQuote),
    })),
    firstContactAt: lead.firstContactAt,
    lastMessageAt: lead.lastMessageAt,
  }
}

/** What a lead is called on the page. */
export function titleOf({ fields, nickname }: Lead): string {
  return maskText(fields.company?.value || fields.name?.value || nickname || '（没有名字）')
}

const shown = (name: FieldName, value: string) => (name === 'type' ? (types[value] ?? value) : maskField(name, value))

function ownerOf({ owner }: Lead): string | undefined {
  if (owner === undefined) return undefined
  return owner.kind === 'public_pool' ? '公海' : (owner.names ?? owner.userIds.map(String)).join('、')
}
