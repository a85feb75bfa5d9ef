import { isPlace, placePrefix } from '../../gazetteer/divisions.ts'
import { goodsIn } from '../../gazetteer/goods.ts'
import { isFrequentSurname, isTransliterated, nameShape, surnameLength } from '../../gazetteer/surnames.ts'
import { companySuffixOf, honorific, isCommonWord, isJob, strongCompanySuffix } from '../../gazetteer/words.ts'
import type { Offer } from '../field-state.ts'
import type { Row } from './row.ts'
import { mentionsIn } from './whose.ts'
import type { WordField, WordSpan } from './word-spans.ts'

/*
 * What speaks for or against a part of a message being the value of a field, as names of features: its characters, the
 * words beside it in its piece, the pieces around, what was asked and is known, and what the rules make of it.
 */

export function wordFeatures(row: Row, at: number, span: WordSpan, byRules: readonly Offer[]): Set<string> {
  const text = row.reads[at]?.piece.text ?? ''
  const value = text.slice(span.start, span.end)
  const place: Place = { left: text.slice(0, span.start), right: text.slice(span.end) }
  const form = formOf(span.field, value)
  return new Set([
    'bias',
    ...ofValue(span.field, value, form),
    ...withinPiece(place),
    ...aroundPiece(row, at, place, form),
    ...ofMessage(row, at, place, form),
    ...ofRules(span.field, value, byRules),
  ])
}

interface Place {
  left: string
  right: string
}

const suffixOf = (text: string): string => {
  const suffix = companySuffixOf(text) ?? ''
  return suffix === text ? '' : suffix
}

function titleOf(value: string): string {
  const title = honorific.exec(value.slice(surnameLength(value) || 1))?.[0] ?? ''
  return title !== '' && value.endsWith(title) ? title : ''
}

/** What the value looks like, in a word. */
function formOf(field: WordField, value: string): string {
  if (field === 'job') return isJob(value) ? 'job' : 'tail'
  if (field === 'company') {
    const suffix = suffixOf(value)
    const ending = strongCompanySuffix.test(value) ? 'strong' : suffix.length > 1 ? 'long' : suffix ? 'short' : 'none'
    return placePrefix(value) >= 2 ? `${ending} placed` : ending
  }
  if (/^[A-Za-z]/.test(value)) return 'latin'
  if (value.length === 1) return 'one'
  if (titleOf(value) !== '') return `titled ${surnameLength(value)}`
  if (value.length === 2 && /^[小老阿]/.test(value)) return `nick ${value[0]}`
  return `${nameShape(value)}${isFrequentSurname(value.slice(0, 1)) ? 'f' : surnameLength(value)}${value.length}`
}

function ofValue(field: WordField, value: string, form: string): string[] {
  const marked = `^${value}$`
  const { firms, homes } = field === 'job' ? { firms: 0, homes: 0 } : goodsIn(value)
  const title = titleOf(value)
  const suffix = suffixOf(value)
  return [
    `form ${form}`,
    `length ${Math.min(12, value.length)}`,
    ...(isCommonWord(value) ? ['common'] : []),
    ...(isPlace(value) ? ['place'] : []),
    ...(isTransliterated(value) ? ['by sound'] : []),
    ...(firms + homes > 0 ? ['goods'] : []),
    ...(title === '' ? [] : [`title ${title}`]),
    ...(suffix === '' ? [] : [`suffix ${suffix}`]),
    ...[...value].map((char) => `c ${char}`),
    ...Array.from({ length: marked.length - 1 }, (_, i) => `b ${marked.slice(i, i + 2)}`),
  ]
}

const lengths = [1, 2, 3]

function withinPiece({ left, right }: Place): string[] {
  const sideOf = (text: string) => (text.length > 6 ? 'long' : 'short')
  return [
    ...lengths.flatMap((n) => [`l ${(left || '^').slice(-n)}`, `r ${(right || '$').slice(0, n)}`]),
    ...(left === ''
      ? []
      : [`left ${isJob(left) ? 'job' : suffixOf(left) === '' ? sideOf(left) : 'firm'}`, `lead ${left.slice(0, 6)}`]),
    ...(right === '' ? [] : [`right ${isJob(right) ? 'job' : nameShape(right) >= 2 ? 'name' : sideOf(right)}`]),
  ]
}

