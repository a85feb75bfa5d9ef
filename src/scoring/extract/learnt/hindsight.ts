import type { LearntField, LearntOf } from './fields.ts'
import { fieldModel, likelihoodOf, sumOf } from './model.ts'
import { mentionsIn } from './whose.ts'

/*
 * What is said next tells of whose a value was: 啊那是我同事的, 好的张总, a second number. The model that weighs a part
 * when it is said has weights for the words that follow as well. They are added up as they come: a few
 * numbers per value, whatever the length of the thread.
 */

export interface Hindsight {
  /** Log odds in the model's units: as it was said, and what came since. */
  sum: number
  /** His messages since that were listened to. */
  heard: number
  /** Our side has answered. */
  answered?: boolean
  /** Said of himself in so many words. */
  outright?: boolean
}

/** So many of his messages are listened to, and one of ours. */
export const mostHeard = 2
const longest = 60
/** The beginning of a message is weighed by its characters. */
const opening = 18

const tellers =
  /他|她|朋友|同事|老板|领导|客户|推|介绍|叫|找|给|你们?|您|孩子|女儿|儿子|老婆|老公|爱人|妈|爸|司机|师傅|门卫|保安|仓库|会计|财务|快递|物流|订单|单号|之前|以前|原来|旧|换|新|不是|别|打错|停|我们|我|本人|自己|店里|厂里|公司|家里|单位|办公室|前台|学校|隔壁|联系|不接|来定|收货|出差|到了|这单|这个单|没到|签收|不在|微信|电话|手机|qq|加|打|发|搞错|认错|谢谢|好的|打扰|不用|不要/g

const pairsOf = (side: string, text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => `${side} ${text.slice(i, i + 2)}`)

const wordsOf = (side: string, text: string): string[] => [...text.matchAll(tellers)].map(([word]) => `${side} ${word}`)

/** What his `nth` message (0 or 1) after a value says of it. */
export function nextMarks(said: string, nth: number, value: string): string[] {
  const text = said.slice(0, longest)
  const mentions = mentionsIn(text)
  const side = `then${nth}`
  return [
    ...wordsOf(side, text),
    ...wordsOf('then', text),
    `${side} of ${mentions[0]?.whose ?? 'nobody'}`,
    `${side} ends of ${mentions.at(-1)?.whose ?? 'nobody'}`,
    `${side} ^${text.slice(0, 2)}`,
    `${side} ^${text.slice(0, 3)}`,
    ...(nth === 0 ? pairsOf('tb', text.slice(0, opening)) : []),
    ...(nth === 0 ? mentions.map(({ start, end }) => `then word ${text.slice(start, end)}`) : []),
    ...(text.includes(value) ? ['then same'] : []),
    ...(/1[3-9]\d{9}/.test(text.replace(/[ -]/g, '')) ? ['then mobile'] : []),
    ...(/\d{5,}/.test(text) ? ['then digits'] : []),
    ...(/[a-z]{2,}/i.test(text) ? ['then latin'] : []),
  ]
}

/** What our answer to a value says of it. */
export function answerMarks(said: string): string[] {
  const text = said.slice(0, longest)
  return [
    ...wordsOf('reply', text),
    `reply of ${mentionsIn(text)[0]?.whose ?? 'nobody'}`,
    `reply ^${text.slice(0, 2)}`,
    ...pairsOf('yb', text.slice(0, opening)),
  ]
}

/** That nothing, or so little, was said since. */
export const restMarks = ({ heard, answered }: Pick<Hindsight, 'heard' | 'answered'>): string[] => [
  'since',
  `since ${heard}`,
  ...(answered ? [] : ['no reply']),
]

/** Ways to reach somebody share one model: every mark counts for all and for its kind. */
export const marksFor = (of: LearntOf, field: LearntField, marks: readonly string[]): string[] =>
  of === 'contact' ? marks.flatMap((mark) => [mark, `${field}: ${mark}`]) : [...marks]

const ofField = (field: LearntField): LearntOf =>
  field === 'name' || field === 'company' || field === 'job' ? field : 'contact'

const weigh = (field: LearntField, marks: readonly string[]): number =>
  sumOf(fieldModel(), ofField(field), marksFor(ofField(field), field, marks))

/** After one more message of his. */
export const afterNext = (field: LearntField, value: string, known: Hindsight, text: string): Hindsight =>
  known.heard >= mostHeard
    ? known
    : { ...known, heard: known.heard + 1, sum: known.sum + weigh(field, nextMarks(text, known.heard, value)) }

/** After our answer. */
export const afterAnswer = (field: LearntField, known: Hindsight, text: string): Hindsight =>
  known.answered ? known : { ...known, answered: true, sum: known.sum + weigh(field, answerMarks(text)) }

/** How likely it is his, 0–1, as of now. */
export const likelyInHindsight = (field: LearntField, known: Hindsight): number =>
  likelihoodOf(fieldModel(), known.sum + weigh(field, restMarks(known)))
