const digits = '零一二三四五六七八九'

/** A number up to 99, written with digits or in Chinese. */
export const numeral = '(?:\\d{1,2}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])'

/** 15, 十五, 二十, 两 → a number. */
export function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text]
  const digit = (char: string | undefined) => (char === '两' ? 2 : char ? digits.indexOf(char) : 0)
  return (text.includes('十') ? (tens === '' ? 1 : digit(tens)) * 10 : 0) + digit(ones)
}
