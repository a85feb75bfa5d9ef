import type { Cursors, Judge, Rotation, Routing } from '../domain/index.ts'
import { bandOf } from '../domain/index.ts'

export type Turn = Omit<Routing, 'rotation'>
interface Given {
  key: string
  score: number
  routing: Turn
}
interface Saved {
  counts: Rotation
  given: Given[]
}

export interface RotationBook {
  /** Whose turn it is. Asked again for the same thread or lead (after a crash), the answer is the same and counts once. */
  give(key: string, score: number, accountId: string): Promise<Turn>
  /** Who would be next, without counting. */
  peek(score: number, accountId: string): Routing
}

const cursorName = 'rotation'
// Only leads between this write and their own commit need it: a handful.
const remembered = 50

/** Round-robin over the pools, persisted before it is used. */
export function createRotation(judge: Judge, cursors: Cursors): RotationBook {
  const empty: Saved = { counts: {}, given: [] }
  const load = (): Saved => cursors.get<Saved>(cursorName) ?? empty
  return {
    give: (key, score, accountId) =>
      cursors.change<Saved, Turn>(cursorName, (before) => {
        const saved = before ?? empty
        const known = saved.given.find((given) => given.key === key && bandOf(given.score) === bandOf(score))
        if (known) return { value: saved, result: known.routing }
        const { rotation, ...routing } = judge.route(score, accountId, saved.counts)
        const given = [...saved.given, { key, score, routing }].slice(-remembered)
        return { value: { counts: rotation, given }, result: routing }
      }),
    peek: (score, accountId) => judge.route(score, accountId, load().counts),
  }
}
