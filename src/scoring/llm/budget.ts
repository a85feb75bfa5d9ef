import type { Cursors } from '../../domain/index.ts'
import type { Clock } from '../../shared/clock.ts'

/** Tokens of one day. */
export interface Budget {
  /** Sets tokens aside for a call; false when the day's are used up. */
  reserve(tokens: number): boolean
  /** Replaces what was set aside by what the call took. */
  settle(reserved: number, used: number): void
  /** Used and set aside today. */
  today(): number
}

const cursor = 'llm_tokens'
const shanghaiMs = 8 * 3_600_000
const dayMs = 86_400_000

interface Spent {
  day: number
  tokens: number
}

/** Counts by the Shanghai calendar; `cursors` keeps the count over a restart. */
export function createBudget(options: {
  dailyTokens: number
  clock: Clock
  cursors?: Pick<Cursors, 'get' | 'set'>
}): Budget {
  const { clock, cursors, dailyTokens } = options
  let spent: Spent = { day: 0, tokens: 0 }
  const today = () => {
    const day = Math.floor((clock.now() + shanghaiMs) / dayMs)
    if (spent.day !== day) spent = { day, tokens: 0 }
    // Somebody else who asks on the same account may have counted further.
    const kept = cursors?.get<Spent>(cursor)
    if (kept?.day === day && kept.tokens > spent.tokens) spent = { day, tokens: kept.tokens }
    return spent
  }
  return {
    reserve(tokens) {
      const now = today()
      if (now.tokens + tokens > dailyTokens) return false
      now.tokens += tokens
      return true
    },
    settle(reserved, used) {
      const now = today()
      now.tokens = Math.max(0, now.tokens - reserved + used)
      // A count that could not be kept costs a few tokens after a restart, nothing else.
      void cursors?.set(cursor, { ...now }).catch(() => undefined)
    },
    today: () => today().tokens,
  }
}

/** Without the server's word: about a token for each Chinese character, four Latin letters to one. */
export function estimateTokens(text: string): number {
  const wide = text.match(/[\u0300-\uffff]/g)?.length ?? 0
  return Math.ceil(wide + (text.length - wide) / 3)
}
