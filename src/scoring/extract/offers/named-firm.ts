import { isPlace } from '../../gazetteer/divisions.ts'
import { isCommonWord } from '../../gazetteer/words.ts'
import type { FieldState, Offer } from '../field-state.ts'
import { isSentence } from '../not-firms.ts'
import type { Read } from '../row/read.ts'

/*
 * Firms of whose name nothing but its place in the talk tells that it is one: 净博士, 一木一石, 素颜时光.
 */

/** 我是“壹间房”的店长: a name in quotation marks. */
const quoted =
  /(?:我是|我们是|我们叫|这边是|店名叫?|公司叫|抬头(?:写|开|是)?)\s?[“"「《【]\s?([^”"」》】\d\n]{2,12}?)\s?[”"」》】]/
/** 我开美容院 叫 素颜时光, 车队叫 顺意: what he keeps, and how it is called. */
const called =
  /(?:[开做有办]|经营|我们?的?|自己的?)[^,。;\n]{0,8}(?:店|院|馆|民宿|厂|公司|工作室|农场|超市|诊所|机构|车队|合作社|幼儿园|养殖场|作坊|牌子)[\s,]{0,2}(?:的?名字?|店名)?就?叫做?\s?([\u4e00-\u9fff·]{2,8})(?=[\s,。;]|$)/
const bare = /^[\u4e00-\u9fff·]{2,6}$/
/** What else such a question is answered with. */
const otherAnswer =
  /^(?:个人|私人|自己|没|不|还|先|等|稍|在|就|做|刚|我|你|您|好|行|可以|公司|单位|普票|专票|电子|对|是|嗯|哦|恩|晚点|一会|马上|待会|随便|暂|新开|发|查|问|加|给|看|这|那|到时|回头|麻烦|谢|老|原来|上次|之前|[一二三四五六七八九十两几]+[个位家])|[的了吗吧呢啊呀哈去来发问查看]$|左右$|人$|台$/
const countsCharacters = /^[一二三四五六七八九十两]个字$/

/** Firms that are named as such, or that answer the question how his firm is called. */
export function namedFirm({ asked }: FieldState, reads: readonly Read[], text: string): Offer[] {
  const named = quoted.exec(text)?.[1] ?? called.exec(text)?.[1]
  if (named && !isSentence(named) && !otherAnswer.test(named))
    return [{ field: 'company', value: named, weight: 89, quote: named }]
  if (!asked.firmName) return []
  const first = reads.find(({ piece }) => !countsCharacters.test(piece.text))
  if (!first || first.words?.name || first.words?.company || first.piece.third || first.piece.asked) return []
  const { kind, text: value } = first.piece
  if (kind !== 'words' || !bare.test(value) || otherAnswer.test(value)) return []
  if (isCommonWord(value) || isPlace(value) || isSentence(value)) return []
  return [{ field: 'company', value, weight: 72, quote: value, partial: true }]
}
