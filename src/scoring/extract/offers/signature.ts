import type { Offer } from '../field-state.ts'
import type { Token } from '../row/row-token.ts'

/*
 * How people sign: their name by itself, or at the end of what they wrote.
 */

const polite = /谢|辛苦|麻烦|拜托|好的|收到|你好|您好|哈喽|在吗|再见|拜拜|[?]/
const ofAnother =
  /[你您他她]|找|问|给|让|叫|喊|推荐|介绍|联系|认识|请|派|陪|和|跟|老板|领导|经理|老师|朋友|同事|客户|孩子|娃|儿子|女儿|学生|老公|老婆|爸|妈|亲戚|新郎|新娘|收花|师傅|是|刻|印|绣|写|送|祝|先生|女士|叫作|[哪那这]个|名片|@|寄|接|加|原来|以前|班/

/** 下周发我就行 秦明月; 骆海川, a message of its own. */
export function signature(tokens: readonly Token[]): Offer[] {
  const token = tokens.at(-1)
  const last = token?.read
  if (!token || last?.piece.kind !== 'words' || last.piece.third || last.piece.asked || tokens.length > 12) return []
  if (!token.name || token.name.length < 2 || token.firm || token.handed || token.sure < 2) return []
  if (/^周[一二三四五六日天末]|[铺镇村街路桥]$|^都/.test(token.name)) return []
  if (tokens.length === 1) return token.partial || token.text !== token.name ? [] : [signed(token, 64)]
  const before = tokens.at(-2)?.read
  const reachable = tokens.some((other) => other.contact && !other.read.piece.third)
  if (!before || before.piece.third || before.piece.asked) return []
  if (polite.test(before.piece.text) && !(reachable && token.sure === 3 && !token.partial)) return []
  if (before.piece.kind !== 'words' || before.words?.address || ofAnother.test(before.piece.text)) return []
  return token.sure === 3 && (!token.partial || before.piece.text.length > 3) ? [signed(token, 60)] : []
}

const signed = (token: Token, weight: number): Offer => ({
  field: 'name',
  value: token.name ?? '',
  weight,
  quote: token.read.piece.text,
  ...(token.partial ? { partial: true } : {}),
})
