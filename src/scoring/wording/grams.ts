export type Speaker = 'customer' | 'sales'

/** Longest piece of one message that counts, in characters. */
const maxChars = 400
const longestGram = 3
const marks = { customer: 'c', sales: 's' } as const

/** Figures say little by their value: a mobile is M, any other number 0. */
const shape = (text: string): string =>
  `^${text
    .slice(0, maxChars)
    .toLowerCase()
    .replace(/1[3-9]\d{9}/g, 'M')
    .replace(/\d+(?:\.\d+)?/g, '0')
    .replace(/\s+/g, ' ')}$`

/** All runs of one to three characters, each once, marked with who said them. */
export function gramsOf(speaker: Speaker, text: string): Set<string> {
  const shaped = shape(text)
  const mark = marks[speaker]
  const grams = new Set<string>()
  for (let at = 0; at < shaped.length; at += 1) {
    for (let length = 1; length <= longestGram && at + length <= shaped.length; length += 1)
      grams.add(mark + shaped.slice(at, at + length))
  }
  return grams
}
