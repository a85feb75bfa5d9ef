import { nameShape, surnameLength } from '../../gazetteer/surnames.ts'
import { honorific } from '../../gazetteer/words.ts'
import { type NameReading, readName } from '../person-name.ts'
import type { WordsReading } from './words-reading.ts'

const called =
  /^我(?=[\u4e00-\u9fff]{2,3}$)(?![们的是叫姓要想在刚正马忙有也就家这那刚公会能都先再去来看问不没等说])|我(?:的)?(?:名字|全名|大名)?[是就]?叫(?!你|您|他|她|了|车|什么|人|个)|我(?:的)?(?:名字|大名|全名)是?|名叫|(?:就|都)?(?:叫|喊)我|^本人(?!是|的|要|想|在)|^叫(?=.{2,4}$)/g
const surname = /(?:我|免贵|本人|敝|小弟|小妹)?(?:是)?(?:复)?姓(?!名|氏|什)([\u4e00-\u9fff]{1,2})/

export function byCalling(text: string): WordsReading | undefined {
  for (const match of text.matchAll(called)) {
    const rest = text.slice(match.index + match[0].length).replace(/^[:\s]+/, '')
    const name = match[0] === '我' ? shortClaim(rest) : (readName(rest, 'stated') ?? plainName(rest))
    if (name) return { name: name.name, partialName: name.partial, weight: 95, outright: true, whole: false }
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

export function bySurname(text: string): WordsReading | undefined {
  const match = surname.exec(text)
  if (!match?.[1]) return undefined
  const length = surnameLength(`${match[1]}某某`)
  if (length === 0) return undefined
  const after = text.slice(match.index + match[0].length - match[1].length + length)
  const name = match[1].slice(0, length)
  const title = honorific.exec(after.replace(/^[,\s]+/, ''))?.[0] ?? ''
  return { name: name + title, partialName: true, weight: 80, outright: true, whole: true }
}
