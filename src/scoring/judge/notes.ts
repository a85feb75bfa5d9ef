import type { Assessment, FollowUp, PromiseMade, Reason, ThreadMessage } from '../../domain/index.ts'
import { standsOnField } from '../../domain/index.ts'
import { promiseText } from '../profile.ts'
import { doubts, wants } from '../summary/signal-groups.ts'
import { channelFor } from './channel.ts'
import { nextStep } from './next-step.ts'
import { splitNote } from './split-note.ts'
import { offersIn, spokenIn } from './talk.ts'
import { templateFor, wording } from './template.ts'

type Templates = Readonly<Partial<Record<string, string>>>

/**
 * 洽谈进展 of a conversation that fell silent: what was wanted, offered, objected and promised, and what comes next.
 * It says that the bot wrote it; a model's prose has a line of its own and never stands for the words themselves.
 */
export function writeNotes(messages: readonly ThreadMessage[], a: Assessment, templates: Templates): FollowUp[] {
  const template = templateFor(messages, a)
  const channel = channelFor(messages, template)
  const now = messages.at(-1)?.sentAt ?? 0
  const reasons = ofStretch(a.reasons, messages)
  const text = [
    `【微信记录·机器人整理】${templates[template] ?? wording[template]}`,
    a.summary ? `概要（模型整理）：${a.summary}` : '',
    section('需求', quotesOf(reasons, wants)),
    section('报价', offersIn(messages)),
    section('异议', quotesOf(reasons, doubts)),
    section('承诺', promisesOf(a.promises, messages, now).map(promiseText)),
    section('对话', spokenIn(messages), '\n'),
    `下一步：${nextStep(template, a, now)}`,
    `评分 ${a.score}`,
  ]
  return splitNote(text.filter(Boolean).join('\n')).map((part) => ({ text: part, template, channel }))
}

/** What was said in these messages; where nothing of it was, what was said before still describes him. */
function ofStretch(reasons: readonly Reason[], messages: readonly ThreadMessage[]): readonly Reason[] {
  const ids = new Set(messages.map((m) => m.id))
  const here = reasons.filter((reason) => reason.messageId !== undefined && ids.has(reason.messageId))
  return here.some((reason) => !standsOnField(reason)) ? here : reasons
}

const quotesOf = (reasons: readonly Reason[], signals: readonly string[]): string[] =>
  signals.flatMap((signal) =>
    reasons.flatMap((r) => (r.signal === signal && r.quote ? [`${r.label}「${r.quote}」`] : [])),
  )

/** Made in these messages, or still open. */
function promisesOf(promises: readonly PromiseMade[], messages: readonly ThreadMessage[], now: number): PromiseMade[] {
  const ids = new Set(messages.map((m) => m.id))
  return promises.filter((p) => ids.has(p.messageId) || (p.dueAt ?? 0) >= now)
}

function section(title: string, items: readonly string[], between = '；'): string {
  const unique = [...new Set(items.filter(Boolean))]
  if (unique.length === 0) return ''
  return `${title}：${between === '\n' ? '\n' : ''}${unique.join(between)}`
}
