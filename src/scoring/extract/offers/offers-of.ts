import type { Offer } from '../field-state.ts'
import type { WordsReading } from '../words/words-reading.ts'

export function offersOf(words: WordsReading, quote: string, weight: number): Offer[] {
  const offers: Offer[] = []
  if (words.name)
    offers.push({ field: 'name', value: words.name, weight, quote, ...(words.partialName ? { partial: true } : {}) })
  if (words.company)
    offers.push({
      field: 'company',
      value: words.company.replace(/(?<=[\u4e00-\u9fff]{3})(?:[一二三四五六七八九十]{1,2}|\d{1,2})(?:楼|层)$/, ''),
      weight,
      quote,
      ...(words.shortCompany ? { partial: true } : {}),
    })
  if (words.job) offers.push({ field: 'job', value: words.job, weight, quote })
  if (words.address) offers.push({ field: 'address', value: words.address, weight, quote })
  return offers
}
