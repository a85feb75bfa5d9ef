import type { FieldValue } from '../../domain/index.ts'
import { cleanText } from '../extract/clean-text.ts'
import { piecesOf } from '../extract/pieces.ts'
import { honestPart, isPlanted } from '../extract/planted.ts'
import { markOwners } from '../extract/whose/mark-owners.ts'
import { isOwn } from './own-words.ts'
import type { ModelReply } from './reply.ts'
import { shapes } from './shapes.ts'

/** A message that claims can be founded on. */
export interface Source {
  id: string
  at: number
  /** As `honestText` leaves it. */
  text: string
  customer: boolean
}

type Claim = ModelReply['claims'][number]

/** Below every reading of the rules: it fills a blank and nothing else. */
const confidence = 0.3
const maxQuote = 80

/** A text without what hides in it or speaks to machines; empty where values were planted for them. */
export function honestText(text: string): string {
  const clean = cleanText(text)
  const honest = honestPart(clean)
  return isPlanted(honest, clean) ? '' : honest
}

const tight = (text: string): string => cleanText(text).replace(/\s+/g, '').toLowerCase()

/** The words stand in the customer's own message. */
export const isQuoted = (quote: string, source: Source | undefined): source is Source =>
  source?.customer === true && tight(quote).length >= 2 && tight(source.text).includes(tight(quote))

/** A claim as a field, where the customer's own words bear it; undefined otherwise. */
export function fieldOf(claim: Claim, source: Source | undefined): FieldValue | undefined {
  if (!isQuoted(claim.quote, source)) return undefined
  const value = wordsOf(claim)
  if (value === undefined || !saidOfSelf(claim.field, value, source)) return undefined
  return {
    value,
    source: 'llm',
    messageId: source.id,
    quote: cleanText(claim.quote).slice(0, maxQuote),
    confidence,
    at: source.at,
  }
}

/** The value in its own form, and contained in the quoted words. */
function wordsOf({ field, value, quote }: Claim): string | undefined {
  const plain = cleanText(value).replace(/\s+/g, ' ').trim()
  if (field === 'type') return plain === 'company' || plain === 'personal' ? plain : undefined
  if (!tight(quote).includes(tight(plain))) return undefined
  return forms[field].test(plain) ? plain : undefined
}

/** What the words of a field look like. */
export const forms: Record<Exclude<Claim['field'], 'type'>, RegExp> = {
  name: /^(?!.*\d)[\p{Script=Han}A-Za-z·. ]{1,20}$/u,
  company: /^(?=.*[\p{Script=Han}A-Za-z])[^\n[\]{}<>]{2,60}$/u,
  address: /^(?=(?:.*\p{Script=Han}){3})[^\n[\]{}<>]{4,120}$/u,
  job: /^[\p{Script=Han}A-Za-z /]{2,20}$/u,
}

/** Nothing round the value speaks of anybody but the customer himself. */
function saidOfSelf(field: Claim['field'], value: string, source: Source): boolean {
  if (field === 'type') return true
  const pieces = piecesOf(source.text, {})
  markOwners(pieces, 'self')
  if (pieces.some((piece) => piece.third)) return false
  return shapes[field](value, source.text.slice(0, source.text.indexOf(value))) && isOwn(field, value, source.text)
}
