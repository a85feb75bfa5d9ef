import type { Clock } from '../shared/clock.ts'
import type { Caller } from './caller.ts'
import { ErpReadOnlyError } from './errors.ts'
import { type CallRecord, maskParams } from './log/call-record.ts'
import { subjectOf } from './log/recorder.ts'

/** Lets reading through and refuses everything that changes the ERP; what was refused is recorded. Logins are no writes. */
export function readingOnly(
  caller: Caller,
  { clock, onCall }: { clock: Clock; onCall?(record: CallRecord): void },
): Caller {
  return async (operation, values, context) => {
    if (!operation.write || operation.family === 'login') return caller(operation, values, context)
    const error = new ErpReadOnlyError(operation.name)
    onCall?.({
      at: clock.now(),
      operation: operation.name,
      actor: context?.actor ?? 'bot',
      request: maskParams(values),
      outcome: 'not_allowed',
      durationMs: 0,
      message: error.message,
      ...subjectOf(values),
    })
    throw error
  }
}
