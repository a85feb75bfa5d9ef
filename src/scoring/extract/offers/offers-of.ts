import type { Offer } from '../field-state.ts'
import type { WordsReading } from '../words/words-reading.ts'

/** 凌云汽贸策划部: the firm, without which of its parts. */
const withoutUnit = (firm: string): string =>
  firm.replace(
    /(?<=[\u4e00-\u9fff]{4})(?:策划|采购|行政|财务|人事|技术|市场|销售|工程|设备|品质|研发|仓储|物流|运营|外贸|生产)(?:部|科|处|班组?)$/,
    '',
  )

/** 闻会计, 苑厂长: the form of address is the position. */
const inTitle = /^[\u4e00-\u9fff]{1,2}(会计|厂长|校长|院长|园长|店长)$/

export function offersOf(words: WordsReading, quote: string, weight: number): Offer[] {
  const offers: Offer[] = []
  if (words.name)
    offers.push({ field: 'name', value: words.name, weight, quote, ...(words.partialName ? { partial: true } : {}) })
  if (words.company)
    offers.push({
      field: 'company',
      value: withoutUnit(words.company).replace(
        /(?<=[\u4e00-\u9fff]{3})(?:[一二三四五六七八九十]{1,2}|\d{1,2})(?:楼|层)$/,
        '',
      ),
      weight,
      quote,
      ...(words.shortCompany ? { partial: true } : {}),
    })
  const office = words.partialName && !words.job ? inTitle.exec(words.name ?? '')?.[1] : undefined
  if (office) offers.push({ field: 'job', value: office, weight: Math.min(weight, 66), quote })
  if (words.job) offers.push({ field: 'job', value: words.job, weight, quote })
  if (words.address) offers.push({ field: 'address', value: words.address, weight, quote })
  return offers
}
