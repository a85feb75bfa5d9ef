/** Full-width letters, digits and spaces as half-width ones; other punctuation stays as it was written. */
export const halfWidth = (text: string): string =>
  text
    .replace(/[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A\uFF20\uFF03\uFF0F\uFF1E\uFF1C\uFF0B\uFF0D\uFF0E]/g, (c) =>
      String.fromCharCode(c.charCodeAt(0) - 0xfee0),
    )
    .replace(/[\u3000\u00A0\u2005]/g, ' ')
    .replace(/[\u200B-\u200D\uFEFF]/g, '')

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
