import { nameShape } from '../../../gazetteer/surnames.ts'
import type { Offer } from '../../field-state.ts'
import { courtesies, legalForms, positionHeads } from './words.ts'

/*
 * Cards and signatures in English: one thing a line, the firm known by its form, the position by its head.
 */

const firm = new RegExp(
  String.raw`^(?=.{4,60}$)[A-Z][\w&.,'() -]*\b(?:${legalForms}|LLP|Corporation|Company|ASA|Oy|NV|SARL|SpA|Pty|Pte|Sdn Bhd|Group|Holdings?|Industries|Industrial|Trading|Imports?|Exports?|Enterprises?|International|Technolog(?:y|ies)|Solutions|Systems|Logistics|Manufacturing|Foods|Hotels?|Studio|Supplies|Supply|Partners|Labs?|Tools|Electronics)\.?$`,
)
const position = new RegExp(
  String.raw`^(?=.{3,50}$)[A-Z][A-Za-z&,./ -]*\b(?:${positionHeads}|Purchaser|Purchasing|GM|MD)\b[A-Za-z&,./ -]*$`,
)
const person = /^[A-Z][a-z'-]{1,14}(?: (?:[A-Z]\.|(?:van|von|de|da|der|den|bin|al) )?[A-Z][a-z'-]{1,15}| [A-Z]\.){1,3}$/
const notPersons = new RegExp(
  String.raw`^(?:${courtesies}|Tel|Mob|Address|New|North|South|East|West|Room|Building|Floor)\b`,
)
const greeting = /^(?:best|kind|warm)? ?regards|^thanks|^cheers|^sincerely|^yours/i
const reachable = /@|\d{7}|\d{3}[ -]\d{3,4}/
const maxLines = 24

/** Name, position and firm of a card set out in lines. Nothing where the lines hold no way to reach him and no farewell. */
export function readEnglishCard(text: string): Offer[] {
  const lines = text
    .split(/\n| \| |\s\/\s/, maxLines)
    .map((line) => line.replace(/^[\s\-–—*•]+|[\s,;]+$/g, '').slice(0, 80))
  if (lines.length < 3 || !lines.some((line) => reachable.test(line) || greeting.test(line))) return []
  const first = (field: Offer['field'], test: (line: string) => boolean): Offer[] => {
    const value = lines.find(test)
    return value ? [{ field, value, weight: 87, quote: value }] : []
  }
  const both = lines
    .map((line) => /^[A-Z][A-Za-z'. -]{1,30} ([\u4e00-\u9fff]{2,4})$/.exec(line)?.[1])
    .find((n) => n && nameShape(n) >= 2)
  if (both)
    return [
      { field: 'name', value: both, weight: 91, quote: both },
      ...first('company', (line) => firm.test(line)),
      ...first('job', (line) => position.test(line)),
    ]
  const isFirm = (line: string) => firm.test(line) && !position.test(line)
  return [
    ...first('company', isFirm),
    ...first('job', (line) => position.test(line)),
    ...first('name', (line) => person.test(line) && !isFirm(line) && !position.test(line) && !notPersons.test(line)),
  ]
}
