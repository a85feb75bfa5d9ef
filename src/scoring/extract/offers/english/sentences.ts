import type { Offer } from '../../field-state.ts'
import { legalForms } from './words.ts'

const word = "[A-Z][A-Za-z&.'-]{0,20}"
const stated = new RegExp(
  `(?:\\bI'?m(?=\\s)|\\bI am(?=\\s)|[Mm]y name is|[Tt]his is(?=\\s)|(?:我是|我叫|叫我|我係)\\s*|我\\s+)\\s*(${word}(?: ${word}){0,2})(?![A-Za-z])(?=\\s*(?:[,.;!\\n(]|from\\b|at\\b|of\\b|$|[\\u4e00-\\u9fff]))`,
)
const employer = new RegExp(`\\b(?:from|at|with|of|represent(?:ing)?)\\s+(${word}(?: ${word}){0,5})`)
const reply = new RegExp(`^\\s*(${word}(?: ${word}){0,2})\\s*[.!]?\\s*$`)
const notNames =
  /^(?:Interested|Looking|Sorry|Sure|Fine|Good|Ok|OK|Yes|No|Hi|Hello|Thanks|Thank|Here|Just|Not|Very|China|Shanghai|Beijing|Guangzhou|Shenzhen|Hong)\b/

/** LLP as well, where a whole word is looked for. */
const formsOfFirms = `${legalForms}|LLP`
/** Acme Ltd, attn: Jane Doe: a firm at the head of an address. */
const headed = new RegExp(
  String.raw`(?:^|[\n:])\s*([A-Z][\w&.' -]{2,50}\b(?:${legalForms})\.?)\s*,?\s*(?:attn\.?:?\s*|c\/o\s*|contact:?\s*)?([A-Z][a-z]{1,14}(?: [A-Z][a-z]{1,15}){1,2})?`,
)
/** Jane Doe, Acme Ltd. */
const personThenFirm = new RegExp(
  String.raw`(?:^|[.!?\n]\s*)([A-Z][a-z]{1,14}(?: [A-Z][a-z]{1,15}){1,2}),\s*([A-Z][\w&'()./ -]{2,50}?\b(?:${formsOfFirms})\b)`,
)
/** Acme Ltd, Jane Doe. */
const firmThenPerson = new RegExp(
  String.raw`(?:^|[\n:])\s*([A-Z][\w&' -]{2,50}?\b(?:${formsOfFirms})\b\.?),\s*([A-Z][a-z]{1,14}(?: [A-Z][a-z]{1,15}){1,2})(?=\s*(?:,|$|\n))`,
)

/** Names and companies stated in English sentences; `asked`: the salesperson asked for the name. */
export function readEnglish(text: string, asked: boolean): Offer[] {
  const piece = text.slice(0, 400)
  const offers: Offer[] = []
  const under = headed.exec(piece)
  if (under?.[1] && asked) {
    offers.push({ field: 'company', value: under[1].trim(), weight: 88, quote: under[1] })
    if (under[2]) offers.push({ field: 'name', value: under[2], weight: 88, quote: under[2] })
    return offers
  }
  const introduced = personThenFirm.exec(piece)
  if (introduced?.[1] && introduced[2]) {
    offers.push({ field: 'name', value: introduced[1], weight: 88, quote: introduced[1] })
    offers.push({ field: 'company', value: introduced[2], weight: 88, quote: introduced[2] })
    return offers
  }
  const reversed = firmThenPerson.exec(piece)
  if (reversed?.[1] && reversed[2]) {
    offers.push({ field: 'company', value: reversed[1], weight: 88, quote: reversed[1] })
    offers.push({ field: 'name', value: reversed[2], weight: 88, quote: reversed[2] })
    return offers
  }
  const labelled = /(?:公司|单位|[Cc]ompany)\s*:\s*((?:[A-Z][A-Za-z&.'-]{0,20} ?){1,5})/.exec(piece)?.[1]?.trim()
  if (labelled?.includes(' ')) offers.push({ field: 'company', value: labelled, weight: 96, quote: labelled })
  const name = stated.exec(piece)?.[1] ?? (asked ? reply.exec(piece)?.[1] : undefined)
  if (!name || /^[A-Z]{2,4}$/.test(name) || notNames.test(name) || /\d/.test(name)) return offers
  offers.push({ field: 'name', value: name, weight: name.includes(' ') ? 96 : 88, quote: name })
  const company = employer
    .exec(piece)?.[1]
    ?.replace(/(?<!Co|Ltd|Inc)\.\s.*$/, '')
    .replace(/[.,]$/, '')
  if (company && company !== name && !notNames.test(company))
    offers.push({ field: 'company', value: company, weight: 86, quote: company })
  return offers
}
