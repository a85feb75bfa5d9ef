import type { Reason, ThreadMessage } from '../../domain/index.ts'
import { promisesDeed } from '../promises/deeds.ts'
import { dueAt } from '../promises/due-date.ts'
import { signalLabels } from '../signals/kinds.ts'
import { clausesOf, plainText } from '../signals/plain-text.ts'
import { timeIn } from '../signals/times.ts'

const most = 5

/** By when the customer wants something, also where he only asks: 下周三前能发吗. What a reason quotes is not told twice. */
export const deadlinesIn = (messages: readonly ThreadMessage[], reasons: readonly Reason[]): string[] =>
  messages
    .filter((m) => m.role === 'customer' && m.kind === 'text')
    .flatMap((m) => clausesOf(plainText(m.text)).filter(({ text }) => isDeadline(text, m.sentAt)))
    .filter(({ text }) => !reasons.some(({ quote }) => quote?.includes(text)))
    .map(({ text }) => `${signalLabels.deadline}「${text}」`)
    .slice(-most)

/** His own promises stand among the promises. */
const isDeadline = (clause: string, saidAt: number): boolean =>
  timeIn(clause) === 'deadline' && dueAt(clause, saidAt) !== undefined && !promisesDeed(clause, 'customer')
