import { labelBefore } from '../contacts/number-label.ts'
import type { Earlier, FieldState, Offer } from '../field-state.ts'
import type { Piece } from '../pieces.ts'
import type { ContactSpan } from './contact-spans.ts'
import { directMarks, mineMarks } from './direct-marks.ts'
import { idMarks } from './id-marks.ts'
import { personMarks } from './person-marks.ts'
import { type Mention, mentionsIn } from './whose.ts'

/** What is known of the message a number stands in. */
export interface Around {
  text: string
  state: FieldState
  pieces: readonly Piece[]
  spans: readonly ContactSpan[]
  mentions: readonly Mention[]
  /** Names he has given himself, here or before. */
  names: readonly string[]
  /** Marks that are the same for every number of the message. */
  shared: readonly string[]
}

/** Looks at the message once for all of its numbers. */
export const aroundOf = (
  text: string,
  state: FieldState,
  pieces: readonly Piece[],
  spans: readonly ContactSpan[],
  byRules: readonly Offer[],
): Around => ({
  text,
  state,
  pieces,
  spans,
  names: [
    ...(state.held.name ?? []).map(({ value }) => value),
    ...byRules.filter(({ field }) => field === 'name').map(({ value }) => value),
  ],
  mentions: spans.length === 0 ? [] : mentionsIn(text),
  shared: spans.length === 0 ? [] : earlierMarks(state.earlier ?? {}),
})

const leftWindow = 24
const rightWindow = 14

const tellers =
  /他|她|朋友|同事|老板|领导|客户|推|介绍|叫|找|给|你们?|您|孩子|女儿|儿子|老婆|老公|爱人|妈|爸|司机|师傅|门卫|保安|仓库|会计|财务|快递|物流|订单|单号|之前|以前|原来|旧|换|新|不是|别|打错|停|我们|我|本人|自己|店里|厂里|公司|家里|单位|办公室|前台|学校|隔壁|联系|别打|不接|来定|收货|出差|到了|这单|这个单|没到|签收|不在/g

const labels =
  /手机|电话|微信|微(?!信)|薇|威信|v信|vx|wx|(?<![a-z])v(?![a-z])|wechat|qq|扣扣|企鹅|(?<![a-z])q(?![a-z])|座机|固话|办公|总机|传真|邮箱|联系|号码|订单|单号|卡号|账号|税号|执照|身份证|编号|型号|密码|群|搜|加我|加|打|拨|tel|mob|同号|id/gi

const near = (distance: number): string => (distance === 0 ? '0' : distance <= 3 ? '3' : distance <= 8 ? '8' : 'far')

function formOf({ field, value, place }: ContactSpan): string {
  if (place) return `place ${Math.min(8, place.points)}${place.placed ? ' placed' : ''}`
  if (field !== 'wechatId') return `n${value.replace(/\D/g, '').length}`
  const marks = [/\d/, /[_-]/, /\./, /[A-Z]/].map((mark) => (mark.test(value) ? 'y' : 'n'))
  return `id ${marks.join('')}${/^[A-Z]{1,6}[-_]?\d/.test(value) ? ' code' : ''}`
}

function shapeOf(span: ContactSpan, written: string): string[] {
  const { field, value, piece } = span
  const head = field === 'mobile' || field === 'phone' || field === 'qq' ? 1 : 2
  return [
    'bias',
    `form ${formOf(span)}`,
    `kind ${piece?.kind ?? 'none'}`,
    `starts ${value.slice(0, head).toLowerCase()}`,
    ...(field === 'address' ? [`ends ${value.slice(-1)}`, `length ${Math.min(6, value.length >> 2)}`] : []),
    ...(/[零〇一二三四五六七八九幺壹贰叁]/.test(written) ? ['spelt'] : []),
    ...(/\d[ -]\d/.test(written) ? ['in groups'] : []),
    ...(piece?.span?.labelled ? ['labelled', `labelled ${piece.kind}`] : []),
    ...(piece?.third ? ['third', `third ${piece.kind}`] : []),
  ]
}

