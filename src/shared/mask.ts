// Masking rules of RULES.md, "Safety and operations".

export const maskMobile = (v: string): string => (v.length >= 7 ? `${v.slice(0, 3)}****${v.slice(-4)}` : '****')
/** Landline, QQ, bank account: last four. */
export const maskTail = (v: string): string => (v.length > 4 ? `${'*'.repeat(4)}${v.slice(-4)}` : '****')
export const maskWechatId = (v: string): string => `${v.slice(0, 2)}***`
export function maskEmail(v: string): string {
  const at = v.indexOf('@')
  return at < 1 ? '***' : `${v.slice(0, 1)}***${v.slice(at)}`
}
/** Address down to the district. */
export function maskAddress(v: string): string {
  const upToDistrict = /^.*?(?:[区县旗](?!域)|[^省自治]市(?!.*[区县旗]))/.exec(v)
  return upToDistrict ? `${upToDistrict[0]}***` : `${v.slice(0, 2)}***`
}
/** A person's or company's name as others may see it: the first character, and the last two of a long one. */
export function maskName(v: string): string {
  const chars = [...v]
  if (chars.length <= 1) return '*'
  if (chars.length <= 3) return `${chars[0]}${'*'.repeat(chars.length - 1)}`
  return `${chars[0]}***${chars.slice(-2).join('')}`
}

const mobileInText = /(?<![\d])(?:\+?86[-\s]?)?(1[3-9]\d)[-\s]?(\d{4})[-\s]?(\d{4})(?!\d)/g
const emailInText = /([A-Za-z0-9])[A-Za-z0-9._%+-]*@([A-Za-z0-9.-]+\.[A-Za-z]{2,})/g
const landlineInText = /(?<!\d)(0\d{2,3})[-\s]?(\d{3,4})(\d{4})(?!\d)/g
const idCardInText = /(?<!\d)\d{6}(?:19|20)\d{9}[\dXx](?!\d)/g

/** Masks every number and e-mail address found in free text. */
export function maskText(text: string): string {
  return text
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
