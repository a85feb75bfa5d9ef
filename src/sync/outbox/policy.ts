import { CrmError, loginTroubleText, type Transition } from '../../domain/index.ts'
import { messageOf } from '../../shared/errors.ts'

/** How a run ended. */
export type RunEnd =
  | { kind: 'done' }
  /** A call failed, or something of ours threw. */
  | { kind: 'failed'; error: unknown }
  /** Only a person can know: what he is asked. */
  | { kind: 'undecidable'; question: string }
  /** We are stopping, or something else must come first. */
  | { kind: 'parked'; forMs: number; reason: string }

/** What the policy wants beyond the entry itself. */
export type SideEffect =
  | { kind: 'pause_all'; ms: number; reason: string }
  | { kind: 'alert'; key: string; text: string; over: string; cause: string }
  /** The ERP answered, or could not be reached: the breaker counts. */
  | { kind: 'health'; ok: boolean }

export interface PolicyInput {
  end: RunEnd
  /** Runs of this entry that used up an attempt. */
  attempts: number
  /** Runs in a row that failed without using one up. */
  waits: number
  /** Others get through: a failure is this entry's own. */
  erpHealthy: boolean
  now: number
  /** Somebody asked for nothing but the ERP's decision (保护, 申请): its no is told to him, and there is nothing to repair. */
  asksOnly?: boolean
  /** In [0, 1). */
  random: number
}

export const poisonAttempts = 4
/** An outcome that stays unknown though others get through. */
const unknownAttempts = 12
/** A lost request may still be on its way to the server: so many doublings later the look tells the truth. */
const lookAfterDoublings = 2
/** Behind the breaker entries try in turn; longer than its longest wait, so that none is every probe. */
const longestUnreachableMs = 2 * 60_000
const sessionPauseMs = 60_000
const defaultBusyMs = 5_000

/**
 * The one place that says what happens after a run. Pure.
 * refused, not_allowed → dead (a person's plain request: ended) with the server's words · busy → everyone pauses, no attempt used · unreachable → back-off
 * behind the breaker, never dead · session → pause and alert · unknown → looked up before anything is sent again ·
 * anything else is our own fault: dead after a few attempts while its neighbours go on.
 */
export function afterRun(input: PolicyInput): { transition: Transition; effects: SideEffect[] } {
  const { end, now } = input
  switch (end.kind) {
    case 'done':
      return { transition: { state: 'done' }, effects: [{ kind: 'health', ok: true }] }
    case 'parked':
      return again(now + end.forMs, false, end.reason, [])
    case 'undecidable':
      return dead(end.question)
    default:
      return end.error instanceof CrmError ? afterCrmError(end.error, input) : afterFault(end.error, input)
  }
}

function afterCrmError(error: CrmError, input: PolicyInput) {
  const { now, attempts, waits, random, erpHealthy } = input
  const words = error.serverMessage ?? error.message
  switch (error.failure) {
    case 'refused':
      if (input.asksOnly)
        return {
          transition: { state: 'expired' as const, reason: `ERP 拒绝：${words}` },
          effects: [{ kind: 'health' as const, ok: true }],
        }
      return dead(`ERP 拒绝：${words}`, [{ kind: 'health', ok: true }])
    case 'not_allowed':
      return dead(words)
    case 'busy': {
      const ms = error.retryAfterMs ?? defaultBusyMs
      return again(now + ms, false, `ERP 忙：${words}`, [{ kind: 'pause_all', ms, reason: 'busy' }])
    }
    case 'unreachable':
      return again(now + backoffMs(waits, random, longestUnreachableMs), false, `ERP 连不上：${words}`, [
        { kind: 'health', ok: false },
      ])
    case 'session':
      return again(now + sessionPauseMs, false, `ERP 登录失败：${words}`, [
        { kind: 'pause_all', ms: sessionPauseMs, reason: 'session' },
        {
          kind: 'alert',
          key: 'login',
          text: loginTroubleText({ code: error.code, words }),
          over: 'ERP 登录恢复',
          cause: error.code,
        },
      ])
    default: {
      if (erpHealthy && attempts + 1 >= unknownAttempts) return dead(`结果一直不明：${words}`)
      const at = now + backoffMs(Math.max(waits, attempts) + lookAfterDoublings, random)
      return again(at, erpHealthy, `结果不明，先查后做：${words}`, [{ kind: 'health', ok: false }])
    }
  }
}

function afterFault(error: unknown, { attempts, now, random }: PolicyInput) {
  const text = messageOf(error).slice(0, 300)
  if (attempts + 1 >= poisonAttempts) return dead(`程序处理失败：${text}`)
  return again(now + backoffMs(attempts, random), true, `处理失败，稍后重试：${text}`, [])
}

const dead = (reason: string, effects: SideEffect[] = []): ReturnType<typeof afterRun> => ({
  transition: { state: 'dead', reason },
  effects,
})

const again = (dueAt: number, counts: boolean, reason: string, effects: SideEffect[]): ReturnType<typeof afterRun> => ({
  transition: { state: 'ready', dueAt, counts, reason },
  effects,
})

const firstMs = 1_000
const longestMs = 5 * 60_000

/** 1 s, 2 s, 4 s … 5 min, of which a random half, so that entries do not come back in step. */
export function backoffMs(failures: number, random: number, atMostMs = longestMs): number {
  const full = Math.min(atMostMs, firstMs * 2 ** Math.min(failures, 20))
  return Math.round(full / 2 + (full / 2) * random)
}
