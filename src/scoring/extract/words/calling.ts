import { nameShape, surnameLength } from '../../gazetteer/surnames.ts'
import { honorific, talkWords } from '../../gazetteer/words.ts'
import { isNameLike, type NameReading, readName } from '../person-name.ts'
import type { WordsReading } from './words-reading.ts'

const called =
  /^我(?=[\u4e00-\u9fff]{2,3}$)(?![们的是叫姓要想在刚正马忙有也就家这那刚公会能都先再去来看问不没等说])|我(?:的)?(?:名字|全名|大名)?[是就]?叫(?!你|您|他|她|了|车|什么|人|个)|我(?:的)?(?:名字|大名|全名)是?|名叫|(?:就|都)?(?:叫|喊)我|^本人(?!是|的|要|想|在)|我?姓[\u4e00-\u9fff]{1,2}[,\s]?名?叫|^(?:我)?(?:大名|全名|真名)(?:是|叫)?|^叫(?=.{2,4}$)/g
const surname =
  /(?:我|免贵|本人|敝|小弟|小妹)?(?:是)?(?:复)?(?<!不|不是|是不是|老太太|老爷子|老人|孩子|他|她)姓(?!名|氏|什|那)([\u4e00-\u9fff]{1,2})/

/** 叫我果果妈就行, 备注宁宁就好: whatever he wants to be called. */
const nickname =
  /(?:(?:叫|喊|称呼|备注)我?|我就叫|我叫)((?![我你您他她它们人上得一]|什么|车|个)[\u4e00-\u9fff]{2,4}?)(?:就行|就好|就可以|即可|就是|好了)/

/** 苗春生是我, 联系我花晓菲, 落款柯. */
const mine =
  /^(?:找|联系)?([\u4e00-\u9fff]{2,4}?)(?:就)?是我$|^(?:联系|找|打给?)我([\u4e00-\u9fff]{2,3})$|^(?:落款|署名)([\u4e00-\u9fff]{1,3})$/

function byNickname(text: string): WordsReading | undefined {
  const nick = nickname.exec(text)?.[1]
  if (nick && !talkWords.test(nick))
    return { name: nick, partialName: nameShape(nick) < 3, weight: 82, outright: true, whole: true }
  // 佟师傅也行: how else he may be called.
  const also = readName(/^(.{2,4})(?:也行|也可以|都行)$/.exec(text)?.[1] ?? '', 'claimed')
  if (also?.partial) return { name: also.name, partialName: true, weight: 84, outright: true, whole: true }
  const said = mine.exec(text)
  const name = said?.[1] ?? said?.[2]
  if (name && isNameLike(name, 'claimed')) return { name, weight: 86, outright: true, whole: true }
  if (said?.[3] && surnameLength(`${said[3]}某某`) > 0)
    return { name: said[3], partialName: said[3].length === 1, weight: 82, outright: true, whole: true }
  return undefined
}

/** 叫得更凶, 叫味来小厨: the words go on, no name ends there. */
const goesOn = (name: NameReading, rest: string): boolean =>
  !name.partial &&
  nameShape(name.name) < 3 &&
  /^[\u4e00-\u9fff]/.test(rest.slice(name.length)) &&
  !/^(?:的|就|吧|啊|哈|哦|呀|收|电话|手机|微信|这|在|来|想|要|是|可以|好|你|您|负责|做)/.test(rest.slice(name.length))

/** 我网名叫半夏: what he is called elsewhere is no name. */
const netName = /(?:网名|昵称|微信名|群名|游戏名)[^\u4e00-\u9fff]{0,2}(?:就?叫|是)?$/

/** 书记叫我对接: sent, not named. */
const errand = /^(?:对接|联系|来|去|问|加|打|负责|先|把|帮|找|买|发|拿|看|订|采购|跟|和)/

export function byCalling(text: string): WordsReading | undefined {
  const nick = byNickname(text)
  if (nick) return nick
  for (const match of text.matchAll(called)) {
    const rest = text.slice(match.index + match[0].length).replace(/^[:\s]+/, '')
    const name = match[0] === '我' ? shortClaim(rest) : (readName(rest, 'stated') ?? plainName(rest))
    if (
      name &&
      !goesOn(name, rest) &&
      !/^[上得人一]/.test(rest) &&
      !netName.test(text.slice(0, match.index + match[0].length)) &&
      !(match[0].endsWith('叫我') && errand.test(rest))
    )
      return { name: name.name, partialName: name.partial, weight: 95, outright: true, whole: false }
  }
  return undefined
}

/** 丁姐这边: a form of address, then his own side. */
export function byOwnSide(text: string): WordsReading | undefined {
  const person = /^([\u4e00-\u9fff]{2,4})(?:这边|这里)$/.exec(text)?.[1]
  const name = person ? readName(person, 'claimed') : undefined
  return name?.partial && name.length === person?.length
    ? { name: name.name, partialName: true, weight: 72, outright: true, whole: true }
    : undefined
}

/** 我老魏, 我陈嘉明. */
function shortClaim(text: string): NameReading | undefined {
  const name = readName(text, 'claimed')
  return name && name.length === text.length && (name.partial || nameShape(name.name) >= 2) ? name : undefined
}

/** 我叫田园: even an ordinary word is a name where it is given as one. */
const plainName = (text: string): NameReading | undefined =>
  /^[\u4e00-\u9fff]{2,3}$/.test(text) && nameShape(text) >= 1
    ? { name: text, partial: false, length: text.length }
    : undefined

/** 我姓暴, 免贵姓干: a surname that no list has, where nothing else is said. */
const rareSurname = /^(?:我|免贵|本人|敝)?姓(?![名氏什那啥哪同不])([\u4e00-\u9fff])$/

export function bySurname(text: string): WordsReading | undefined {
  const rare = rareSurname.exec(text)?.[1]
  if (rare) return { name: rare, partialName: true, weight: 80, outright: true, whole: true }
  const match = surname.exec(text)
  if (!match?.[1]) return undefined
  const length = surnameLength(`${match[1]}某某`)
  if (length === 0) return undefined
  const after = text.slice(match.index + match[0].length - match[1].length + length)
  const name = match[1].slice(0, length)
  const title = honorific.exec(after.replace(/^[,\s]+/, ''))?.[0] ?? ''
  return { name: name + title, partialName: true, weight: 80, outright: true, whole: true }
}