const reach = 48

/** Of whom the words around a number speak. */
interface Beside {
  last: Mention | undefined
  second: Mention | undefined
  next: Mention | undefined
}

/** The last two mentions before a number and the first one behind it. */
function mentionsBy(mentions: readonly Mention[], { start, end }: ContactSpan): Beside {
  const before = mentions.filter((m) => m.end <= start && m.end > start - reach)
  const next = mentions.find((m) => m.start >= end && m.start < end + rightWindow)
  return { last: before.at(-1), second: before.at(-2), next }
}

/** Whose words stand nearest before and behind, and of whom other numbers of the kind speak. */
function ownerMarks({ text, spans, mentions }: Around, span: ContactSpan, floor: number, by: Beside): string[] {
  const nearest = (s: ContactSpan): Mention | undefined => mentionsBy(mentions, s).last
  const { last, second, next } = by
  const within = last && last.end >= floor ? 'here' : 'past'
  const since = text.slice(last?.end ?? 0, span.start)
  const gap = /\n/.test(since) ? 'line' : /[,，。;；、]/.test(since) ? 'clause' : /\s/.test(since) ? 'space' : 'glued'
  const rivals = spans.filter((s) => s !== span && s.field === span.field && s.value !== span.value)
  const lastOf = last?.whose ?? 'nobody'
  const nextOf = next?.whose ?? 'nobody'
  return [
    `last ${lastOf}`,
    `last ${lastOf} ${within}`,
    `last ${lastOf} ${gap}`,
    `last ${lastOf} ${second?.whose ?? 'nobody'}`,
    `next ${nextOf}`,
    `next ${nextOf} ${next && next.start - span.end <= 3 ? 'near' : 'far'}`,
    `between ${lastOf} ${nextOf}`,
    ...mineMarks(text, span.start),
    ...(last ? [...mentionMarks(text, last, since), ...directMarks(text, last, span.start)] : []),
    ...(next ? [`next word ${text.slice(next.start, next.end)}`] : []),
    ...rivals.flatMap((rival) => [
      `rival ${nearest(rival)?.whose ?? 'nobody'}`,
      `rival ${nearest(rival)?.whose ?? 'nobody'} ${lastOf}`,
    ]),
  ]
}

/** The word that tells of whom it is, what leads to it and what stands between it and the number. */
function mentionMarks(text: string, { whose, start, end }: Mention, since: string): string[] {
  const word = text.slice(start, end)
  const lead = [1, 2].map((n) => text.slice(Math.max(0, start - n), start))
  return [
    `last word ${word}`,
    ...lead.flatMap((led) => [`led ${led}`, `led ${led} ${whose}`]),
    ...(since.length <= 5 ? [`since ${since} ${whose}`] : []),
  ]
}

/** Who is named before it together with who is spoken of behind it, and what its label names. */
function besideMarks({ last, next }: Beside, named: string, person: string): string[] {
  const [lastOf, nextOf] = [last?.whose ?? 'nobody', next?.whose ?? 'nobody']
  return [`${person} next ${nextOf}`, `${person} last ${lastOf}`, `${person} ${lastOf} ${nextOf}`, `named ${named}`]
}

/** Whether a number of the kind is known already, by itself and with who is named here. */
const knownMarks = (known: string, lastOf: string, person: string): string[] => [
  `known ${known}`,
  `known ${known} last ${lastOf}`,
  `known ${known} ${person}`,
]

/** So much of a question tells what it asks for. */
const questionEnd = 14

/** How the messages before ended. */
function earlierMarks({ said = '', asked = '' }: Earlier): string[] {
  return [
    ...wordsOf('said', said),
    ...wordsOf('was asked', asked),
    ...pairsOf(asked.slice(-questionEnd)).map((pair) => `ab ${pair}`),
    `said of ${mentionsIn(said).at(-1)?.whose ?? 'nobody'}`,
    `was asked of ${mentionsIn(asked).at(-1)?.whose ?? 'nobody'}`,
  ]
}

