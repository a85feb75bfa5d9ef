import { placePrefix } from '../../gazetteer/divisions.ts'
import type { Offer } from '../field-state.ts'
import type { Token } from '../row/row-token.ts'

/*
 * A row of pieces without words between them, as people write who they are: 义乌 远达饰品 采购 姚立. Each piece
 * counts by what it stands beside: a firm by a position or a name, a name by a firm, a position or 就是我.
 */

/** Who the customer says he is, in rows of pieces; a number among them parts nothing. */
export function row(tokens: readonly Token[]): Offer[] {
  return tokens.flatMap((token, i) => {
    if (token.read.piece.third) return []
    return [...nameAt(tokens, i), ...firmAt(tokens, i), ...jobAt(tokens, i)]
  })
}

/** The nearest piece on one side that is neither a place nor a department. */
function beyond(tokens: readonly Token[], i: number, step: 1 | -1): Token | undefined {
  for (let at = i + step; at >= 0 && at < tokens.length; at += step) {
    const token = tokens[at]
    if (!token || token.read.piece.third) return undefined
    const gap = tokens[step === 1 ? at : at + 1]?.read.piece.gap ?? ''
    const known = token.contact || token.name || token.firm || token.job
    if (gap.includes('。') || (gap.includes('\n') && !known)) return undefined
    if (token.name || token.firm || token.job || !(token.place || token.unit)) return token
  }
  return undefined
}

const offerOf = (field: 'name' | 'company' | 'job', value: string, weight: number, token: Token): Offer => ({
  field,
  value,
  weight,
  quote: token.read.piece.text,
})

function nameAt(tokens: readonly Token[], i: number): Offer[] {
  const token = tokens[i]
  if (!token?.name) return []
  const weight = weightOfName(tokens, i, token)
  return weight === 0
    ? []
    : [{ ...offerOf('name', token.name, weight, token), ...(token.partial ? { partial: true } : {}) }]
}

/** 到了找 采购 小鲍: somebody is asked for, by all that he is. */
function handedOver(tokens: readonly Token[], i: number): boolean {
  for (let at = i - 1; at >= 0; at -= 1) {
    const token = tokens[at]
    if (!token || token.self) return false
    if (token.handed) return true
    if (!(token.job || token.place || token.unit || token.firm)) return at === i - 1 && token.polite === true
  }
  return false
}

/** 小匡 说…: of whom he tells something. */
const told = /^(?:说|讲|接|让我|叫我|介绍|推荐|来过|那边|在群)/

function weightOfName(tokens: readonly Token[], i: number, token: Token): number {
  const [before, after] = [tokens[i - 1], tokens[i + 1]]
  if (after?.self && /是我|就我/.test(after.text)) return 88
  if (before?.spelt && token.sure >= 1 && token.name?.startsWith(before.text.slice(-1))) return 86
  if (told.test(after?.text ?? '')) return 0
  if (before?.self && token.sure >= 1) return before.read.piece.text.length > 1 ? 84 : 80
  if (token.self && token.sure >= 2) return 84
  if (handedOver(tokens, i)) return 0
  const [left, right] = [beyond(tokens, i, -1), beyond(tokens, i, 1)]
  if (left?.self && token.sure >= 1) return 82
  if (token.firm) return 0
  if (token.job && left && (left.firm || left.self)) return 80
  if (left?.job && token.sure >= 1) return left.self ? 84 : 74
  if (left?.firm && !left.goods && token.sure >= (left.suffixed ? 2 : 3)) return left.suffixed ? 76 : 66
  // …2号楼1101 沈若兰: the one who is to get it, where nobody else is named.
  const home = before?.read.words
  const delivered = home?.address && home.weight >= 60 && token.text === token.name && (!after || after.contact)
  if (delivered && token.sure >= 2) return 66
  // 骆海川 采购主管: the position behind the name.
  if (right?.job && !right.name && !right.self && token.sure >= 2 && !token.partial) return 72
  return right?.firm && right.suffixed && token.sure >= 2 ? 72 : 0
}

function firmAt(tokens: readonly Token[], i: number): Offer[] {
  const token = tokens[i]
  if (!token?.firm || token.handed) return []
  const weight = weightOfFirm(tokens, i, { ...token, firm: token.firm })
  return weight === 0
    ? []
    : [{ ...offerOf('company', token.firm, weight, token), ...(token.suffixed ? {} : { partial: true }) }]
}

function weightOfFirm(tokens: readonly Token[], i: number, token: Token & { firm: string }): number {
  const [left, right] = [beyond(tokens, i, -1), beyond(tokens, i, 1)]
  if (handedOver(tokens, i)) return 0
  if (left?.self && left.text === left.read.piece.text) return token.suffixed ? 80 : token.firm.length > 3 ? 72 : 0
  if (token.goods) return 0
  // 浙江永康古山镇 铭豪杯业, 同源药业 供应部: a town before it, or a part of it behind.
  const town = tokens[i - 1]?.place && placePrefix(tokens[i - 1]?.text ?? '') >= 2
  if (town && token.suffixed && token.firm.length > 3) return 63
  if (tokens[i + 1]?.unit && token.firm.length > 3 && (town || token.suffixed)) return 66
  if (token.suffixed && (right?.job || (right?.name && right.sure >= 2) || (left?.name && left.sure >= 2))) return 74
  if (right?.job && (right.name || beyond(tokens, tokens.indexOf(right), 1)?.name)) return 72
  if (left?.job && (left.name || beyond(tokens, tokens.indexOf(left), -1)?.name)) return 70
  if (right?.name && right.sure >= 3) return 64
  return 0
}

function jobAt(tokens: readonly Token[], i: number): Offer[] {
  const token = tokens[i]
  if (!token?.job || token.handed || handedOver(tokens, i) || told.test(tokens[i + 1]?.text ?? '')) return []
  const [near, right] = [beyond(tokens, i, -1), beyond(tokens, i, 1)]
  // 郭明 138… 材料员: the number between them parts nothing.
  const left = near?.contact ? beyond(tokens, tokens.indexOf(near), -1) : near
  if (token.self || left?.self || (right?.self && right.text === '我')) return [offerOf('job', token.job, 84, token)]
  if (token.name ? left?.firm : left?.firm || left?.name) return [offerOf('job', token.job, 78, token)]
  return right?.name && right.sure >= 2 ? [offerOf('job', token.job, 74, token)] : []
}
