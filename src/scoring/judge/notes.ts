import type { Assessment, Deadline, FollowUp, PromiseMade, Reason, ThreadMessage } from '../../domain/index.ts'
import { promiseText } from '../profile.ts'
import { signalLabels } from '../signals/kinds.ts'
import { doubts, wants } from '../summary/signal-groups.ts'
import { channelFor } from './channel.ts'
import { nextStep } from './next-step.ts'
import { splitNote } from './split-note.ts'
import { isWorthNote, offersIn, spokenIn } from './talk.ts'
import { templateFor, wording } from './template.ts'

type Templates = Readonly<Partial<Record<string, string>>>

/** What is known of the customer, and what the messages of the note say by themselves. */
interface Read {
  known: Assessment
  said: Assessment
}

/**
 * 洽谈进展 of a conversation that fell silent: what was wanted, offered, objected and promised, and what comes next.
 * It says that the bot wrote it; a model's prose has a line of its own and never stands for the words themselves.
 */
export function writeNotes(messages: readonly ThreadMessage[], read: Read, templates: Templates): FollowUp[] {
  const { known } = read
  if (!isWorthNote(messages)) return []
  const said = withContext(read, messages)
  const template = templateFor(messages, said)
  const channel = channelFor(messages, template)
  const now = messages.at(-1)?.sentAt ?? 0
  const reasons = said.reasons.filter(isIn(messages))
  const text = [
    `【微信记录·机器人整理】${templates[template] ?? wording[template]}`,
    known.summary ? `概要（模型整理）：${known.summary}` : '',
    section('需求', [...quotesOf(reasons, wants), ...deadlinesOf(said.deadlines?.filter(isIn(messages)), reasons)]),
    section('报价', offersIn(messages)),
    section('异议', quotesOf(reasons, doubts)),
    section('承诺', promisesOf(known.promises, messages, now).map(promiseText)),
    section('对话', spokenIn(messages), '\n'),
    `下一步：${nextStep(template, { ...known, optedOut: said.optedOut }, now)}`,
    `评分 ${known.score}`,
  ]
  return splitNote(text.filter(Boolean).join('\n')).map((part) => ({ text: part, template, channel }))
}

/** 好，安排吧 answers what was said before: what it was taken for there counts here too. */
const withContext = ({ known, said }: Read, messages: readonly ThreadMessage[]): Assessment => ({
  ...said,
  reasons: said === known ? said.reasons : [...said.reasons, ...known.reasons.filter(isIn(messages))],
})

function isIn(messages: readonly ThreadMessage[]) {
  const ids = new Set(messages.map((m) => m.id))
  return ({ messageId }: Pick<Reason, 'messageId'>): boolean => messageId !== undefined && ids.has(messageId)
}

const quotesOf = (reasons: readonly Reason[], signals: readonly string[]): string[] =>
  signals.flatMap((signal) =>
    reasons.flatMap((r) => (r.signal === signal && r.quote ? [`${r.label}「${r.quote}」`] : [])),
  )

/** What a reason quotes already is not told twice. */
const deadlinesOf = (deadlines: readonly Deadline[] = [], reasons: readonly Reason[]): string[] =>
  deadlines
    .filter(({ text }) => !reasons.some(({ quote }) => quote && (quote.includes(text) || text.endsWith(quote))))
    .map(({ text }) => `${signalLabels.deadline}「${text}」`)

/** Made in these messages, or still open. */
const promisesOf = (promises: readonly PromiseMade[], messages: readonly ThreadMessage[], now: number): PromiseMade[] =>
  promises.filter((p) => isIn(messages)(p) || (p.dueAt ?? 0) >= now)

function section(title: string, items: readonly string[], between = '；'): string {
  const unique = [...new Set(items.filter(Boolean))]
  if (unique.length === 0) return ''
  return `${title}：${between === '\n' ? '\n' : ''}${unique.join(between)}`
}
