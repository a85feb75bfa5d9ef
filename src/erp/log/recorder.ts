import { CrmError } from '../../domain/crm.ts'
import type { Clock } from '../../shared/clock.ts'
import { messageOf } from '../../shared/errors.ts'
import type { Latency } from '../transport/latency.ts'
import type { ParamValues } from '../wire/request.ts'
import { type CallRecord, maskParams } from './call-record.ts'

type End = Pick<CallRecord, 'outcome' | 'response' | 'message' | 'code'>

/** Times one HTTP call from when it leaves and hands its masked record to the operation log. */
export type Recorder = <T>(
  call: { operation: string; values: ParamValues; actor?: string },
  work: (left: () => void) => Promise<T>,
  endOf: (value: T) => End,
) => Promise<T>

export interface RecorderParts {
  clock: Clock
  latency: Latency
  /** Receives a record of every HTTP call. */
  onCall?(record: CallRecord): void
}

/** What never left, because it was cancelled while it waited, is no call and has no record. */
export function createRecorder({ clock, latency, onCall }: RecorderParts): Recorder {
  return async ({ operation, values, actor }, work, endOf) => {
    let at: number | undefined
    const tell = (end: End) => {
      if (at === undefined) return
      const durationMs = clock.now() - at
      if (end.outcome === 'ok' || end.outcome === 'refused') latency.add(durationMs)
      else latency.failed(clock.now(), end.message ?? end.outcome, end.outcome === 'unreachable')
      onCall?.({
        at,
        operation,
        actor: actor ?? 'bot',
        request: maskParams(values),
        durationMs,
        ...subjectOf(values),
        ...end,
      })
    }
    try {
      const value = await work(() => {
        at = clock.now()
      })
      tell(endOf(value))
      return value
    } catch (error) {
      tell({ outcome: error instanceof CrmError ? error.failure : 'unknown', message: messageOf(error) })
      throw error
    }
  }
}

/** Whom a call was about, for looking it up later. */
export function subjectOf({ khid, ord, company }: ParamValues): Pick<CallRecord, 'khid' | 'ord'> {
  const number = Number(ord ?? company)
  return {
    ...(typeof khid === 'string' && khid !== '' && { khid }),
    ...(Number.isSafeInteger(number) && number > 0 && { ord: number }),
  }
}

/** The row of a call that was refused before it left. */
export const refusedCall = (
  operation: string,
  values: Record<string, unknown>,
  { at, actor = 'bot', message }: { at: number; actor?: string; message: string },
): CallRecord => ({
  at,
  operation,
  actor,
  request: maskParams(values),
  outcome: 'not_allowed',
  durationMs: 0,
  message,
  ...subjectOf(values),
})
