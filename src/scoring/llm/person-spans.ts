import { isNameLike, readName } from '../extract/person-name.ts'
import { isPlace, placePrefix } from '../gazetteer/divisions.ts'
import { goodsIn } from '../gazetteer/goods.ts'
import { isFrequentSurname, isSurname, nameShape } from '../gazetteer/surnames.ts'
import { isCommonWord, isJob } from '../gazetteer/words.ts'

interface PersonSpan {
  start: number
  end: number
}

/** What a person's name follows, whatever comes behind it: 收货 王秀英, 同事徐静, 爱人叫郝建, 张伟和李娜. */
const opens =
  /(?:收[货件]人?|签收人?|联系人?|对接人?|经办人?|负责人|接收人|付款人|法人|户名|业主|户主|姓名|名字|称呼|大名|落款|署名|[叫喊]做?我?|本人|我是|这是|找|问|给|替|帮|跟|和|与|[、&@]|同事|同学|朋友|闺蜜|邻居|亲戚|领导|老板娘?|老大|司机|师傅|会计|财务|出纳|文员|助理|秘书|[仓库]管|采购|业务员?|销售|行政|人事|前台|保安|门卫|管家|技术|工程师|经理|主管|主任|总监|客户|房东|租客|爱人|老公|老婆|媳妇|对象|男朋友|女朋友|丈夫|妻子|先生|太太|爸爸?|妈妈?|父亲|母亲|哥哥?|姐姐?|弟弟?|妹妹?|儿子|女儿|闺女|孩子|舅舅?|叔叔?|阿姨|姑姑?)(?:的?(?:名字|姓名))?(?:[是叫为写填就用]|改成|换成|[:：\s-]){0,3}/g
/** What a name may follow where nothing goes on behind it: 材料员覃铁柱, 工程部 袁立新, 接手的徐倩. */
const leadsTo =
  /(?:我|的|发|寄|[员长手任监书部店厂司行]|经理|主管|顾问|工(?!程)|师(?!傅)|科(?![技学])|处(?!理)|室)[:：\s]?/g
const ends = /^(?:[^\u4e00-\u9fff·]|$)/
const naming = /叫|姓名|名字|户名|大名|[收联签对经]\S{1,2}人/
const surnameAfter = /姓([\u4e00-\u9fff]{1,2})/g
/** What follows a name: 王秀英收, 李建国先生, 陈梓轩的妈妈. */
const titled =
  /([\u4e00-\u9fff]{2,4}?)(?:收(?![款货据到费录购])|签收|先生|女士|小姐|同志|同学|老师|师傅|经理|主任|医生|律师|的?(?:妈妈?|爸爸?|家长|爷爷|奶奶|电话|手机|微信|号码)(?![\u4e00-\u9fff]{3}))/g
