import { halfWidth } from '../../shared/half-width.ts'

/** A company's or person's name as people compare it: no spaces, brackets and legal suffixes, lower case. */
export function plainName(name: string): string {
  const bare = halfWidth(name)
    .toLowerCase()
    .replace(/[\s()（）【】[\]·.,，。'"“”]/g, '')
  return bare.replace(/(?:股份有限公司|有限责任公司|集团有限公司|有限公司|公司)$/u, '') || bare
}

const mobile = /^(?:\+?86)?(1[3-9]\d{9})$/
/** A mainland mobile in any spelling, as 11 digits. */
export const asMobile = (text: string): string | undefined => mobile.exec(halfWidth(text).replace(/[\s-]/g, ''))?.[1]
