/** Full-width letters, digits and spaces as half-width ones; other punctuation stays as it was written. */
export const halfWidth = (text: string): string =>
  text
    .replace(/[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A\uFF20\uFF03\uFF0F\uFF1E\uFF1C\uFF0B\uFF0D\uFF0E]/g, (c) =>
      String.fromCharCode(c.charCodeAt(0) - 0xfee0),
    )
    .replace(/[\u3000\u00A0\u2005]/g, ' ')
    .replace(/[\u200B-\u200D\uFEFF]/g, '')
