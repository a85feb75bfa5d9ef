import { gramsOf, type Speaker } from './grams.ts'
import { lines, questions, type WordingModel, wordingModel } from './model.ts'

/** The customer's message that speaks most for or against a lead. */
export interface Pull {
  by: number
  messageId: string
  quote: string
}

/** All that the second opinion remembers of a thread: sums, never words but two quotes. Plain JSON, bounded. */
export interface WordingState {
  /** Weight of the grams met so far, per question; older messages count less. */
  sums: number[]
  /** How many grams that was. */
  count: number
  /** The last messages by their beginning: the same words again add nothing. */
  said: string[]
  pro?: Pull
  con?: Pull
}

const nought = () => Array.from({ length: questions }, () => 0)

export const emptyWording = (): WordingState => ({ sums: nought(), count: 0, said: [] })

/** What is left of a message's weight with every further one. */
export const kept = 0.93
const remembered = 8
const maxQuote = 80
const fewest = 10
/** 在吗, 好的, 谢谢: say neither this nor that. */
const mute =
  /^(?:在|在吗|在么|在不|在不在|有人吗|你好|您好|hi|hello|哈喽|嗯+|哦+|好的?|好吧|行|可以|ok|收到|谢谢|辛苦了?)?[\s?？。!！~,，.…]*$/i

const keyOf = (speaker: Speaker, text: string) => `${speaker[0]}${text.length}${text.slice(0, 24)}`

/** The words of this message have not been counted and say something. */
export const counts = (said: readonly string[], speaker: Speaker, text: string): boolean =>
  !mute.test(text.trim()) && !said.includes(keyOf(speaker, text))

export const remember = (said: readonly string[], speaker: Speaker, text: string): string[] =>
  [...said, keyOf(speaker, text)].slice(-remembered)

/** Pure: the wording of one message folded in. `text`: as it may be read, without instructions to machines. */
export function foldWording(
  state: WordingState,
  message: { id: string; speaker: Speaker; text: string },
  model: WordingModel = wordingModel(),
): WordingState {
  const { speaker, text } = message
  if (!counts(state.said, speaker, text)) return state
  const own = weigh(gramsOf(speaker, text), model)
  const next: WordingState = {
    ...state,
    sums: state.sums.map((sum, line) => round(sum * kept + (own.sums[line] ?? 0))),
    count: round(state.count * kept + own.count),
    said: remember(state.said, speaker, text),
  }
  if (speaker === 'customer' && own.count > 0) {
    const by = round((own.sums[1] ?? 0) / Math.sqrt(own.count))
    const pull: Pull = { by, messageId: message.id, quote: text.slice(0, maxQuote) }
    if (by > (next.pro?.by ?? 0)) next.pro = pull
    if (by < (next.con?.by ?? 0)) next.con = pull
  }
  return next
}

function weigh(grams: Iterable<string>, { grams: weights, unit }: WordingModel): { sums: number[]; count: number } {
  const sums = nought()
  let count = 0
  for (const gram of grams) {
    const weight = weights.get(gram)
    if (!weight) continue
    count += 1
    for (let line = 0; line < sums.length; line += 1) sums[line] = (sums[line] ?? 0) + (weight[line] ?? 0) * unit
  }
  return { sums, count }
}

const round = (n: number) => Math.round(n * 1e4) / 1e4

export interface Likely {
  /** That the thread is above each of `lines`, falling. */
  above: number[]
  /** That an organisation buys. */
  organisation: number
}

/** How likely each question is to be answered with yes; undefined where there are too few words to tell. */
export function likelihoods(
  { sums, count }: WordingState,
  marks: ReadonlyMap<string, number>,
  { bias, grams, unit }: WordingModel = wordingModel(),
): Likely | undefined {
  if (count < fewest) return undefined
  const logits = sums.map((sum, question) => sum / Math.sqrt(count) + (bias[question] ?? 0))
  for (const [mark, value] of marks) {
    grams.get(mark)?.forEach((weight, question) => {
      logits[question] = (logits[question] ?? 0) + weight * unit * value
    })
  }
  const yes = logits.map((logit) => 1 / (1 + Math.exp(-logit)))
  let before = 1
  const above = yes.slice(0, lines.length).map((p) => {
    before = Math.min(before, p)
    return before
  })
  return { above, organisation: yes[lines.length] ?? 0.5 }
}
