import { isPlace, placePrefix } from '../../gazetteer/divisions.ts'
import { isCompoundSurname, isGivenCharacter, isSurname, nameShape } from '../../gazetteer/surnames.ts'
import { isCommonWord, isJob } from '../../gazetteer/words.ts'
import { firmShape, isGoods, isPosition, isPositionAlone } from '../firm-like.ts'
import { isNameLike, notPersons, readName } from '../person-name.ts'
import { readWords } from '../words/read-words.ts'
import type { WordsReading } from '../words/words-reading.ts'
import { contactKinds, type Read } from './read.ts'

/** What one piece may be in a row of a card: 苏北 远达阀门 采购员 姚立 138…. */
export interface Token {
  read: Read
  text: string
  name?: string
  /** 3 a form of address or a name by all its characters, 2 likely, 1 possible. */
  sure: 0 | 1 | 2 | 3
  partial?: boolean
  job?: string
  firm?: string
  /** The firm has the ending of one. */
  suffixed?: boolean
  /** The firm may as well be goods. */
  goods?: boolean
  place?: boolean
  unit?: boolean
  contact?: boolean
  /** 我, 就是我, 还是我: the one beside it is himself. */
  self?: boolean
  /** 耳东陈: how his surname is written. */
  spelt?: boolean
  /** 收货人, 找, 给: the one behind it may be anybody. */
  handed?: boolean
  /** 谢谢, 好的: the one behind it may be the salesperson. */
  polite?: boolean
}

const me =
  /^(?:我|我是|是我|就是我|就我|我就是|还是我|就写我|写我|我本人|本人|本人叫|我自己|收件我自己|以后是我|现在是我|接货我?|联系我|找我|我叫|叫我|喊我|你记下|你存一下|你存下|存一下|存下|记一下|备注|我这边|我们|我们是|咱们?|联系人|姓名|名字|全名|大名|本名|真名|实名|法名|对接人|经办人?|签字人|签约人|业主|家长|落款|署名|致)$/
/** 我们是昆明的, 我是做会展的: of himself, and then who. */
const ofSelf =
  /^(?:你好|您好)?(?:我们?|咱们?|俺们?)(?:这边|这里)?(?:是|系|在)?(?![^的]{0,8}[订买要用想就学看问找给跟也都])[\u4e00-\u9fff]{2,10}的$/
const ofOthers =
  /(?:找|问|给|让|由|等|请|喊|叫|收件人?|收货人?|收|联系|转|加|打|打给|派|司机|师傅|老板|领导|那个|他们|她们|他|她|同事|朋友|客户|原来|之前|以前|上个|别|不要|你们|您|你)$|^我?[跟和]/
const courtesy = /(?:谢谢|多谢|感谢|辛苦|麻烦|拜托|好的|收到|你好|您好|哈喽|嗨|在吗|再见|哎|诶|喂|亲)了?$/
/** 我教授, 我们启航机电: what he is, with himself before it. */
const leads = /^(?:我们?|咱们?|俺们?)(?:这边|这里)?是?(?![们的叫要想在就也家这那姓跟和找])(?=.{2})/
const unitShape =
  /^[\u4e00-\u9fff]{1,6}(?:部|科|处|室|办|办公室|车间|教务处|保卫处|年级组|教研组|机修班|电工班|队|客服|总台|前台)$/
const signed = /(?:亲收|签收|代收|收货|收件|收)$/
const placeEnd =
  /(?:[省市区县镇乡村路街道巷弄园苑城号栋幢座层楼室期]|大厦|广场|花园|小区|市场|中心|[东西南北前后大]门|路?口|对面|附近|旁边?|[\dA-Za-z一二三四五六七八九十](?:楼|层|排|铺|库|单元|门))$/

/** Parks, markets and the like hold many firms. */
const areaEnd =
  /(?:产业|科技|软件|工业|创业|创意|物流|商务)园$|市场$|大厦$|商场$|广场$|大学$|学院$|[一二三四五六七八九十]楼$/
/** 耳东陈, 木子李: how his surname is written; the name follows. */
const spelt =
  /^(?:[\u4e00-\u9fff]{2,4}的|弓长|木子|耳东|双木|古月|口天|立早|言午|草头|双口|三横一竖|人可|文刀)[\u4e00-\u9fff]$/

const longestPiece = 24
/** A message of more pieces is no row. */
export const mostPieces = 60

/** The pieces of a message as parts of a row; none of one that is a sentence by itself. */
export function tokensOf(reads: readonly Read[]): Token[] {
  const only = reads.length === 1 ? (reads[0]?.piece.text ?? '') : undefined
  if (reads.length > mostPieces || (only !== undefined && only.length > 6 && !/^[我咱俺]/.test(only))) return []
  return reads.map(tokenOf)
}

