import { operations } from './catalogue.ts'
import type { Operation } from './types.ts'

/**
 * Operations in whose name, Chinese label, category or path every word of the query occurs, best first:
 * whole names before beginnings before mere mentions. An empty query finds all.
 */
export function findOperations(query: string): Operation[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return operations
    .map((operation) => ({ operation, rank: rankOf(operation, words) }))
    .filter(({ rank }) => rank !== undefined)
    .sort((a, b) => b.rank! - a.rank!)
    .map(({ operation }) => operation)
}

function rankOf(operation: Operation, words: readonly string[]): number | undefined {
  let total = 0
  for (const word of words) {
    const rank = wordRank(operation, word)
    if (rank === 0) return undefined
    total += rank
  }
  return total
}

function wordRank(operation: Operation, word: string): number {
  const name = operation.name.toLowerCase()
  const label = operation.label.toLowerCase()
  if (name === word || label === word) return 100
  if (name.startsWith(`${word}.`)) return 60
  if (name.split('.').includes(word)) return 50
  if (label.includes(word)) return 40
  if (name.includes(word)) return 30
  if (operation.path.toLowerCase().includes(word)) return 20
  return operation.category.toLowerCase().includes(word) ? 10 : 0
}
