import { type CallContext, CrmError, callPriority } from '../domain/crm.ts'
import type { RateGate } from '../domain/erp-shared.ts'
import type { Clock } from '../shared/clock.ts'
import type { Operation } from './catalogue/index.ts'
import { ErpBusyError, ErpPermissionError, ErpRefusedError, ErpSessionError, unclear } from './errors.ts'
import { type CallRecord, summaryOf } from './log/call-record.ts'
import type { Recorder } from './log/recorder.ts'
import type { FactsKeeper } from './server-facts.ts'
import type { Session } from './session/session.ts'
import { createPaths } from './transport/paths.ts'
import type { Send } from './transport/send.ts'
import type { Verdict } from './wire/answer.ts'
import { judge, type NoPath } from './wire/judge.ts'
import type { ParamValues } from './wire/request.ts'
import type { ErpResult } from './wire/result.ts'
import { isPermissionWording } from './wire/wording.ts'

export interface CallerParts {
  send: Send
  session: Session
  gate: RateGate
  clock: Clock
  record: Recorder
  /** Learns of every answer what it tells of the server. */
  facts: FactsKeeper
}

/**
 * One checked operation with its values: sent, judged, repeated once where only the session was at fault, and a reading
 * once more where its way was cut. Writes are never repeated here: the outbox looks first.
 */
export type Caller = (operation: Operation, values: ParamValues, context?: CallContext) => Promise<ErpResult>

type Judged = Verdict<ErpResult> | NoPath

/** Everyone pauses this long when the server is busy and does not say how long, ms. */
const busyPauseMs = 2_000
/** A reading waits out a busy server this long at most, ms. */
const longestBusyWaitMs = 3_000
const retryAfterMs = 250

export function createCaller({ send, session, gate, clock, record, facts }: CallerParts): Caller {
  const paths = createPaths()

  async function once(operation: Operation, values: ParamValues, context: CallContext): Promise<Judged> {
    // Before it takes a place at the gate: whoever cannot log in fails at once.
    await session.token()
    let used = ''
    const verdict = await record(
      { operation: operation.name, values, actor: context.actor },
      async (left) => {
        const answer = await send(operation, values, {
          token: () => session.token(),
          priority: context.priority ?? callPriority.normal,
          signal: context.signal,
          onLeave() {
            left()
            context.onLeave?.()
          },
          onToken: (token) => {
            used = token
          },
        })
        const judged = judge(operation, answer, clock.now())
        facts.saw(operation, answer, judged.kind, clock.now())
        return judged
      },
      (judged) => endOf(judged, operation.write),
    )
    if (verdict.kind === 'session' || (operation.name === 'logout' && verdict.kind === 'ok')) await session.expire(used)
    else if (verdict.kind === 'ok' || verdict.kind === 'refused') session.confirm(used)
    return verdict
  }

  async function ask(operation: Operation, values: ParamValues, context: CallContext): Promise<ErpResult> {
    const verdict = await inPlace(operation, values, context)
    if (verdict.kind === 'busy') gate.pause(verdict.retryAfterMs ?? busyPauseMs)
    return resultOf(operation, verdict)
  }

  /** A path that is not there did nothing: it may be tried elsewhere, writes too. */
  async function inPlace(operation: Operation, values: ParamValues, context: CallContext): Promise<Judged> {
    const placed = paths.placed(operation)
    const verdict = await inSession(placed, values, context)
    const other = verdict.kind === 'no_path' ? paths.elsewhere(placed) : undefined
    if (!other) {
      if (verdict.kind === 'ok' || verdict.kind === 'refused') paths.found(placed)
      return verdict
    }
    const second = await inSession(other, values, context)
    if (second.kind === 'no_path') return verdict
    paths.found(other)
    return second
  }

  async function inSession(operation: Operation, values: ParamValues, context: CallContext): Promise<Judged> {
    const verdict = await once(operation, values, context)
    return verdict.kind === 'session' ? once(operation, values, context) : verdict
  }

  return async (operation, values, context = {}) => {
    try {
      return await ask(operation, values, context)
    } catch (error) {
      const waitMs = operation.write ? undefined : waitBeforeRetry(error, clock.random())
      if (waitMs === undefined || context.signal?.aborted) throw error
      await clock.sleep(waitMs)
      return ask(operation, values, context)
    }
  }
}

/** Time-outs are not worth a second wait; a broken connection or a mangled answer is. Undefined: no retry. */
function waitBeforeRetry(error: unknown, random: number): number | undefined {
  if (!(error instanceof CrmError)) return undefined
  if (error.failure === 'busy') {
    const ms = error.retryAfterMs ?? busyPauseMs
    return ms <= longestBusyWaitMs ? ms : undefined
  }
  return error.code === 'erp_unreachable' ? retryAfterMs * (1 + random) : undefined
}

/** The result of a verdict; everything but success throws. */
function resultOf({ name, write }: Operation, verdict: Judged): ErpResult {
  switch (verdict.kind) {
    case 'ok':
      return verdict.value
    case 'session':
      throw new ErpSessionError(name, 'erp_session_expired', `ERP 会话刚登录又失效（${verdict.words}）`, verdict.words)
    case 'busy':
      throw new ErpBusyError(name, verdict.words, verdict.retryAfterMs ?? busyPauseMs)
    case 'refused':
      throw isPermissionWording(verdict.words)
        ? new ErpPermissionError(name, verdict.words)
        : new ErpRefusedError(name, verdict.words)
    case 'no_path':
      throw new ErpRefusedError(name, `服务器没有这个接口（${verdict.words}）`, { code: 'erp_no_path' })
    case 'unclear':
      throw unclear(name, write, verdict.why, { serverMessage: verdict.words })
  }
}

function endOf(verdict: Judged, write: boolean): Pick<CallRecord, 'outcome' | 'response' | 'message'> {
  switch (verdict.kind) {
    case 'ok':
      return { outcome: 'ok', response: summaryOf(verdict.value) }
    case 'no_path':
      return { outcome: 'refused', message: `服务器没有这个接口（${verdict.words}）` }
    case 'unclear':
      return { outcome: write ? 'unknown' : 'unreachable', message: verdict.why }
    default:
      return { outcome: verdict.kind, message: verdict.words }
  }
}
