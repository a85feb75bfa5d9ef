import {
  type FieldName,
  type FieldValue,
  isMobile,
  type Lead,
  type LeadFields,
  sameCompany,
  type Thread,
} from '../../domain/index.ts'

type Entries = Array<[FieldName, FieldValue]>
const entriesOf = (fields: LeadFields) => Object.entries(fields) as Entries

/** What a person of the house entered stands; otherwise the newer word counts. */
export function mergeFields(older: LeadFields, newer: LeadFields): LeadFields {
  const merged: LeadFields = { ...older }
  for (const [name, value] of entriesOf(newer)) {
    const known = merged[name]
    if (known === undefined || outranks(value, known)) merged[name] = value
  }
  const type = companyType(older, newer)
  return type && merged.type?.source !== 'staff' ? { ...merged, type } : merged
}

/** Words that name no company make no individual of one that was named elsewhere. */
function companyType(older: LeadFields, newer: LeadFields): FieldValue | undefined {
  if (Boolean(older.company) === Boolean(newer.company)) return undefined
  const { type } = older.company ? older : newer
  return type?.value === 'company' ? type : undefined
}

const byModel = ({ source }: FieldValue) => source === 'llm' || source === 'picture'

function outranks(value: FieldValue, known: FieldValue): boolean {
  if (known.source === 'staff') return value.source === 'staff' && value.at >= known.at
  if (value.source === 'staff') return true
  // What only a model read, in words or on a picture, gives way to anybody's word, and replaces none.
  if (byModel(value)) return byModel(known) && value.at >= known.at
  if (byModel(known)) return true
  if (known.source === 'profile' && value.source !== 'profile') return true
  if (value.source === 'profile') return false
  return value.at >= known.at && value.confidence >= known.confidence - 0.4
}

/** Values that no message carries: they outlive a thread that is read anew. */
export const withoutMessages = (fields: LeadFields): LeadFields =>
  Object.fromEntries(entriesOf(fields).filter(([, value]) => value.source === 'staff' || value.source === 'erp'))

/** What the WeChat profile says, below everything said. */
export function profileFields(thread: Thread, at: number): LeadFields {
  const fields: LeadFields = {}
  const phones = (thread.phones ?? []).filter(isMobile)
  if (thread.wechatId) fields.wechatId = { value: thread.wechatId, source: 'profile', confidence: 1, at }
  if (phones.length === 1 && phones[0]) fields.mobile = { value: phones[0], source: 'profile', confidence: 0.9, at }
  return fields
}

/** The value on which two leads cannot be one person; undefined = nothing speaks against it. */
export function conflictBetween(a: Pick<Lead, 'fields'>, b: Pick<Lead, 'fields'>): 'company' | 'name' | undefined {
  const [x, y] = [a.fields, b.fields]
  if (x.company && y.company && !sameCompany(x.company.value, y.company.value)) return 'company'
  if (x.name && y.name && !sameName(x.name.value, y.name.value)) return 'name'
  return undefined
}

/** 李伟 and 李经理 may be one person, 李伟 and 王芳 are not. */
export function sameName(a: string, b: string): boolean {
  if (a === b || a.includes(b) || b.includes(a)) return true
  const titled = /(?:先生|女士|小姐|总|经理|老师|工|哥|姐|老板|主任|厂长|师傅)$/u
  return (titled.test(a) || titled.test(b)) && a[0] === b[0]
}
