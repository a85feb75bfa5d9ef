import type { Offer } from '../../field-state.ts'
import { readIdentity } from '../../identity.ts'
import { isShortOrganisation } from '../../organisation.ts'
import type { Piece } from '../../pieces.ts'
import { mentions, namesTown, offered, type PlainPlace, type PlainRule, type Rule } from './place.ts'

const needs = /^(?:我们?)?(?:想|要|需|订|定|采购|买|问|咨询|换|做|求|打算|准备|有|这边)/
const ordersNext = /^(?:[今明后]天|下午|上午|送|来|[\d一两三四五六七八九十])/
const shopLike =
  /(?:店|馆|超市|酒店|公司|厂|烫|饭店|火锅|面馆|食堂|医院|学校|幼儿园|宾馆|酒楼|烧烤|小吃|民宿|驾校|诊所|药房|汽修|农场|会所|影楼)$/

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

/** What he says where his firm was asked for. */
export const shortFirmAsked: Rule = ({ asked, piece, words }) =>
  asked.company && !piece.third && !words?.company && (!words?.name || !asked.name) ? companyAnswer(piece) : []

/** 四季春酒楼厨师长: a firm with a position presents itself. */
export const firmWithPosition: Rule = (at) => {
  const { asked, piece, words } = at
  return words?.company &&
    words.job &&
    words.whole &&
    !words.outright &&
    !piece.third &&
    !asked.company &&
    !mentions.test(piece.text)
    ? offered(at, { company: words.company, job: words.job }, 62)
    : []
}

const withPerson = (at: PlainPlace, weight: number): Offer[] =>
  offered(at, { company: at.words.company, name: at.words.name, job: at.words.job }, weight)

export const firmAsked: PlainRule = (at) =>
  at.words.company && at.asked.company ? offered(at, { company: at.words.company, job: at.words.job }, 86) : []

/** …公司 想要…, …饭店 明天送: who he is, and then what he wants. */
export const firmThenWish: PlainRule = (at) => {
  const { first, words, after } = at
  const next = after?.piece.text ?? ''
  const leads = first && needs.test(next)
  const orders = first && ordersNext.test(next) && shopLike.test(words.company ?? '')
  return words.company && (leads || orders) ? withPerson(at, 80) : []
}

/** Named by itself, where nobody asked, and no house of others. */
const unasked = ({ asked, piece, words }: PlainPlace): boolean =>
  words.company !== undefined && words.company !== '' && !asked.company && !mentions.test(piece.text)

/** 咸宁赤壁启明五金, a piece of its own: nobody writes a town before a firm that is not his. */
export const firmWithTown: PlainRule = (at) =>
  unasked(at) && at.words.whole && namesTown(at.words.company ?? '') ? withPerson(at, 62) : []

/** 送到哪? 天成混凝土搅拌站: where he is, by the name of his firm. */
export const firmForAddress: PlainRule = (at) =>
  unasked(at) && at.asked.address && at.words.whole && (at.words.company ?? '').length >= 4 ? withPerson(at, 68) : []

/** 22间 山海渔家民宿: a shop's full name by itself, where nobody asked. */
export const shopAlone: PlainRule = (at) => {
  const { company = '', whole } = at.words
  return unasked(at) && whole && company.length >= 5 && shopLike.test(company) ? offered(at, { company }, 60) : []
}

/** 恒润电子的: said of himself at the end of a sentence. */
export const ofFirm: PlainRule = (at) =>
  unasked(at) && at.piece.text === `${at.words.company}的` ? offered(at, { company: at.words.company }, 66) : []

/** …有限公司: whole by its form. */
export const registeredFirm: PlainRule = (at) => {
  const { company } = at.words
  return company && !at.asked.company && /有限公司$|集团$|事务所$|合作社$/.test(company)
    ? offered(at, { company }, 64)
    : []
}