function wordsOf(side: string, text: string): string[] {
  return [...text.matchAll(tellers)].map(([word]) => `${side} ${word}`)
}

/**
 * What speaks for or against a number being the writer's own, as names of features: each as such and for its kind of
 * number, so that what tells of whose it is counts for all kinds. `isRetired`: it is named only to be struck out.
 */
export const contactFeatures = (around: Around, span: ContactSpan, isRetired: boolean): string[] =>
  [...marksOf(around, span, isRetired)].flatMap((mark) => [mark, `${span.field}: ${mark}`])

function marksOf(around: Around, span: ContactSpan, isRetired: boolean): Set<string> {
  const { text, state, pieces, spans } = around
  const { field, value, start, end } = span
  const before = text.slice(Math.max(0, start - leftWindow), start)
  const floor = Math.max(0, ...spans.filter((s) => s.end <= start).map((s) => s.end))
  const clause = text.slice(Math.max(floor, start - leftWindow), start)
  const after = text.slice(end, end + rightWindow)
  const ceiling = Math.min(text.length, ...spans.filter((s) => s.start >= end).map((s) => s.start))
  const rest = text.slice(end, Math.min(ceiling, end + rightWindow))
  const left = [...clause.toLowerCase().matchAll(labels)].at(-1)
  const right = [...rest.toLowerCase().matchAll(labels)][0]
  const alike = spans.filter((s) => s.field === field)
  const named = personMarks(clause, around.names)
  const [person = ''] = named
  const own = state.held[field] ?? []
  const by = mentionsBy(around.mentions, span)
  const lastOf = by.last?.whose ?? 'nobody'
  const alone = text.trim().length === end - start
  return new Set([
    ...shapeOf(span, text.slice(start, end)),
    ...ownerMarks(around, span, floor, by),
    ...named,
    ...idMarks(span, left?.[0], lastOf, alone),
    ...besideMarks(by, labelBefore(text, start, floor) ?? 'nothing', person),
    ...around.shared,
    ...[1, 2, 3, 4].flatMap((n) => [`l ${`^${before}`.slice(-n)}`, `r ${`${after}$`.slice(0, n)}`]),
    ...pairsOf(clause).map((pair) => `lb ${pair}`),
    ...pairsOf(rest).map((pair) => `rb ${pair}`),
    ...wordsOf('before', text.slice(Math.max(0, start - 60), start)),
    ...wordsOf('close', clause),
    ...wordsOf('after', rest),
    ...wordsOf('later', text.slice(end, end + 48)),
    left ? `label ${left[0]}` : 'no label',
    ...(left ? [`label ${left[0]} ${near(clause.length - left.index - left[0].length)}`] : []),
    ...(right ? [`label after ${right[0]} ${near(right.index)}`] : []),
    `alike ${Math.min(3, alike.length)} ${Math.min(2, alike.indexOf(span))}`,
    ...(alone ? ['alone'] : []),
    `lines ${Math.min(3, text.split('\n', 4).length)}`,
    ...(text.slice(0, start).includes('\n') ? ['below'] : []),
    ...[...new Set(spans.map((s) => s.field))].filter((f) => f !== field).map((f) => `with ${f}`),
    ...(pieces.some((p) => p.kind === 'email') ? ['with email'] : []),
    ...Object.keys(state.asked).map((asked) => `asked ${asked}`),
    ...knownMarks(own.some((h) => h.value === value) ? 'same' : own.length > 0 ? 'other' : 'none', lastOf, person),
    ...(isRetired ? ['retired'] : []),
    ...(state.foreign.includes(value) ? ['foreign'] : []),
    ...(state.announced ? [`announced ${state.announced.field}`] : []),
    ...(state.expectThird ? ['expects third'] : []),
    ...(state.correcting ? ['correcting'] : []),
  ])
}

/** Pairs of neighbours among the characters. */
function pairsOf(text: string): string[] {
  const chars = text.toLowerCase()
  return Array.from({ length: Math.max(0, chars.length - 1) }, (_, i) => chars.slice(i, i + 2))
}
