import { type FieldName, isUnconfirmed, type Lead, type LeadOption, type LeadQuestion } from '../../domain/index.ts'
import { takeFields } from './fields.ts'
import { isCompanyName, isPersonsName, isSaidInPassing } from './likely.ts'
import type { ReplyWord } from './parse.ts'
import { bareWord, readContact, whoIn, wrongNumber } from './said-contact.ts'

/** What an answer asks for. */
export interface Step {
  /** `decline`: what was offered is not done, and nothing else. */
  action: LeadOption['action'] | 'decline'
  fields: Record<string, string>
  /** In words beside the number, or as `字段:值`; absent: by an option. */
  said?: 'words' | 'fields'
  /** What the words are taken for, where they may as well be something else: asked first. */
  doubtful?: string
}
/** Undefined: it answers nothing. */
export type Read = Step | { problem: string } | undefined

const stepOf = ({ action, fields = {} }: LeadOption): Step => ({ action, fields })

/** Questions that 是 and 否 can answer; the others want a value, or one of several numbers. */
const accepted = (question: LeadQuestion): LeadOption | undefined =>
  ['change', 'same_person', 'has_name', 'has_company'].includes(question.missing)
    ? undefined
    : question.options.find(({ action }) => action === 'accept')

const declinable: ReadonlyArray<LeadQuestion['missing']> = ['change', 'score_pass']

const wanted: Partial<Record<LeadQuestion['missing'], string>> = {
  has_mobile: '请直接回 11 位手机号，或',
  has_name: '请直接回姓名，或',
  has_company: '请直接回公司名，或',
  phone_verified: '请直接回对的手机号，或',
}

/** How a question is answered, for who answered it with something else. */
export const howToAnswer = ({ missing, options }: LeadQuestion): string =>
  `${wanted[missing] ?? '请'}回数字：${options.map(({ label }, i) => `${i + 1} ${label}`).join('　')}`

/** A number picks an option; 是 and 否 count only where they were offered by the kind of question. */
export function byWord(word: ReplyWord, question: LeadQuestion): Read {
  const { options, missing } = question
  if (word.kind === 'next') return undefined
  if (word.kind === 'number') {
    const option = options[word.number - 1]
    if (option) return stepOf(option)
    return options.length > 0 ? { problem: `没有第 ${word.number} 项，请回 1–${options.length}` } : undefined
  }
  const yes = word.kind === 'yes' ? accepted(question) : undefined
  if (yes) return stepOf(yes)
  if (word.kind === 'no' && declinable.includes(missing)) return { action: 'decline', fields: {} }
  return { problem: howToAnswer(question) }
}

/** For what each thing that is taken for granted stands in, where its name differs. */
const insteadOf: Record<string, FieldName> = { asNickname: 'name', asPersonal: 'company', type: 'company' }

/** What was said, to the salesperson or by the customer since, goes before what was taken for granted. */
export function withAssumed(step: Step, { assumed = {} }: LeadQuestion, lead: Lead | undefined): Step {
  const isKnown = (key: string) => {
    const field = insteadOf[key] ?? (key as FieldName)
    const known = lead?.fields[field]
    return step.fields[field] !== undefined || (known !== undefined && !isUnconfirmed(known))
  }
  const left = Object.entries(assumed).filter(([key]) => !isKnown(key))
  return { ...step, fields: { ...Object.fromEntries(left), ...step.fields } }
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
    const { company, name: person } = whoIn(said)
    if (company && person) return { action: 'accept', fields: { company, name: person }, said: 'words' }
    if (isCompanyName(said)) return { problem: `『${said}』像公司名，还缺姓名。请一起回，例如：${said} 李伟` }
    const name = isPersonsName(bareWord(said)) ? bareWord(said) : said
    return { action: 'accept', fields: { name }, said: 'words', doubtful: isPersonsName(name) ? undefined : '姓名' }
  }
  return undefined
}

/** People write 公司 and 联系人; a lead has company and name. */
function leadFields({ name, contactName, ...rest }: Record<string, string>): Record<string, string> {
  return { ...rest, ...(name && { company: name }), ...(contactName && { name: contactName }) }
}
