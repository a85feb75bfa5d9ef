import type { CallContext } from '../domain/crm.ts'
import { levelIds, type MappingSettings } from './crm/customer-fields.ts'
import { channelLabels } from './crm/follow-up.ts'
import { ErpLabelError } from './errors.ts'
import type { OptionBook } from './option-book.ts'
import type { Customers } from './resources/customers.ts'

/** One thing in which the server differs from what the settings say. */
export interface Drift {
  /** `ERP_CUSTOMER_SOURCE_ID`, `价值评估 很高`, … */
  subject: string
  /** What we count on. */
  expected: string
  /** What the server has. */
  found: string
  /** For the operator: what follows, and the next step. */
  advice: string
  /** Told for the record: the product copes with it. */
  harmless?: true
}

/** What the server says of itself, and where the settings do not fit it. */
export interface Discovery {
  /** Fields that the newest customer's document marks as required: `id caption`. Empty where no customer stands there. */
  requiredFields: string[]
  /** Names of the 客户分类. */
  categories: string[]
  /** What our labels are on this server: `价值评估 很高` → `175`. Only what was found. */
  ids: Record<string, string>
  /** Empty = all fits. */
  drift: Drift[]
}

interface Wanted {
  subject: string
  /** The id in the documentation or in the settings. */
  documented: string
  advice: string
  find(): Promise<string>
}

const channelIds = Object.fromEntries(Object.entries(channelLabels).map(([id, label]) => [label, Number(id)]))
/** What we always send for a customer. */
const sent = new Set(['ord', 'name', 'khid', 'sort1', 'ly', 'person_name', 'mobile', 'jz', 'intro'])

export interface DiscoverParts {
  customers: Customers
  book: OptionBook
  settings: MappingSettings
}

/** Reads lists and one customer. A fresh document would tell the same, but each one uses an id up. */
export async function discover(parts: DiscoverParts, context?: CallContext): Promise<Discovery> {
  const { customers, book } = parts
  book.refresh()
  const ids: Record<string, string> = {}
  const drift: Drift[] = []
  for (const wanted of wantedIds(parts, context)) {
    const found = await wanted.find().catch(lacking)
    if (typeof found === 'string') ids[wanted.subject] = found
    else
      drift.push({
        subject: wanted.subject,
        expected: found.label,
        found: found.existing.join('、'),
        advice: wanted.advice,
      })
    if (typeof found === 'string' && wanted.documented !== '' && found !== wanted.documented) {
      drift.push({
        subject: wanted.subject,
        expected: wanted.documented,
        found,
        advice: '编号不同，已按名称对上，不用处理',
        harmless: true,
      })
    }
  }
  const [newest] = (await customers.page({}, { index: 1, size: 1 }, context)).rows
  const shown = newest && (await customers.document(newest.ord, context))
  const required = (shown?.fields ?? []).filter((field) => field.required)
  for (const { id, caption } of required.filter((field) => !sent.has(field.id.toLowerCase()))) {
    drift.push({
      subject: `必填字段 ${caption}`,
      expected: '不必填',
      found: id,
      advice: '机器人不填它，请在 ERP 字段策略里放开',
    })
  }
  return {
    requiredFields: required.map(({ id, caption }) => `${id} ${caption}`),
    categories: (await book.categories(context)).map((option) => option.text),
    ids,
    drift,
  }
}

function wantedIds({ book, settings }: DiscoverParts, context?: CallContext): Wanted[] {
  const labelled = (list: 'value' | 'channel', title: string, labels: Record<string, number>) =>
    Object.entries(labels).map(([label, id]) => ({
      subject: `${title} ${label}`,
      documented: String(id),
      advice: `请在 ERP 的${title}里加上这一项`,
      find: () => book.idOf(list, label, id, context),
    }))
  return [
    {
      subject: 'ERP_CUSTOMER_SOURCE_ID',
      documented: String(settings.sourceId),
      advice: '请改 ERP_CUSTOMER_SOURCE_ID',
      find: () => book.sourceId(settings.sourceId, context),
    },
    {
      subject: 'ERP_CUSTOMER_CATEGORY',
      documented: '',
      advice: '请改 ERP_CUSTOMER_CATEGORY，或在 ERP 里建这个分类',
      find: () => book.categoryPath(settings.category, context),
    },
    ...labelled('value', '价值评估', levelIds),
    ...labelled('channel', '跟进方式', channelIds),
  ]
}

function lacking(error: unknown): ErpLabelError {
  if (error instanceof ErpLabelError) return error
  throw error
}