/** Reads one piece as a part of a row; a piece of talk has none of the marks. */
export function tokenOf(read: Read): Token {
  const { piece, words } = read
  const base: Token = { read, text: piece.text, sure: 0 }
  if (piece.text.startsWith('@') || piece.text.length > longestPiece) return base
  if (piece.kind !== 'words') return { ...base, contact: contactKinds.has(piece.kind) }
  if (me.test(piece.text) || ofSelf.test(piece.text)) return { ...base, self: true }
  if (/^(?:的|嘅|这边|那边|这里)$/.test(piece.text)) return { ...base, unit: true }
  if (words?.label && words.label !== 'contact') return base
  if (spelt.test(piece.text) && isSurname(piece.text.slice(-1))) return { ...base, spelt: true }
  const lead = leads.exec(piece.text)?.[0] ?? ''
  const text = piece.text.slice(lead.length)
  const token = { ...base, text, handed: ofOthers.test(piece.text), polite: courtesy.test(piece.text) }
  const marks = marksOf(text, lead === '' ? words : readWords(text))
  if (lead === '') return { ...token, ...marks }
  const one = !/们|咱|俺/.test(lead)
  return (marks.firm && !marks.goods) ||
    marks.place ||
    (one && (marks.job || marks.unit || (marks.name && lead === '我')))
    ? { ...token, self: true, ...marks }
    : { ...base, handed: token.handed, polite: token.polite }
}

type Marks = Partial<
  Pick<Token, 'name' | 'sure' | 'partial' | 'job' | 'firm' | 'suffixed' | 'goods' | 'place' | 'unit'>
>

function marksOf(raw: string, words: WordsReading | undefined): Marks {
  const text = raw.replace(signed, '')
  if (isPositionAlone(text) && (isJob(text) || !personal(text))) return { job: text }
  if (unitShape.test(text) && nameShape(text) < 3) return { unit: true }
  const held = words?.name && words.whole && !words.company && words.weight < 90 ? words.name : personal(text)
  if (words?.company && words.whole && !areaEnd.test(words.company))
    return {
      firm: words.company,
      suffixed: words.shortCompany !== true,
      ...(words.name ? nameMarks(words.name) : {}),
      ...(words.job ? { job: words.job } : {}),
    }
  if (words?.address || isPlace(text) || placeEnd.test(text) || isTown(text)) return { place: true }
  if (held) return { ...nameMarks(held), ...(words?.job ? { job: words.job } : {}) }
  if (words?.job && words.whole) return { job: words.job }
  const glued = positionAndPerson(text)
  if (glued) return { ...nameMarks(glued.name), job: glued.job }
  return firmShape(text) ? { firm: text, ...(isGoods(text) ? { goods: true } : {}) } : {}
}

/** 苏州浒关: a town and what lies in it. */
const isTown = (text: string): boolean => {
  const place = placePrefix(text)
  return place >= 2 && text.length - place <= 2
}

const nameMarks = (name: string): Pick<Token, 'name' | 'sure' | 'partial'> => {
  const read = readName(name, 'claimed')
  const partial = read?.partial === true || /^(?:[小老阿].|.)$/.test(name)
  const shape = nameShape(name)
  const sure = partial ? 3 : name.length === 2 && shape === 3 ? 2 : shape
  return { name, sure, ...(partial ? { partial } : {}) }
}

/** The whole text is what a person is called. */
function personal(text: string): string | undefined {
  if (/^[\u4e00-\u9fff]{1,2}[嫂婶伯太妈爸所]$/.test(text) && isSurname(text.slice(0, -1)) && !isCommonWord(text))
    return text
  const read = readName(text, 'claimed')
  if (read?.length === text.length) return read.name
  if (isNick(text)) return text
  return isNameLike(text, 'beside') ? text : undefined
}

/** 小芹, 老蔺: with any surname, or with a character of the given name. */
const isNick = (text: string): boolean =>
  (/^[小老阿][\u4e00-\u9fff]$/.test(text) || (/^[小老]/.test(text) && isCompoundSurname(text.slice(1)))) &&
  !isCommonWord(text) &&
  !notPersons.has(text) &&
  !isJob(text) &&
  (isSurname(text.slice(1)) || isGivenCharacter(text.slice(1)))

/** 采购员小钊, 店长阿锋, 财务倪冬梅. */
function positionAndPerson(text: string): { job: string; name: string } | undefined {
  for (let at = Math.min(8, text.length - 2); at >= 2; at -= 1) {
    const [job, rest] = [text.slice(0, at), text.slice(at)]
    if (!(isPosition(job) || isPositionAlone(job)) || (rest.length > 4 && !rest.includes('·')) || isJob(rest)) continue
    const name = /^(?:[小老阿][\u4e00-\u9fff])$/.test(rest) ? rest : personal(rest)
    if (name) return { job, name }
  }
  return undefined
}
