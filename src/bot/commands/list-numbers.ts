const digits = '零一二三四五六七八九'
const number = '(?:\\d{1,3}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])'
const entry = `第?(${number})\\s*[个条项号位]?`
const list = new RegExp(`^(?:${entry}[\\s、,，和跟与]*)+$`, 'u')

/** What a text of nothing but numbers of list entries names: `2`, `第二条`, `1、3`. Empty where it says anything else. */
export function numbersIn(text: string): number[] {
  if (!list.test(text.trim())) return []
  return [...text.matchAll(new RegExp(entry, 'gu'))].map(([, said]) => amount(said ?? ''))
}

function amount(said: string): number {
  if (/^\d/.test(said)) return Number(said)
  const digit = (char: string | undefined) => (char === '两' ? 2 : digits.indexOf(char ?? '零'))
  const [tens, ones] = said.split('十')
  return ones === undefined ? digit(said) : digit(tens || '一') * 10 + digit(ones || '零')
}
