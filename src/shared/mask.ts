// Masking rules of RULES.md, "Safety and operations".

import { maskAddress, maskAddressesIn } from './mask-address.ts'

export { maskAddress }

export const maskMobile = (v: string): string => (v.length >= 7 ? `${v.slice(0, 3)}****${v.slice(-4)}` : '****')
/** Landline, QQ, bank account: last four. */
export const maskTail = (v: string): string => (v.length > 4 ? `${'*'.repeat(4)}${v.slice(-4)}` : '****')
export const maskWechatId = (v: string): string => `${v.slice(0, 2)}***`
export function maskEmail(v: string): string {
  const at = v.indexOf('@')
  return at < 1 ? '***' : `${v.slice(0, 1)}***${v.slice(at)}`
}
/** A person's or company's name as others may see it: the first character, and the last two of a long one. */
export function maskName(v: string): string {
  const chars = [...v]
  if (chars.length <= 1) return '*'
  if (chars.length <= 3) return `${chars[0]}${'*'.repeat(chars.length - 1)}`
  return `${chars[0]}***${chars.slice(-2).join('')}`
}

const mobileInText = /(?<![\d])(?:\+?86[-\s]?)?(1[3-9]\d)[-\s]?(\d{4})[-\s]?(\d{4})(?!\d)/g
const emailInText = /([A-Za-z0-9])[A-Za-z0-9._%+-]{0,63}@([A-Za-z0-9.-]{1,100}\.[A-Za-z]{2,})/g
const landlineInText = /(?<!\d)(0\d{2,3})[-\s]?(\d{3,4})(\d{4})(?!\d)/g
const idCardInText = /(?<!\d)\d{6}(?:19|20)\d{9}[\dXx](?!\d)/g
// A bank account is where somebody says so, or begins as those do.
const bankInText =
  /(?<=(?:卡号|账号|帐号|账户|帐户|银行卡)[:：是为 ]{0,3})\d(?: ?\d){11,18}(?![\d ]*\d)|(?<!\d)62\d{14,17}(?!\d)/g
const qqInText = /(qq号?码?[:：是为 ]{0,3})\d{1,7}(\d{4})(?!\d)/gi
const wechatInText = /((?:微信号?|微信id|[vw]x(?=[:：是]))[:：是为 ]{0,3})(?=\w{0,19}[\d_])([A-Za-z]\w)[\w-]{4,18}/gi

/** Masks every number, id and address found in free text. */
export function maskText(text: string): string {
  return maskAddressesIn(text)
    .replace(bankInText, (digits) => maskTail(digits.replaceAll(' ', '')))
    .replace(qqInText, '$1****$2')
    .replace(wechatInText, '$1$2***')
    .replace(idCardInText, '******************')
    .replace(mobileInText, '$1****$3')
    .replace(emailInText, '$1***@$2')
    .replace(landlineInText, '****$3')
}

/** A lead's fields by their own rules. */
export const fieldMasks = {
  mobile: maskMobile,
  phone: maskTail,
  qq: maskTail,
  email: maskEmail,
  wechatId: maskWechatId,
  address: maskAddress,
} satisfies Record<string, (value: string) => string>

/** A lead's field by its own rule, every other text by the numbers in it. */
export const maskField = (name: string, value: string): string =>
  ((fieldMasks as Record<string, typeof maskText>)[name] ?? maskText)(value)

const hidden = () => '***'
/** What the ERP, its users and we ourselves call personal things; capitals and underscores do not count. */
const masksByName: Readonly<Record<string, (value: string) => string>> = {
  ...groupOf(maskMobile, 'mobile mobile2 smobile'),
  ...groupOf(maskTail, 'phone phone1 phone2 sphone fax qq bank3 bank23 bank6 bank26'),
  ...groupOf(maskEmail, 'email'),
  ...groupOf(maskWechatId, 'wechat wechatid weixinacc'),
  ...groupOf(maskAddress, 'address saddress caddr bank5 bank25'),
  ...groupOf(hidden, 'cardid password rndcode'),
}

function groupOf<T>(mask: T, names: string): Record<string, T> {
  return Object.fromEntries(names.split(' ').map((name) => [name, mask]))
}

/** The rule for a value of this name, in the ERP's spelling or ours; undefined where its name tells nothing. */
export const maskFor = (name: string): ((value: string) => string) | undefined => {
  const plain = name.toLowerCase().replaceAll('_', '')
  return Object.hasOwn(masksByName, plain) ? masksByName[plain] : undefined
}
