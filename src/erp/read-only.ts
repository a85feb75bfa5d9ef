import type { Clock } from '../shared/clock.ts'
import type { Caller } from './caller.ts'
import { ErpReadOnlyError } from './errors.ts'
import type { CallRecord } from './log/call-record.ts'
import { refusedCall } from './log/recorder.ts'

/** Lets reading through and refuses everything that changes the ERP; what was refused is recorded. Logins are no writes. */
export function readingOnly(
  caller: Caller,
  { clock, onCall }: { clock: Clock; onCall?(record: CallRecord): void },
): Caller {
  return async (operation, values, context) => {
    if (!operation.write || operation.family === 'login') return caller(operation, values, context)
    const error = new ErpReadOnlyError(operation.name)
    onCall?.(refusedCall(operation.name, values, { at: clock.now(), actor: context?.actor, message: error.message }))
    throw error
  }
}
