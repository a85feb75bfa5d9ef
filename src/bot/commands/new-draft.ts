import type { FieldName, Lead, LeadFields } from '../../domain/index.ts'
import { isPersonsName } from './likely.ts'
import { asMobile, plainName } from './normalize.ts'
import type { CommandContext, CommandInput } from './types.ts'

export type Draft = Partial<Record<FieldName, string>>

/** What is to be written: the words, over what a lead of ours already knows. */
export async function draftOf(
  input: CommandInput,
  context: CommandContext,
): Promise<{ fields: Draft; lead?: Lead } | { problem: string }> {
  const { fields: given, words } = input
  const title = given.name ?? words.filter((word) => !asMobile(word)).join(' ')
  const said = given.mobile ?? words.find((word) => asMobile(word))
  const mobile = said === undefined ? undefined : asMobile(said)
  if (said !== undefined && !mobile) return { problem: `手机号『${said}』不对，应为 11 位数字` }
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
  return { fields: withoutBlanks(fields), lead }
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
