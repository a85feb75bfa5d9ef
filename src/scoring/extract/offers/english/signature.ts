import type { Offer } from '../../field-state.ts'
import { courtesies, positionHeads } from './words.ts'

/*
 * How a message in English is signed at its end: Name, Position, Firm; attn Name; — Name.
 */

const full = "[A-Z][a-z'-]{1,14}(?: (?:van|von|de|da|bin|al|[A-Z]\\.) ?)?(?: [A-Z][a-z'-]{1,15}){1,2}"
const one = '(?:(?:Mr|Mrs|Ms|Dr)\\.? )?[A-Z][a-z]{1,12}'
const roles = new RegExp(String.raw`^[A-Za-z&,./ -]{0,40}\b(?:${positionHeads}|purchas\w+)\b[A-Za-z ]{0,20}$`, 'i')
const farewell = new RegExp(
  String.raw`^(?:${courtesies}|Sure|Great|Perfect|Ok|Okay|Yes|No|Fine|Deal|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Tomorrow|Today|Room|Road|Street|Building|Floor|Shanghai|Beijing|Guangzhou|Shenzhen|Hong|Qingdao|Ningbo|China|Email|Wechat|Tel|Invoice|Payment|Order|Sample|Samples|Price|Alibaba|Amazon|Made)\b`,
)
const firmWord =
  /\b(?:Home|House|Living|Trading|Foods?|Dates|Pets|Design|Studio|Group|Company|Co|Ltd|Inc|Supplies|Casa|Hotel|Cafe|Coffee|Bakery|Logistics|Tools|Toys|Textiles?|Metal|Products|Hardware|International)\.?$/
const card = new RegExp(
  `(?:^|[.!?\\n]\\s*|[,;]\\s+|—\\s*|\\battn:?\\s+|\\d{7}\\s+|@[\\w.-]+\\s*,?\\s+)(${full})\\s*(?:[,/|]\\s*([^,/|\\n]{3,44}?))?(?:[,/|]\\s*([^,/|\\n@]{3,44}?))?(?:[,.]?\\s+\\S+@\\S+)?\\s*[.!]?\\s*$`,
)
const short = new RegExp(`(?:[.!?\\n]\\s+|—\\s*|[\\w.]+@[\\w.]+,?\\s+|_?\\w*\\d+,\\s+)(${one})\\s*[.!]?\\s*$`)
const opening = new RegExp(
  `^(${full})\\s*[,/|]\\s*([^,/|\\n@]{3,44}?)\\s*(?:[,/|]\\s*([^,/|\\n@]{3,44}?))?\\s*[.,]?\\s*(?:\\S+@\\S+)?$`,
)

/** Name, position and firm with which the text ends. */
export function readEnglishSignature(text: string): Offer[] {
  const tail = text.slice(-200)
  if (/[\u4e00-\u9fff]{6}/.test(tail)) return []
  const match = opening.exec(tail) ?? card.exec(tail)
  if (match?.[1] && firmWord.test(match[1]))
    return match[2] && new RegExp(`^${one}(?: [A-Z][a-z]+)?$`).test(match[2]) && !farewell.test(match[2])
      ? offersOf(match[2], [match[1]])
      : []
  if (match?.[1] && !farewell.test(match[1])) return offersOf(match[1], [match[2], match[3]])
  const name = short.exec(tail)?.[1]
  return name && !farewell.test(name) ? [{ field: 'name', value: name, weight: 72, quote: name }] : []
}

function offersOf(name: string, rest: readonly (string | undefined)[]): Offer[] {
  const offers: Offer[] = [{ field: 'name', value: name, weight: 84, quote: name }]
  for (const part of rest.map((p) => p?.trim())) {
    if (!part || farewell.test(part)) continue
    if (roles.test(part)) offers.push({ field: 'job', value: part, weight: 84, quote: part })
    else if (/^[A-Z][\w&.']*(?: (?:&|and|[A-Z][\w&.']*)){1,5}$/.test(part))
      offers.push({ field: 'company', value: part.replace(/\.$/, ''), weight: 82, quote: part })
  }
  return offers
}
