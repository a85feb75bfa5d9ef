import { type CallContext, CrmError, callPriority } from '../domain/crm.ts'
import type { RateGate } from '../domain/erp-shared.ts'
import type { Clock } from '../shared/clock.ts'
import { messageOf } from '../shared/errors.ts'
import type { Operation } from './catalogue/index.ts'
import { ErpBusyError, ErpPermissionError, ErpRefusedError, ErpSessionError, unclear } from './errors.ts'
import { type CallRecord, maskParams, summaryOf } from './log/call-record.ts'
import type { Session } from './session/session.ts'
import type { Latency } from './transport/latency.ts'
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
  latency: Latency
  /** Receives a record of every HTTP call. */
  onCall?(record: CallRecord): void
}

/** One checked operation with its values: sent, judged, and repeated once where only the session was at fault. */
export type Caller = (operation: Operation, values: ParamValues, context?: CallContext) => Promise<ErpResult>

/** Everyone pauses this long when the server is busy and does not say how long, ms. */
const busyPauseMs = 2_000

export function createCaller(parts: CallerParts): Caller {
  const { session, gate } = parts

  async function once(operation: Operation, values: ParamValues, context: CallContext) {
    const needsSession = operation.family !== 'login'
    let used = ''
    const answer = await parts.send(operation, values, {
      token: needsSession ? () => session.token() : '',
      priority: context.priority ?? callPriority.normal,
      signal: context.signal,
      onToken: (token) => {
        used = token
      },
    })
    const verdict = judge(operation, answer, parts.clock.now())
    if (verdict.kind === 'session') await session.expire(used)
    else if (needsSession && verdict.kind !== 'unclear') session.confirm(used)
    return verdict
  }

  /** A reading may be asked again at once where its connection broke: nothing can have happened. */
  async function attempt(operation: Operation, values: ParamValues, context: CallContext) {
    try {
      return await once(operation, values, context)
    } catch (error) {
      if (operation.write || !isBrokenConnection(error)) throw error
      return once(operation, values, context)
    }
  }

  async function ask(operation: Operation, values: ParamValues, context: CallContext): Promise<ErpResult> {
    let verdict = await logged(parts, operation, values, context, () => attempt(operation, values, context))
    if (verdict.kind === 'session') {
      verdict = await logged(parts, operation, values, context, () => attempt(operation, values, context))
    }
    if (verdict.kind === 'busy') gate.pause(verdict.retryAfterMs ?? busyPauseMs)
    return resultOf(operation, verdict)
  }

  return (operation, values, context = {}) => ask(operation, values, context)
}

const isBrokenConnection = (error: unknown) =>
  error instanceof CrmError && error.failure === 'unreachable' && error.code === 'erp_unreachable'

/** The result of a verdict; everything but success throws. */
function resultOf({ name, write }: Operation, verdict: Verdict<ErpResult> | NoPath): ErpResult {
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

type Judged = Verdict<ErpResult> | NoPath

/** Times one call and hands its masked record to the operation log. */
async function logged(
  { clock, latency, onCall }: CallerParts,
  operation: Operation,
  values: ParamValues,
  context: CallContext,
  work: () => Promise<Judged>,
): Promise<Judged> {
  const at = clock.now()
  const tell = (outcome: CallRecord['outcome'], more: Pick<CallRecord, 'response' | 'message'>) => {
    const durationMs = clock.now() - at
    if (outcome === 'ok' || outcome === 'refused') latency.add(durationMs)
    else latency.failed(clock.now(), more.message ?? outcome)
    onCall?.({
      at,
      operation: operation.name,
      actor: context.actor ?? 'bot',
      request: maskParams(values),
      outcome,
      durationMs,
      ...subjectOf(values),
      ...more,
    })
  }
  try {
    const verdict = await work()
    if (verdict.kind === 'ok') tell('ok', { response: summaryOf(verdict.value) })
    else tell(outcomeOf(verdict.kind, operation.write), { message: 'why' in verdict ? verdict.why : verdict.words })
    return verdict
  } catch (error) {
    tell(error instanceof CrmError ? error.failure : 'unknown', { message: messageOf(error) })
    throw error
  }
}

function outcomeOf(kind: Exclude<Judged['kind'], 'ok'>, write: boolean): CallRecord['outcome'] {
  if (kind === 'no_path') return 'refused'
  if (kind === 'unclear') return write ? 'unknown' : 'unreachable'
  return kind
}

function subjectOf({ khid, ord }: ParamValues): Pick<CallRecord, 'khid' | 'ord'> {
  const number = Number(ord)
  return {
    ...(typeof khid === 'string' && khid !== '' && { khid }),
    ...(Number.isSafeInteger(number) && number > 0 && { ord: number }),
  }
}
