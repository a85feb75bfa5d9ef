import { CrmError, callPriority, type FieldName, type Lead, type LeadFields } from '../../domain/index.ts'
import { numbered } from './answer.ts'
import { labelOf, wordsOf } from './fields.ts'
import { isPersonsName } from './likely.ts'
import { asMobile, plainName } from './normalize.ts'
import { withPerson } from './person-beside.ts'
import { mobilesIn, wrongNumber } from './said-contact.ts'
import type { CommandContext, CommandInput } from './types.ts'

export type Draft = Partial<Record<FieldName, string>>

/** What a 新建 says, read. */
export interface NewDraft {
  fields: Draft
  lead?: Lead
  /** Written besides what a lead knows. */
  entered: { category?: string; remark?: string }
  /** What could not be read: said, so that nobody takes it for written. */
  unread: string[]
}

/** What is to be written: the words, over what a lead of ours already knows. */
export async function draftOf(written: CommandInput, context: CommandContext): Promise<NewDraft | { problem: string }> {
  const { words, fields: given } = withPerson({
    ...written,
    words: [...wordsOf(written.fields.name ?? ''), ...written.words],
  })
  const unread = [...words.filter(isUnknownField), ...foreign.flatMap((key) => (given[key] ? labelOf(key) : []))]
  const title = words.filter((word) => !isUnknownField(word)).join(' ')
  const mobile = given.mobile === undefined ? undefined : asMobile(given.mobile)
  const problem = wrongIn(given, title, mobile)
  if (problem) return { problem }
  const category = await categoryOf(given.category, context)
  if (category && 'problem' in category) return category
  const lead = await leadFor(title, mobile, context)
  const known = lead ? valuesOf(lead.fields) : {}
  const called = lead !== undefined && isHimself(title, lead)
  const type = typeOf(given, { title, called, company: known.company })
  const fields: Draft = {
    ...known,
    type,
    company: type === 'company' ? (called ? known.company : title || known.company) : undefined,
    name: type === 'company' ? (given.contactName ?? known.name) : title || given.contactName || known.name,
    ...(mobile && { mobile }),
  }
  for (const key of further) if (given[key]) fields[key] = given[key]
  const tooLong = longerThan(fields, given.remark)
  if (tooLong) return { problem: tooLong }
  return { fields: withoutBlanks(fields), lead, entered: { category: category?.label, remark: given.remark }, unread }
}

/** 行业:机械. */
const isUnknownField = (word: string): boolean => /^[^\s:：/]{1,8}[:：]./u.test(word)
/** Labels of other commands. */
const foreign = ['region', 'reason'] as const

function wrongIn(given: CommandInput['fields'], title: string, mobile: string | undefined): string | undefined {
  if (given.mobile !== undefined && !mobile) return `手机号『${given.mobile}』不对，应为 11 位数字`
  const [, another] = mobilesIn(title)
  if (another !== undefined) return '有几个手机号，请只写一个，其余建好后发 /erp 联系人 新建'
  return /\d(?:[ -]?\d){6,}/.test(title) ? wrongNumber(title) : undefined
}

/** The ERP's own limits (RULES.md, field mapping); of 备注 the score takes the rest. */
const longest = { company: 100, name: 100, address: 200, remark: 2_000 }
const limited = { company: '公司名', name: '姓名', address: '地址', remark: '备注' }

/** What is wrong with values that the ERP would not hold; undefined: they fit. */
export function longerThan({ company, name, address }: Draft, remark: string | undefined): string | undefined {
  const values = { company, name, address, remark }
  for (const key of Object.keys(longest) as Array<keyof typeof longest>) {
    const length = [...(values[key] ?? '')].length
    if (length > longest[key]) return `${limited[key]} ${length} 字，最多 ${longest[key]} 字，请缩短后重发`
  }
  return undefined
}

/** By label, or by its number in the list that is shown for a wrong one. */
async function categoryOf(
  said: string | undefined,
  { crm, me }: CommandContext,
): Promise<{ label: string } | { problem: string } | undefined> {
  if (!said) return undefined
  try {
    const all = (await crm.categories?.({ actor: me.name, priority: callPriority.command })) ?? []
    const label = all[Number(said) - 1] ?? said
    if (all.length === 0 || all.includes(label)) return { label }
    return { problem: `ERP 里没有客户分类『${said}』，可选：\n${numbered(all.slice(0, 12))}\n例如 分类:${all[0]}` }
  } catch (error) {
    // The ERP says it when it is written.
    if (error instanceof CrmError) return { label: said }
    throw error
  }
}

const further = ['phone', 'email', 'wechatId', 'qq', 'address', 'job'] as const

/** What the words say beside customer and contact person. */
export const ownFields = ({ fields }: CommandInput): Record<string, string> =>
  Object.fromEntries(['mobile', ...further].flatMap((key) => (fields[key] ? [[key, fields[key]]] : [])))

const withoutBlanks = (fields: Draft): Draft => Object.fromEntries(Object.entries(fields).filter(([, v]) => v))

const valuesOf = (fields: LeadFields): Draft =>
  Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, field.value]))

/** A lead that is meant by the same mobile or name and stands not yet in the ERP. */
async function leadFor(title: string, mobile: string | undefined, { desk }: CommandContext): Promise<Lead | undefined> {
  const found = [...(mobile ? await desk.findLead(mobile) : []), ...(title ? await desk.findLead(title) : [])]
  return found.find(
    (lead) =>
      lead.customerOrd === undefined &&
      ((mobile !== undefined && lead.fields.mobile?.value === mobile) ||
        [lead.fields.company?.value, lead.fields.name?.value, lead.nickname].some(
          (known) => known !== undefined && title !== '' && plainName(known) === plainName(title),
        )),
  )
}

/** The lead's person, not his company, is called so. */
const isHimself = (title: string, { fields, nickname }: Lead): boolean =>
  [fields.name?.value, nickname].some((known) => known && plainName(known) === plainName(title)) &&
  plainName(fields.company?.value ?? '') !== plainName(title)

function typeOf(
  { type, contactName }: CommandInput['fields'],
  { title, called, company }: { title: string; called: boolean; company: string | undefined },
): 'personal' | 'company' {
  if (type) return /个人|personal/i.test(type) ? 'personal' : 'company'
  if (contactName || company) return 'company'
  return called || isPersonsName(title) ? 'personal' : 'company'
}

/** What the ERP requires: a company needs a contact person, everyone a name. */
export const missingIn = (fields: Draft): string[] =>
  [
    fields.type === 'company' && !fields.company && 'name',
    !fields.name && (fields.type === 'company' ? 'contactName' : 'name'),
  ].filter((key): key is string => typeof key === 'string')
