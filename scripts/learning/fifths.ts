import type { ThreadMessage } from '../../src/domain/index.ts'
import { type Gold, measure, reportLines } from '../../src/scoring/measure/index.ts'
import { scoreThread } from '../../src/scoring/score-thread.ts'

/** A thread with what it should be read as. */
export interface GoldThread {
  id: string
  gold: Gold
  messages: ThreadMessage[]
}

const folds = 5

/** Prints how each fifth of the examples that `counts` is read by what `teach` learns from the other four. */
export function checkInFifths<T extends GoldThread>(
  examples: readonly T[],
  teach: (others: readonly T[]) => void,
  counts: (example: T) => boolean = () => true,
): void {
  const judged = Array.from({ length: folds }, (_, fold) => {
    const isApart = (_example: T, i: number) => i % folds === fold
    teach(examples.filter((example, i) => !isApart(example, i)))
    return examples
      .filter((example, i) => isApart(example, i) && counts(example))
      .map(({ id, gold, messages }) => ({ id, gold, ...scoreThread(messages) }))
  }).flat()
  console.log(`${judged.length} 个对话，分五份轮流`)
  for (const line of reportLines(measure(judged))) console.log(line)
}

/** What occurs in at least `fewest` of the lists, in order, with how often it does. */
export function vocabularyOf(lists: Iterable<Iterable<string>>, fewest: number): Map<string, number> {
  const counts = new Map<string, number>()
  for (const list of lists) for (const word of list) counts.set(word, (counts.get(word) ?? 0) + 1)
  return new Map([...counts].filter(([, count]) => count >= fewest).sort(([a], [b]) => (a < b ? -1 : 1)))
}
