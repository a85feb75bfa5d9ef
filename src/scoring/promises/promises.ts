import type { PromiseMade, ThreadMessage } from '../../domain/index.ts'
import { honestPart } from '../extract/planted.ts'
import { type Clause, clausesOf, plainText } from '../signals/plain-text.ts'
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
  return withPromises(
    known,
    fresh.map(({ text, due }) => ({ by: role, text, dueAt: due, messageId: id })),
  )
}

/** Said again, a promise counts once; the latest are kept. */
export const withPromises = (known: readonly PromiseMade[], fresh: readonly PromiseMade[]): PromiseMade[] =>
  fresh.reduce<PromiseMade[]>(
    (all, made) => {
      const others = all.filter((p) => p.by !== made.by || p.text !== made.text || p.dueAt !== made.dueAt)
      return [...others, made].slice(-maxPromises)
    },
    [...known],
  )

interface Found {
  text: string
  due: number
}

/** Dated promises of one message. */
export const promisesIn = (text: string, by: 'customer' | 'sales', saidAt: number): Found[] =>
  dated(clausesOf(text), saidAt, (clause) => promisesDeed(clause, by))

/** Clauses with a date and a deed, in one or in two: 周五给您报价; 周五下午, 我把报价发您. `asked`: questions count as well. */
export function dated(
  clauses: readonly Clause[],
  saidAt: number,
  isDeed: (clause: string) => boolean,
  asked = false,
): Found[] {
  const found: Found[] = []
  for (let i = 0; i < clauses.length; i += 1) {
    const clause = clauses[i]
    if (!clause || (clause.question && !asked)) continue
    const due = dueAt(clause.text, saidAt)
    if (due === undefined) continue
    if (isDeed(clause.text)) {
      found.push({ text: clause.text.slice(0, maxText), due })
      continue
    }
    const following = clauses[i + 1]
    const splits = clause.text.length <= maxDateAlone && following && (asked || !following.question)
    if (!splits || dueAt(following.text, saidAt) !== undefined || !isDeed(following.text)) continue
    found.push({ text: `${clause.text}，${following.text}`.slice(0, maxText), due })
    i += 1
  }
  return found
}
