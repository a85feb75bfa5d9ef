import type { Offer } from '../field-state.ts'
import type { WordsReading } from '../words/words-reading.ts'

const parts = [
  // 凌云汽贸策划部
  /(?<=[\u4e00-\u9fff]{4})(?:策划|采购|行政|财务|人事|技术|市场|销售|工程|设备|品质|研发|仓储|物流|运营|外贸|生产)(?:部|科|处|班组?)$/,
  // 好味来饭店二楼
  /(?<=[\u4e00-\u9fff]{3})(?:[一二三四五六七八九十]{1,2}|\d{1,2})(?:楼|层)$/,
  // 香满楼酒店负一楼, 利民医院后勤楼, 强盛管件厂管采购, 宜栖公寓工程总监: cut in the middle of what follows.
  /(?<=[\u4e00-\u9fff]{2}(?:厂|公司|酒店|医院|幼儿园|学校|饭店|宾馆|超市|商场|公寓))(?:管|负|底商|地下|工程|(?:后勤|行政|综合|门诊|住院|办公|教学)楼)$/,
]

/** The firm, without its parts and storeys. */
const withoutPart = (firm: string): string => parts.reduce((name, part) => name.replace(part, ''), firm)

/** 联够电子商务: no 商务 of 联够电子. */
const isCutTrade = ({ company, job }: WordsReading, quote: string): boolean =>
  job === '商务' && company?.endsWith('电子') === true && quote.includes(`${company}商务`)

/** 闻会计, 苑厂长: the form of address is the position. */
const inTitle = /^[\u4e00-\u9fff]{1,2}(会计|厂长|校长|院长|园长|店长)$/

export function offersOf(said: WordsReading, quote: string, weight: number): Offer[] {
  const words = isCutTrade(said, quote) ? { ...said, company: `${said.company}商务`, job: undefined } : said
  const offers: Offer[] = []
  if (words.name)
    offers.push({ field: 'name', value: words.name, weight, quote, ...(words.partialName ? { partial: true } : {}) })
  if (words.company)
    offers.push({
      field: 'company',
      value: withoutPart(words.company),
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
