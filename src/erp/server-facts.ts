import type { Operation } from './catalogue/index.ts'
import { decode, type RawAnswer } from './wire/answer.ts'
import { isObject, numberOf, pick, pickObject } from './wire/json.ts'

/** What the answers so far tell of the server itself. */
export interface ServerFacts {
  /** Its clock less ours, ms, to the second; positive = it is ahead. Absent: it does not say. */
  clockAheadMs?: number
  /** How the mobile family refuses: by its status, or with status 0 and words alone. Absent: it has refused nothing yet. */
  refusals?: 'status' | 'text'
}

export interface FactsKeeper {
  saw(operation: Pick<Operation, 'family'>, answer: RawAnswer, outcome: string, now: number): void
  facts(): ServerFacts
}

/** Keeps the latest of each fact. */
export function createFactsKeeper(): FactsKeeper {
  let facts: ServerFacts = {}
  return {
    saw({ family }, answer, outcome, now) {
      const date = Date.parse(String(answer.headers.date ?? ''))
      if (!Number.isNaN(date)) facts = { ...facts, clockAheadMs: Math.round((date - now) / 1_000) * 1_000 }
      if (family === 'mobile' && outcome === 'refused') facts = { ...facts, refusals: formOfRefusal(answer) }
    },
    facts: () => facts,
  }
}

function formOfRefusal({ bytes }: RawAnswer): 'status' | 'text' {
  const decoded = decode(bytes)
  const json = decoded.kind === 'json' && isObject(decoded.value) ? decoded.value : {}
  return numberOf(pick(pickObject(json, 'header'), 'status')) === 0 ? 'text' : 'status'
}
