import type { FieldName, FieldValue } from '../../domain/index.ts'
import { cleanText } from '../extract/clean-text.ts'
import { markOwners } from '../extract/ownership.ts'
import { piecesOf } from '../extract/pieces.ts'
import { honestPart, isPlanted } from '../extract/planted.ts'
import type { ModelReply } from './reply.ts'

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
  if (value === undefined || !(claim.field === 'type' || saidOfSelf(claim, value, source))) return undefined
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
  const bare = forms[field].digits ? plain.replace(/\D/g, '') : plain
  return forms[field].re.test(bare) ? bare : undefined
}

const forms: Record<Exclude<FieldName, 'type'>, { re: RegExp; digits?: boolean }> = {
  name: { re: /^(?!.*\d)[\p{Script=Han}A-Za-z·. ]{1,20}$/u },
  company: { re: /^(?=.*[\p{Script=Han}A-Za-z])[^\n[\]{}<>]{2,60}$/u },
  mobile: { re: /^1[3-9]\d{9}$/, digits: true },
  phone: { re: /^[\d\-() 转#]{7,24}$/ },
  email: { re: /^[A-Za-z\d._%+-]{1,64}@[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)+$/ },
  wechatId: { re: /^[A-Za-z][A-Za-z\d_-]{5,19}$/ },
  qq: { re: /^[1-9]\d{4,10}$/, digits: true },
  address: { re: /^(?=(?:.*\p{Script=Han}){3})[^\n[\]{}<>]{4,120}$/u },
  job: { re: /^[\p{Script=Han}A-Za-z /]{2,20}$/u },
}

// Another person, or the sales side, is spoken of in the same breath.
const ofOthers =
  /他|她|别人|人家|你们|贵司|贵公司|同事|朋友|老婆|老公|司机|师傅|会计|财务|仓库|物流|快递|客户|同行|竞争|别家|供应商|银行|介绍|推荐|是谁|哪位|不是|旧的?|停用|作废/

/**
 * The words round the value speak of the customer himself. Ways to reach somebody must be a number of that kind by
 * the rules' own reading: an order number is no mobile because a model says so.
 */
function saidOfSelf({ field }: Claim, value: string, source: Source): boolean {
  const pieces = piecesOf(source.text, {})
  markOwners(pieces, false)
  const holds = pieces.filter((piece) => tight(piece.text).includes(tight(value)) || piece.value === value)
  if (pieces.some((piece) => piece.third)) return false
  const clause = source.text.split(/[。！!？?;；\n]/).find((part) => tight(part).includes(tight(value))) ?? source.text
  if (ofOthers.test(clause)) return false
  if (field === 'name' || field === 'company' || field === 'address' || field === 'job') return true
  return holds.some((piece) => piece.kind === field)
}
