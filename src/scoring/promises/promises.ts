import type { PromiseMade, ThreadMessage } from '../../domain/index.ts'
import { honestPart } from '../extract/planted.ts'
import { clausesOf, plainText } from '../signals/plain-text.ts'
import { promisesDeed } from './deeds.ts'
import { dueAt } from './due-date.ts'

const maxPromises = 20
const maxText = 60
/** A date that stands by itself belongs to the deed before or after it: 报价单, 周五给您. */
const maxDateAlone = 10

/** Words about the future with a date and a deed: 周五给您报价, 名单下午给. Bounded, the latest kept. */
export function foldPromises(known: readonly PromiseMade[], message: ThreadMessage): PromiseMade[] {
  const { kind, role, sentAt, id } = message
  if (kind !== 'text' || role === 'other') return [...known]
  const fresh = promisesIn(honestPart(plainText(message.text)), role, sentAt)
  return fresh.reduce(
    (all, { text, due }) => {
      const made: PromiseMade = { by: role, text, dueAt: due, messageId: id }
      const again = all.filter((p) => p.by !== role || p.text !== text || p.dueAt !== due)
      return [...again, made].slice(-maxPromises)
    },
    [...known],
  )
}

interface Found {
  text: string
  due: number
}

/** Dated promises of one message. */
export function promisesIn(text: string, by: 'customer' | 'sales', saidAt: number): Found[] {
  const clauses = clausesOf(text)
  const found: Found[] = []
  for (let i = 0; i < clauses.length; i += 1) {
    const clause = clauses[i]
    if (!clause || clause.question) continue
    const due = dueAt(clause.text, saidAt)
    if (due === undefined) continue
    if (promisesDeed(clause.text, by)) {
      found.push({ text: clause.text.slice(0, maxText), due })
      continue
    }
    // 周五下午, 我把报价发您
    const following = clauses[i + 1]
    const splits = clause.text.length <= maxDateAlone && following && !following.question
    if (!splits || dueAt(following.text, saidAt) !== undefined || !promisesDeed(following.text, by)) continue
    found.push({ text: `${clause.text}，${following.text}`.slice(0, maxText), due })
    i += 1
  }
  return found
}
