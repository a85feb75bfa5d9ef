import { placePrefix } from '../../gazetteer/divisions.ts'
import { isSurname, surnameLength } from '../../gazetteer/surnames.ts'
import { isCommonWord } from '../../gazetteer/words.ts'
import type { FieldState, Offer } from '../field-state.ts'
import { readIdentity } from '../identity.ts'
import { isShortOrganisation } from '../organisation.ts'
import { isNameLike, readName } from '../person-name.ts'
import type { Piece } from '../pieces.ts'
import type { Read } from '../row/read.ts'
import type { WordsReading } from '../words/words-reading.ts'
import { offersOf } from './offers-of.ts'

const mentions = /你们|贵|那边|那家|他们|银行|支行|大学|法院|分局|税务|工商|快递|物流|公安|政府/
const needs = /^(?:我们?)?(?:想|要|需|订|定|采购|买|问|咨询|换|做|求|打算|准备|有|这边)/
const ordersNext = /^(?:[今明后]天|下午|上午|送|来|[\d一两三四五六七八九十])/
const shopLike =
  /(?:店|馆|超市|酒店|公司|厂|烫|饭店|火锅|面馆|食堂|医院|学校|幼儿园|宾馆|酒楼|烧烤|小吃|民宿|驾校|诊所|药房|汽修|农场|会所|影楼)$/

/** Words that answer the salesperson's question. */
export function answers(state: FieldState, reads: readonly Read[]): Offer[] {
  const { asked } = state
  const offers: Offer[] = []
  const known = state.held.name?.find((h) => h.partial)?.value ?? reads.find((r) => r.words?.partialName)?.words?.name
  let firm = false
  let named: Offer | undefined
  for (const [i, { piece, words }] of reads.entries()) {
    if (firm && words?.name && words.whole && !words.partialName && !words.outright && !piece.third)
      offers.push({ field: 'name', value: words.name, weight: 72, quote: piece.text })
    // 明德小学 万老师: a firm by its full name, then its person.
    if (
      named &&
      words?.name &&
      words.whole &&
      !words.company &&
      !words.outright &&
      !piece.third &&
      !mentions.test(named.quote)
    ) {
      offers.push(named)
      offers.push({
        field: 'name',
        value: words.name,
        weight: 72,
        quote: piece.text,
        ...(words.partialName ? { partial: true } : {}),
      })
    }
    named =
      words?.company && words.whole && !words.name && !words.shortCompany && words.company.length >= 4 && !piece.third
        ? { field: 'company', value: words.company, weight: 66, quote: piece.text }
        : undefined
    firm = words?.company !== undefined && placePrefix(words.company) >= 2 && !piece.third
    const mine =
      asked.name && !piece.third
        ? /^我(?![在不没刚正先都也就还又再已会能去来看])([\u4e00-\u9fff]{2,3})$/.exec(piece.text)?.[1]
        : undefined
    const bare = asked.name && !piece.third && isSurname(piece.text) ? piece.text : undefined
    const spelt = asked.name && !piece.third ? speltSurname(piece.text) : undefined
    if (spelt) offers.push({ field: 'name', value: spelt, weight: 76, quote: piece.text, partial: true })
    if (bare) offers.push({ field: 'name', value: bare, weight: 76, quote: piece.text, partial: true })
    if (asked.company && !piece.third && !words?.company && (!words?.name || !asked.name))
      offers.push(...companyAnswer(piece))
    // 找尚经理 就是我: whom to ask for is himself.
    const next = reads[i + 1]?.piece
    const asksFor =
      next && !piece.third && /^(?:就是我|就我|是我)$/.test(next.text)
        ? /(?:找|联系|叫)([\u4e00-\u9fff]{2,5})$/.exec(piece.text)?.[1]
        : undefined
    const himself = asksFor ? readName(asksFor, 'claimed') : undefined
    if (himself && himself.length === asksFor?.length)
      offers.push({
        field: 'name',
        value: himself.name,
        weight: 88,
        quote: piece.text,
        ...(himself.partial ? { partial: true } : {}),
      })
    // 我姓水 水映月: the surname that was said, with the rest of the name.
    if (known?.length === 1 && !words?.outright && !piece.third && isFullOf(known, piece.text))
      offers.push({ field: 'name', value: piece.text, weight: 84, quote: piece.text })
    // 四季春酒楼厨师长: a firm with a position presents itself.
    if (
      words?.company &&
      words.job &&
      words.whole &&
      !words.outright &&
      !piece.third &&
      !asked.company &&
      !mentions.test(piece.text)
    )
      offers.push(
        ...offersOf(
          { company: words.company, job: words.job, weight: 62, outright: false, whole: true },
          piece.text,
          62,
        ),
      )
    if (mine && !words && isNameLike(mine, 'stated'))
      offers.push({ field: 'name', value: mine, weight: 84, quote: piece.text })
    if (!words || words.outright || piece.third || piece.asked) continue
    const add = (fields: Partial<WordsReading>, weight: number) =>
      offers.push(...offersOf({ ...fields, weight, outright: false, whole: true }, piece.text, weight))
    const kin =
      known &&
      words.name &&
      !words.partialName &&
      surnameLength(known) > 0 &&
      words.name.startsWith(known.slice(0, surnameLength(`${known}某`)))
    if (words.name && (asked.name || kin))
      add({ name: words.name, partialName: words.partialName, job: words.job }, words.partialName ? 78 : 84)
    if (words.company && asked.company) add({ company: words.company, job: words.job }, 86)
    if (words.job && asked.job) add({ job: words.job }, 82)
    if (words.address && asked.address) add({ address: words.address, name: words.name }, 85)
    const leads = piece === reads[0]?.piece && needs.test(reads[1]?.piece.text ?? '')
    const orders =
      piece === reads[0]?.piece && ordersNext.test(reads[1]?.piece.text ?? '') && shopLike.test(words.company ?? '')
    if (words.company && (leads || orders)) add({ company: words.company, name: words.name, job: words.job }, 80)
    // 咸宁赤壁启明五金, a piece of its own: nobody writes a town before a firm that is not his.
    if (words.company && !asked.company && words.whole && placePrefix(words.company) >= 2 && !mentions.test(piece.text))
      add({ company: words.company, name: words.name, job: words.job }, 62)
    // 送到哪? 天成混凝土搅拌站: where he is, by the name of his firm.
    if (
      words.company &&
      asked.address &&
      !asked.company &&
      words.whole &&
      words.company.length >= 4 &&
      !mentions.test(piece.text)
    )
      add({ company: words.company, name: words.name, job: words.job }, 68)
    // 冉老师，江北实验幼儿园的: a name, then whose.
    const before = reads[i - 1]
    if (
      words.company &&
      piece.text === `${words.company}的` &&
      before?.words?.name &&
      before.words.whole &&
      !before.piece.third
    )
      offers.push({
        field: 'name',
        value: before.words.name,
        weight: 72,
        quote: before.piece.text,
        ...(before.words.partialName ? { partial: true } : {}),
      })
    // 22间 山海渔家民宿: a shop's full name by itself, where nobody asked.
    if (
      words.company &&
      !asked.company &&
      words.whole &&
      words.company.length >= 5 &&
      shopLike.test(words.company) &&
      !mentions.test(piece.text)
    )
      add({ company: words.company }, 60)
    // 恒润电子的: said of himself at the end of a sentence.
    if (words.company && !asked.company && piece.text === `${words.company}的` && !mentions.test(piece.text))
      add({ company: words.company }, 66)
    if (words.company && !asked.company && /有限公司$|集团$|事务所$|合作社$/.test(words.company))
      add({ company: words.company }, 64)
    if (words.address && !asked.address && words.weight >= 75) add({ address: words.address }, 66)
  }
  return offers
}

