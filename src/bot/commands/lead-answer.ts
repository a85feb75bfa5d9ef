import type { LeadOption, LeadQuestion } from '../../domain/index.ts'
import { takeFields } from './fields.ts'
import { isCompanyName, isPersonsName, isSaidInPassing } from './likely.ts'
import type { ReplyWord } from './parse.ts'
import { bareWord, readContact, wrongNumber } from './said-contact.ts'

/** What an answer asks for. */
export interface Step {
  action: LeadOption['action']
  fields: Record<string, string>
  /** In words beside the number, or as `字段:值`; absent: by an option. */
  said?: 'words' | 'fields'
  /** What the words are taken for, where they may as well be something else: asked first. */
  doubtful?: string
}
/** Undefined: it answers nothing. */
export type Read = Step | { problem: string } | undefined

export const stepOf = ({ action, fields = {} }: LeadOption): Step => ({ action, fields })

export function byWord(word: ReplyWord, options: readonly Step[]): Read {
  if (word.kind === 'number') {
    return (
      options[word.number - 1] ??
      (options.length > 0 ? { problem: `没有第 ${word.number} 项，请回 1–${options.length}` } : undefined)
    )
  }
  if (word.kind === 'yes') return options.find((o) => o.action === 'accept') ?? { action: 'accept', fields: {} }
  return word.kind === 'no'
    ? (options.find((o) => o.action === 'ignore') ?? { action: 'later', fields: {} })
    : undefined
}

/** What was said goes before what was taken for granted. */
export function withAssumed(step: Step, { assumed }: LeadQuestion): Step {
  if (!assumed) return step
  const { type, ...rest } = assumed
  return { ...step, fields: { ...rest, ...(type && !step.fields.company && { type }), ...step.fields } }
}

/** 138… where the mobile is missing, a company's name where that is, `字段:值` always. */
export function byText(text: string, { missing }: LeadQuestion): Read {
  const said = text.trim()
  if (said === '' || said.length > 60 || said.includes('\n')) return undefined
  const { fields, remaining } = takeFields(said)
  if (Object.keys(fields).length > 0 && remaining.trim() === '') {
    return { action: 'accept', fields: leadFields(fields), said: 'fields' }
  }
  const contact = readContact(said)
  if (contact && 'problem' in contact) return contact
  if (contact) {
    const doubtful = contact.doubtful ? '手机号的答复' : undefined
    return { action: 'accept', fields: { ...contact.contact }, said: 'words', doubtful }
  }
  if (missing === 'has_mobile' || missing === 'phone_verified') {
    const problem = wrongNumber(said)
    return problem === undefined ? undefined : { problem }
  }
  if (isSaidInPassing(said)) return undefined
  if (missing === 'has_company') {
    const doubtful = isCompanyName(said) ? undefined : '公司名'
    return { action: 'accept', fields: { company: said }, said: 'words', doubtful }
  }
  if (missing === 'has_name') {
    const name = isPersonsName(bareWord(said)) ? bareWord(said) : said
    return { action: 'accept', fields: { name }, said: 'words', doubtful: isPersonsName(name) ? undefined : '姓名' }
  }
  return undefined
}

/** People write 公司 and 联系人; a lead has company and name. */
function leadFields({ name, contactName, ...rest }: Record<string, string>): Record<string, string> {
  return { ...rest, ...(name && { company: name }), ...(contactName && { name: contactName }) }
}