const run = /[\u4e00-\u9fff·]+/g
/** 12号王秀英, 1101室张三: written onto the end of an address. */
const behindDoor = /(?:\d(?:号|室|栋|楼|幢|铺|户)|单元|[A-Z\d]座)([\u4e00-\u9fff]{2,3})(?![\u4e00-\u9fff])/g
const english = /\b(?:my name is|i am|i'm|this is|contact|name|attn)[:\s]+([A-Z][a-z]+(?: [A-Z][a-z]+){0,2})/g
const longestName = 4
/** Surnames that are particles, verbs and measures first. */
const particle = /^[万米方年台张包单公来能都有从和到要想会可在别付但全因那过展盖查印折起司]/
const measured = /[\d一二两三四五六七八九十百千几半多每]$/

/**
 * Where persons are named, by the shape of the name (a surname and what parents choose) and by what stands beside it:
 * for hiding, so that a word too many does less harm than a name too few.
 */
export function personSpans(text: string): PersonSpan[] {
  return [...openedNames(text), ...titledNames(text), ...aloneNames(text), ...otherNames(text)]
}

function* openedNames(text: string): Generator<PersonSpan> {
  for (const [pattern, alone] of [[opens, false] as const, [leadsTo, true] as const]) {
    for (const { 0: opening, index } of text.matchAll(pattern)) {
      const start = index + opening.length
      const after = text.slice(start, start + longestName + 12)
      const length = nameLength(after) || toldName(opening, after)
      if (length > 0 && (!alone || ends.test(after.slice(length)))) yield { start, end: start + length }
    }
  }
}

/** Length of the full name at the start, 0 for none: 徐静会加你 goes on behind it. */
function nameLength(text: string): number {
  const read = readName(text, 'claimed')
  if (read && !read.partial && isPerson(read.name, text)) return read.name.length
  if (read) return 0
  const length = [3, 2].find((n) => n < text.length && isNameLike(text.slice(0, n), 'claimed', false))
  return length !== undefined && isPerson(text.slice(0, length), text) ? length : 0
}

/** 他叫容家豪, 收货人:…: a surname that few bear, where it is said to be a name. */
function toldName(opening: string, after: string): number {
  const name = naming.test(opening) ? (/^[\u4e00-\u9fff]{2,3}(?![\u4e00-\u9fff])/.exec(after)?.[0] ?? '') : ''
  return nameShape(name) > 0 && isNameLike(name, 'stated') && !isOther(name, name) ? name.length : 0
}

function* titledNames(text: string): Generator<PersonSpan> {
  for (const { 1: words = '', index } of text.matchAll(titled)) {
    const end = index + words.length
    const length = [3, 2, 4].find((n) => n <= words.length && isPerson(words.slice(-n), words.slice(-n)))
    if (length !== undefined && isNameLike(words.slice(-length), 'claimed')) yield { start: end - length, end }
  }
}

/** A run of its own that is nothing but a name; beside a number even a rare one. */
function* aloneNames(text: string): Generator<PersonSpan> {
  for (const { 0: words, index } of text.matchAll(run)) {
    if (words.length < 2 || words.length > longestName || isOther(words, words)) continue
    const before = text.slice(Math.max(0, index - 4), index)
    if (measured.test(before) || !isNameLike(words, 'beside')) continue
    const after = text.slice(index + words.length, index + words.length + 4)
    const beside = /^[\s,:-]*[\d[]/.test(after) || /[\d\]][\s,:-]+$|[—-]\s*$/.test(before)
    const shape = nameShape(words)
    if (shape === 3 || (shape === 2 && words.length > 2) || (shape > 0 && beside))
      yield { start: index, end: index + words.length }
  }
}

/** Surnames that are told as such, names written onto an address, names in Latin letters. */
function* otherNames(text: string): Generator<PersonSpan> {
  for (const { 1: after = '', index } of text.matchAll(surnameAfter)) {
    const length = after.length === 2 && isSurname(after) ? 2 : isSurname(after.slice(0, 1)) ? 1 : 0
    if (length > 0) yield { start: index + 1, end: index + 1 + length }
  }
  for (const pattern of [behindDoor, english]) {
    for (const { 0: all, 1: name = '', index } of text.matchAll(pattern)) {
      const end = index + all.length
      if (pattern === english || isPerson(name, name)) yield { start: end - name.length, end }
    }
  }
}

/** `goesOn`: the name with the text behind it. */
const isPerson = (name: string, goesOn: string): boolean =>
  /^[A-Z]/.test(name) || (nameShape(name) >= (particle.test(name) ? 3 : 2) && !isOther(name, goesOn))

/** A word, a weekday, a place, a position, goods: names are made of ordinary characters. */
function isOther(name: string, goesOn: string): boolean {
  // 公司定, 信息发: a word and the start of the next.
  if (isCommonWord(name) || (nameShape(name) < 3 && isCommonWord(name.slice(0, 2))) || isPlace(name) || isJob(name))
    return true
  if (/^周[一二三四五六日天末]/.test(name)) return true
  if (/^[\u4e00-\u9fff]/.test(goesOn.slice(name.length)) && placePrefix(goesOn) >= 2) return true
  const { firms, homes } = goodsIn(name)
  return firms + homes > 0 && !(name.length === 3 && isFrequentSurname(name.slice(0, 1)))
}
