import type { Deadline, ThreadMessage } from '../../domain/index.ts'
import { honestPart } from '../extract/planted.ts'
import { clausesOf, plainText } from '../signals/plain-text.ts'
import { timeIn } from '../signals/times.ts'
import { promisesDeed } from './deeds.ts'
import { dueAt } from './due-date.ts'

const most = 5
const maxText = 60
/** 下周五之前要: what it is about stands before it. */
const dateAlone = 10

/** By when the customer wants something, also where he only asks: 下周三前能发吗. Bounded, the latest kept. */
export function foldDeadlines(known: readonly Deadline[], message: ThreadMessage): readonly Deadline[] {
  const { kind, role, sentAt, id } = message
  if (kind !== 'text' || role !== 'customer') return known
  const clauses = clausesOf(honestPart(plainText(message.text)))
  const fresh = clauses.flatMap(({ text }, i): Deadline[] => {
    const due = timeIn(text) === 'deadline' ? dueAt(text, sentAt) : undefined
    // His own promises are kept as such.
    if (due === undefined || promisesDeed(text, 'customer')) return []
    const before = text.length <= dateAlone ? clauses[i - 1]?.text : undefined
    return [{ text: [before, text].filter(Boolean).join('，').slice(-maxText), dueAt: due, messageId: id }]
  })
  return fresh.length === 0 ? known : [...known, ...fresh].slice(-most)
}
