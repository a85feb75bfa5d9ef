import { isPersonsName, isTitled } from './likely.ts'
import { mobilesIn, withoutNumber } from './said-contact.ts'
import type { CommandInput } from './types.ts'

const landline = /(?<!\d)0\d{2,3}[ -]?\d{7,8}(?!\d)/
const label = /^(?:联系人|姓名)(?=.{2,})/u
const numberLabel = /^(?:手机号码|手机号|手机|电话|座机|固话)$/u

/** `华强 王芳 139…`, `华强 联系人王芳 手机139…`: who and his numbers may stand behind the customer without a colon. */
export function withPerson(input: CommandInput): CommandInput {
  const fields: Record<string, string> = { ...input.fields }
  let text = input.words.join(' ')
  const [mobile, another] = mobilesIn(text)
  if (mobile && another === undefined && fields.mobile === undefined) {
    fields.mobile = mobile
    text = withoutNumber(text)
  }
  const [phone] = landline.exec(text) ?? []
  if (phone && fields.phone === undefined) {
    fields.phone = phone.replace(' ', '-')
    text = text.replace(phone, ' ')
  }
  const words = text.split(/\s+/u).filter((word) => word !== '' && !numberLabel.test(word))
  const last = words.at(-1)
  const name = last?.replace(label, '')
  if (fields.contactName === undefined && name && words.length > 1 && (isPersonsName(name) || isTitled(name))) {
    fields.contactName = name
    words.pop()
  }
  return { ...input, words, fields }
}
