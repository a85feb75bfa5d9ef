import type { CallContext } from '../domain/crm.ts'
import { messageOf } from '../shared/errors.ts'
import type { Call } from './client.ts'
import type { MappingSettings } from './crm/customer-fields.ts'
import type { OptionBook, OptionListName } from './option-book.ts'
import { flatten } from './wire/options.ts'

/** What the server says of itself, and where the settings do not fit it. */
export interface Discovery {
  /** Fields that a fresh customer document marks as required. */
  requiredFields: string[]
  /** Names of the 客户分类. */
  categories: string[]
  /** Problems, in words for the operator; empty = all fits. */
  drift: string[]
}

const levels = ['很高', '较高', '一般', '较低', '很低']
const channels = ['电话', '邮件', '上门', '其他']
/** What we always send for a customer. */
const known = new Set(['ord', 'name', 'khid', 'sort1', 'ly', 'person_name', 'mobile', 'jz', 'product', 'intro'])

export async function discover(
  { call, book, settings }: { call: Call; book: OptionBook; settings: MappingSettings },
  context?: CallContext,
): Promise<Discovery> {
  const drift: string[] = []
  const labels = async (name: OptionListName, wanted: readonly string[], what: string) => {
    const list = flatten((await book.list(name, context)) ?? [])
    if (list.length === 0) return drift.push(`ERP 没有给出${what}的选项，使用文档里的编号`)
    const lacking = wanted.filter((label) => !list.some((option) => option.text.startsWith(label)))
    if (lacking.length > 0)
      drift.push(`${what}里没有 ${lacking.join('、')}，现有：${list.map((o) => o.text).join('、')}`)
  }
  await labels('value', levels, '价值评估')
  await labels('channel', channels, '跟进方式')
  const sources = flatten((await book.list('source', context)) ?? [])
  if (sources.length > 0 && !sources.some((option) => option.id === String(settings.sourceId))) {
    const has = sources.map((option) => `${option.id} ${option.text}`).join('、')
    drift.push(`客户来源里没有编号 ${settings.sourceId}（ERP_CUSTOMER_SOURCE_ID），现有：${has}`)
  }
  await book.categoryPath(settings.category, context).catch((error) => {
    drift.push(`${messageOf(error)}，请改 ERP_CUSTOMER_CATEGORY`)
  })
  const requiredFields = await requiredOf(call, context)
  const unfilled = requiredFields.filter((id) => !known.has(id))
  if (unfilled.length > 0) drift.push(`ERP 要求填写 ${unfilled.join('、')}，机器人不填这些，请在 ERP 的字段策略里放开`)
  return { requiredFields, categories: (await book.categories(context)).map((option) => option.text), drift }
}

/** A fresh document shows what is required; it is not saved, its id stays unused. */
async function requiredOf(call: Call, context?: CallContext): Promise<string[]> {
  const fresh = await call('sales.customer.allocate', {}, context)
  return fresh.kind === 'document' ? fresh.fields.filter((field) => field.required).map((field) => field.id) : []
}
