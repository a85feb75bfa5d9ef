import { isPlace } from '../gazetteer/divisions.ts'
import {
  isCompoundSurname,
  isFrequentSurname,
  isGivenCharacter,
  isSurname,
  isTransliterated,
  nameShape,
  surnameLength,
} from '../gazetteer/surnames.ts'
import { functionWords, honorific, isCommonWord, isJob } from '../gazetteer/words.ts'

/**
 * How much the surrounding words vouch for a name: `stated` (我叫…, 联系人：…, answer to 怎么称呼),
 * `claimed` (我是…), `beside` (a piece of its own beside a number).
 */
export type NameContext = 'stated' | 'claimed' | 'beside'

export interface NameReading {
  name: string
  /** Surname and form of address only. */
  partial: boolean
  /** Position that served as form of address behind a full name: 张伟经理. */
  job?: string
  length: number
}

const han = /^[\u4e00-\u9fff\u3400-\u4dbf]+$/
const western = /^[A-Z][a-z]{1,14}(?:[ ·.-]{1,2}[A-Z][a-z]{0,14}){0,2}/
/** Words that look like 小X, 老X. */
export const notPersons = new Set(
  '原片 原图 小妹 小弟 小孩 小学 小号 小票 小计 小众 小厂 小本 小院 小方块 小年 老妈 老爸 老婆 老公 老头 老款 老样 老友 老大 老二 老兄 老弟 老粉 老用 老贵 阿弟 阿妹 阿婆 阿公 阿爸 阿妈 小户 小两 小量 小份 小盒 小瓶 小袋 小箱 小白 小时 小区 小店 小微 小程 小米 小单 小票 小包 小卡 小计 小温 小路 小车 小边 老板 老师 老乡 老外 老手 老客 老店 老牌 老家 老单 老路 老车 大单 大车 大包 大家 大叔 阿里 阿姨 大米 大姐 大哥'.split(
    ' ',
  ),
)
const roleTitles =
  /^(总经理|经理|总监|主任|主管|校长|院长|园长|教授|老板娘|老板|书记|厂长|店长|部长|科长|处长|局长|所长|队长|医生|大夫|律师|会计|老师|师傅)$/
const brands =
  /^(?:Wechat|Weixin|Hello|Hi|Ok|Email|Tel|Phone|Mobile|Apple|Iphone|Huawei|Logo|Excel|Word|Pdf|Vip|Led|Usb|Address|Name|Company)\b/i

/** The name at the start of the text, if there is one. */
export function readName(text: string, context: NameContext): NameReading | undefined {
  return nickForm(text) ?? titled(text) ?? fullName(text, context) ?? westernName(text, context)
}

/** 小王, 老李, 阿强 (stated only through the caller). */
function nickForm(text: string): NameReading | undefined {
  const two = text.slice(0, 2)
  if (!/^[小老阿大]/.test(two) || two.length < 2 || notPersons.has(two)) return undefined
  const rest = text.slice(2)
  if (!isFrequentSurname(two.slice(1)) && !(isSurname(two.slice(1)) && /^[啊呀哈哦吧]?$/.test(rest))) return undefined
  if (rest !== '' && !/^(?:[,\s就行吧哈啊呀哦]|可以|好了)/.test(rest)) return undefined
  return { name: two, partial: true, length: 2 }
}

/** 何先生, 欧阳女士, 张伟经理. */
function titled(text: string): NameReading | undefined {
  for (const length of [2, 1, 3, 4]) {
    const head = text.slice(0, length)
    const title = honorific.exec(text.slice(length))?.[0]
    if (!title || head.length < length || !han.test(head)) continue
    const bare = isSurname(head) && (length === 2 || surnameLength(text) !== 2)
    const next = text[length + title.length] ?? ''
    if (bare && title.length === 1 && /[部务价体共额数计程厂业装件作具地匠艺人期资商会监台]/.test(next)) continue
    if (bare && !isCommonWord(head + title)) return { name: head + title, partial: true, length: length + title.length }
    if (isJob(head) || length < 2 || nameShape(head) < 2 || isCommonWord(head) || title.length < 2) continue
    return {
      name: head,
      partial: false,
      length: length + title.length,
      job: roleTitles.test(title) ? title : undefined,
    }
  }
  return undefined
}

function fullName(text: string, context: NameContext): NameReading | undefined {
  const run = /^[\u4e00-\u9fff\u3400-\u4dbf·]{2,15}/.exec(text)?.[0] ?? ''
  if (run.includes('·') || isTransliterated(run)) {
    return isTransliterated(run) || (context === 'stated' && /^[^·]{1,7}·[^·]{1,7}$/.test(run))
      ? { name: run, partial: false, length: run.length }
      : undefined
  }
  if (run.length < 2) return undefined
  for (const length of candidateLengths(run)) {
    const name = run.slice(0, length)
    const whole = length === run.length
    if (isNameLike(name, context, whole)) return { name, partial: isCompoundSurname(name), length }
  }
  return undefined
}

const talkAfter =
  /^(.{2,4}?)(?:想|要|来|问|咨询|打|看|电话|手机|微信|在|做|是|的|负责|住|上次|之前|昨天|刚|买|订|需|找|开|从|今|这|您|你|有|麻烦|请|谢谢|收$|签收|代收|收货|号码|联系|邮|地址|先生|女士|小姐)/

/** A run of its own is tried whole; a longer one by what its surname suggests. */
function candidateLengths(run: string): number[] {
  const cut = talkAfter.exec(run)?.[1]?.length
  // 熊志刚: 刚 opens a clause as well as it ends a name.
  if (cut)
    return run.length === 3 && cut === 2 && isGivenCharacter(run.slice(2)) && nameShape(run) >= 2 ? [3, cut] : [cut]
  if (run.length <= 4) return [run.length, ...[3, 2].filter((n) => n < run.length)]
  return surnameLength(run) === 2 ? [4, 3] : [3, 2]
}

/** Words alone decide: may this be a person's full name in this context? */
export function isNameLike(name: string, context: NameContext, whole = true): boolean {
  if (!han.test(name) || name.length < 2 || name.length > 4) return false
  if (isCommonWord(name) || isJob(name) || functionWords.test(name) || isPlaceWord(name, context)) return false
  if (/号$|[班队组科处部厂店园院校所站馆]长$/.test(name)) return false
  const shape = nameShape(name)
  if (/[处部科室厂院司组]$/.test(name) && name.length > 2 && !(shape === 3 && /[科组]$/.test(name))) return false
  if (context === 'stated') return shape >= 1 || (whole && name.length <= 3 && !/[店厂司校院部]$/.test(name))
  if (context === 'claimed') return shape >= 2 || (shape === 1 && whole && surnameLength(name) > 0)
  return surnameLength(name) > 0 && (whole && !alsoWords.test(name) ? shape >= 1 : shape >= 2)
}

/** Surnames that open a clause far more often: 别打, 能开. */
const alsoWords = /^[续刻付别能让但和有于都全从成来时因那过应该会可要想去到在还等]/

function isPlaceWord(name: string, context: NameContext): boolean {
  if (!isPlace(name)) return false
  return context !== 'stated' || nameShape(name) === 0
}

function westernName(text: string, context: NameContext): NameReading | undefined {
  const name = western.exec(text)?.[0]
  if (!name || context === 'beside' || brands.test(name)) return undefined
  if (/^[A-Za-z0-9]/.test(text.slice(name.length))) return undefined
  return { name, partial: false, length: name.length }
}
