import { type LoginTrouble, loginTroubleText } from '../domain/index.ts'
import type { Clock } from '../shared/clock.ts'
import type { WatchedCall } from './calls.ts'

/** Whether something is well, and why not, in Chinese. */
export interface Check {
  ok: boolean
  text: string
}

/** What the ERP's answers to our ordinary calls say about it. */
export interface Reach {
  heard(call: WatchedCall): void
  check(): Check
  /** Failed often enough, for long enough, that an operator should know. */
  away(): boolean
  /** Logged in and answering, as of the last call. */
  well(): boolean
  /** Why the login was refused or unclear, as of the last one. */
  lockedOut(): LoginTrouble | undefined
  /** Time since the last call that left, or since the beginning, ms. */
  silentMs(): number
}

/** One lost call says little. */
const failuresInRow = 3
const awayAfterMs = 20_000
/** An answer older than this says nothing about now. */
const staleMs = 10 * 60_000

export function createReach(clock: Clock): Reach {
  let heardAt = clock.now()
  let answeredAt: number | undefined
  let failingSince: number | undefined
  let failures = 0
  let refused: LoginTrouble | undefined

  const heard = ({ operation, outcome, code = '', message = '' }: WatchedCall): void => {
    if (outcome === 'not_allowed') return
    heardAt = clock.now()
    if (outcome === 'unreachable' || outcome === 'unknown') {
      failures++
      failingSince ??= heardAt
      return
    }
    failures = 0
    failingSince = undefined
    answeredAt = heardAt
    if (operation === 'login') refused = outcome === 'ok' ? undefined : { code, words: message }
    else if (outcome === 'ok') refused = undefined
  }

  function check(): Check {
    const now = clock.now()
    if (refused) return { ok: false, text: loginTroubleText(refused) }
    if (failures >= failuresInRow) return { ok: false, text: `ERP 连续 ${failures} 次没有应答` }
    if (answeredAt === undefined) return { ok: false, text: 'ERP 还没有应答过' }
    const minutes = Math.round((now - answeredAt) / 60_000)
    if (now - answeredAt > staleMs) return { ok: false, text: `ERP ${minutes} 分钟没有应答` }
    return { ok: true, text: minutes < 1 ? 'ERP 刚刚应答' : `ERP ${minutes} 分钟前应答` }
  }

  return {
    heard,
    check,
    away: () => failures >= failuresInRow && failingSince !== undefined && clock.now() - failingSince >= awayAfterMs,
    lockedOut: () => refused,
    well: () => check().ok && failures === 0,
    silentMs: () => Math.max(0, clock.now() - heardAt),
  }
}