const isFullOf = (surname: string, text: string): boolean =>
  text.startsWith(surname) && /^[\u4e00-\u9fff]{2,3}$/.test(text) && !isCommonWord(text)

/** 耿直的耿, 弓长张: a surname told by its character. */
function speltSurname(text: string): string | undefined {
  const said =
    /^(?:[\u4e00-\u9fff]{2,4}的|弓长|木子|耳东|双木|古月|口天|立早|言午|草头|三横一竖)([\u4e00-\u9fff])$/.exec(
      text,
    )?.[1]
  return said && isSurname(said) ? said : undefined
}

/** 四个字, 200人左右, 1月18号: how many or when, not which. */
const amounts = /\d|^[一二三四五六七八九十两几百]+[个位多家人]|左右$|多人$/

/** 店名? 牛小串: a short name is enough where it was asked for. */
function companyAnswer(piece: Piece): Offer[] {
  if (piece.kind !== 'words' || /^(?:姓|我|叫|免贵|英文名)/.test(piece.text)) return []
  const identity = readIdentity(piece.text, 'stated')
  if (identity?.company) return [{ field: 'company', value: identity.company, weight: 84, quote: piece.text }]
  if (amounts.test(piece.text)) return []
  if (identity?.job || !isShortOrganisation(piece.text) || piece.text.length > 8) return []
  return [{ field: 'company', value: piece.text, weight: 70, quote: piece.text, partial: true }]
}