const gapOf = (gap: string | undefined): string => {
  if (gap === undefined) return 'edge'
  if (gap.includes('\n')) return 'line'
  return gap.trim() === '' ? (gap === '' ? 'none' : 'space') : gap.trim().slice(0, 1)
}

function aroundPiece({ reads, kinds }: Row, at: number, { left, right }: Place, form: string): string[] {
  const piece = reads[at]?.piece
  const [before, after] = [reads[at - 1]?.piece, reads[at + 1]?.piece]
  const prev = left === '' ? (kinds[at - 1] ?? 'edge') : 'in'
  const next = right === '' ? (kinds[at + 1] ?? 'edge') : 'in'
  const behind = after?.kind === 'words' && right === '' ? after.text : ''
  const ahead = before && left === '' ? before.text : ''
  return [
    `prev ${prev}`,
    `next ${next}`,
    `both ${prev} ${next}`,
    `form prev ${form} ${prev}`,
    `form next ${form} ${next}`,
    `form both ${form} ${prev} ${next}`,
    `prev two ${kinds[at - 2] ?? 'edge'} ${prev}`,
    `next two ${next} ${kinds[at + 2] ?? 'edge'}`,
    `gap ${at === 0 ? 'edge' : gapOf(piece?.gap)}`,
    `gap next ${gapOf(after?.gap)}`,
    ...(ahead === ''
      ? []
      : [...lengths.map((n) => `p ${ahead.slice(-n)}`), ...(ahead.length <= 6 ? [`pw ${ahead}`] : [])]),
    ...(behind === ''
      ? []
      : [...lengths.map((n) => `q ${behind.slice(0, n)}`), ...(behind.length <= 6 ? [`qw ${behind}`] : [])]),
    ...(piece?.third ? ['third', `third ${prev}`] : []),
    ...(piece?.asked ? ['question'] : []),
  ]
}

const reach = 14

/** Of whom the words before and behind speak. */
function whoseMarks(said: string, behind: string, form: string): string[] {
  const before = mentionsIn(said)
  const [last, second] = [before.at(-1), before.at(-2)]
  const next = mentionsIn(behind.slice(0, reach))[0]
  const [lastOf, nextOf] = [last?.whose ?? 'nobody', next?.whose ?? 'nobody']
  const glued = last && last.end === said.length ? 'glued' : 'apart'
  return [
    `last ${lastOf} ${glued}`,
    `last ${lastOf} ${second?.whose ?? 'nobody'}`,
    `last ${lastOf} ${form}`,
    `next ${nextOf}`,
  ]
}

/** Words that tell of whom somebody speaks. */
const tellers =
  /他|她|朋友|同事|老板|领导|客户|推|介绍|叫|找|给|你们|退款|毕业|孩子|女儿|儿子|老婆|老公|司机|师傅|不是|以前|原来|我们|我/g

function ofMessage({ reads, kinds, known }: Row, at: number, { left, right }: Place, form: string): string[] {
  const part = `${left === '' ? '[' : '.'}${right === '' ? ']' : '.'}`
  const before = reads.slice(Math.max(0, at - 3), at).map((read) => read.piece.text)
  const said = before.join(' ').slice(-24) + left
  return [
    part,
    `mine ${kinds[at]} ${part}`,
    ...known.flatMap((mark) => [
      mark,
      `${mark} ${part}`,
      ...(/^(?:asked|pieces)/.test(mark) ? [`${mark} ${form}`] : []),
    ]),
    ...[...said.matchAll(tellers)].map(([word]) => `before ${word}`),
    ...whoseMarks(said, right + (reads[at + 1]?.piece.text ?? ''), form),
  ]
}

const otherFields = ['name', 'company', 'job', 'address'] as const

function ofRules(field: WordField, value: string, byRules: readonly Offer[]): string[] {
  const own = byRules.filter((offer) => offer.field === field)
  const same = own.find((offer) => offer.value === value)
  return [
    ...(same ? ['rule', `rule ${Math.floor(same.weight / 10)}`] : own.length === 0 ? ['no rule'] : ['other rule']),
    ...(same || !own.some((offer) => offer.value.includes(value)) ? [] : ['rule longer']),
    ...(same || !own.some((offer) => value.includes(offer.value)) ? [] : ['rule shorter']),
    ...otherFields
      .filter((other) => other !== field && byRules.some((o) => o.field === other))
      .map((other) => `found ${other}`),
  ]
}
