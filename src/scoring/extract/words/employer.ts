import { isJob, talkWords } from '../../gazetteer/words.ts'
import { readIdentity } from '../identity.ts'
import { isOrganisation, isPlacedOrganisation, isShortOrganisation, organisationEnds } from '../organisation.ts'
import type { WordsReading } from './words-reading.ts'

const orgNamed =
  /(?:我们|我|咱们?|俺们?)(?:的)?(?:公司|司|厂子?|店|单位|学校|医院|酒店|工作室|这边)?(?:名字?|全称|名称)?(?:就)?(?:叫做?|全称是?|名称是?|是)/g
const orgFrame =
  /^(?:我们是|我们|我是|咱们?是|咱们?|俺们?是|俺们?|我这边是|我这里是|这边是|这里是|我在|我|这是)(.{2,16}?)(?:的|这边的?|那边的?|上班的?|工作的?)(.{0,24})$/
const ours = /(?:我们|咱们?|俺们?|我在|我们在|就职于|任职于|供职于|来自|我司)/g

const employment =
  /(?:我|本人|我是|我们)?(?:以前|之前|原来|曾经?|当年)?在([\u4e00-\u9fffA-Za-z0-9]{2,16}?)(?:做|当|任|担任|是)([\u4e00-\u9fffA-Za-z]{2,8}?)(?:的|$)/

/** 我以前在…做品控: no longer. */
const former = /以前|之前|原来|曾经?|当年/

/** 我在利丰纺织做设备主管的. */
function byEmployment(text: string): WordsReading | undefined {
  const match = employment.exec(text)
  if (!match?.[1] || !match[2] || !isJob(match[2]) || former.test(text.slice(0, match.index + 6))) return undefined
  const named = isOrganisation(match[1], 'claimed')
  const short = !named && isShortOrganisation(match[1])
  return {
    job: match[2],
    ...(named || short ? { company: match[1] } : {}),
    shortCompany: short,
    weight: 88,
    outright: true,
    whole: true,
  }
}

export function byOrganisation(text: string): WordsReading | undefined {
  const employed = byEmployment(text)
  if (employed) return employed
  const called = /^(?:名字|店名|公司名?)?叫(.{3,20})$/.exec(text)?.[1]
  if (called && isOrganisation(called, 'claimed')) return { company: called, weight: 86, outright: true, whole: true }
  const shop =
    /^(?:我们?|咱们?)?(?:的)?(?:店|公司|厂|工作室|民宿|饭店|餐厅|学校|机构|营地|农场|酒吧|咖啡馆?|茶馆|品牌|基地)(?:里|子|名)?(?:就)?叫([\u4e00-\u9fffA-Za-z0-9]{2,10})$/.exec(
      text,
    )?.[1]
  if (shop && !talkWords.test(shop))
    return { company: shop, shortCompany: true, weight: 82, outright: true, whole: true }
  const here = /^(?:我们这边|我们这里|我这边|这边|这里|我们)是([\u4e00-\u9fff]{3,8})$/.exec(text)?.[1]
  if (here && isShortOrganisation(here) && !isOrganisation(here, 'claimed'))
    return { company: here, shortCompany: true, weight: 72, outright: true, whole: true }
  for (const match of text.matchAll(orgNamed)) {
    const rest = text.slice(match.index + match[0].length)
    const [end] = organisationEnds(rest, 'stated')
    if (end) return { company: rest.slice(0, end), weight: 92, outright: true, whole: end === rest.length }
    if (
      /叫|称/.test(match[0]) &&
      /公司|司|厂|店|单位|学校|医院|酒店|工作室/.test(match[0]) &&
      isShortOrganisation(rest)
    ) {
      return { company: rest, shortCompany: true, weight: 80, outright: true, whole: true }
    }
  }
  // 东胜宏源煤化的赖部长: an organisation and its person, the whole piece.
  const unit = /^([\u4e00-\u9fffA-Za-z0-9]{3,24})的([\u4e00-\u9fff]{2,6})$/.exec(text)
  if (unit?.[1] && unit[2] && (isOrganisation(unit[1], 'claimed') || isPlacedOrganisation(unit[1]))) {
    const person = readIdentity(unit[2], 'claimed')
    if (person?.name && !person.company) return { ...person, company: unit[1], weight: 80, outright: true, whole: true }
  }
  // 川禾检测的小鲁: a name without a suffix, vouched for by the person behind it.
  if (unit?.[1] && unit[2] && unit[1].length >= 3 && isShortOrganisation(unit[1]) && !/[家店里边]$/.test(unit[1])) {
    const person = readIdentity(unit[2], 'claimed')
    if (person?.name && !person.company)
      return { ...person, company: unit[1], shortCompany: true, weight: 74, outright: false, whole: true }
  }
  const framed = orgFrame.exec(text)
  if (framed?.[1] && framed[2] === '' && (isOrganisation(framed[1], 'claimed') || isShortOrganisation(framed[1]))) {
    const shortCompany = !isOrganisation(framed[1], 'claimed')
    if (!shortCompany || /^(?:我们|我是|我们是|咱|俺|我这边是|这边是)/.test(text)) {
      return { company: framed[1], shortCompany, weight: shortCompany ? 76 : 88, outright: true, whole: true }
    }
  }
  // 门卫说找林传包装: the name by which the gate knows him.
  const gate = /(?:门卫|保安|前台|门口|进门)(?:就)?(?:说|报|问)?找?([\u4e00-\u9fff]{3,14}?)(?:就行|就好)?$/.exec(
    text,
  )?.[1]
  if (gate && isOrganisation(gate, 'claimed')) return { company: gate, weight: 80, outright: true, whole: true }
  // 蓬莱阁酒店明天付首款: whose money it is.
  const [payerEnd] = organisationEnds(text, 'claimed')
  if (
    payerEnd &&
    payerEnd > 3 &&
    /^(?:这边|那边)?(?:今天|明天|下午|下周|会|已经?|先|刚)*(?:付|打款|转账|转了|汇|下单|签)/.test(text.slice(payerEnd))
  )
    return { company: text.slice(0, payerEnd), weight: 70, outright: true, whole: false }
  // 在瑞沣药业行政部: where he works.
  const [placeEnd] = text.startsWith('在') ? organisationEnds(text.slice(1), 'claimed') : []
  if (placeEnd && /^(?:上班|工作|做|当|[\u4e00-\u9fff]{1,4}(?:部|科|处|组)$|$)/.test(text.slice(1 + placeEnd)))
    return { company: text.slice(1, 1 + placeEnd), weight: 82, outright: true, whole: true }
  for (const match of text.matchAll(ours)) {
    const rest = text.slice(match.index + match[0].length)
    const [end] = organisationEnds(rest, 'claimed')
    // 我在桥南市场3排18号: where he is, not for whom he works.
    const lies =
      /在$/.test(match[0]) &&
      /^[\dA-Za-z一二三四五六七八九十东南西北]{1,4}(?:排|号|栋|幢|楼|层|区|门|座|铺|街|库|单元|室)/.test(
        rest.slice(end),
      )
    if (end && end > 3 && !lies) return { company: rest.slice(0, end), weight: 86, outright: true, whole: false }
  }
  return undefined
}
