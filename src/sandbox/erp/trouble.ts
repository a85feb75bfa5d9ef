import type { ServerResponse } from 'node:http'
import type { Clock } from '../../shared/clock.ts'
import { type Answer, serverError } from './answer/answer.ts'
import type { CallRecord } from './calls.ts'
import type { Understood } from './dispatch.ts'
import type { FaultRule } from './faults.ts'
import { send } from './server.ts'

export interface Trouble {
  fault: FaultRule
  call: CallRecord
  understood: Understood
  response: ServerResponse
  clock: Clock
  /** Carries the call out, durably; as a `ghost` it only says so. */
  work(how?: 'ghost'): Promise<Answer>
  /** Ends the caller's session. */
  endSession(): void
  /** Nobody listens for so long, ms. */
  refuseFor(ms: number): void
}

const defaultSlowMs = 10_000
const defaultRefusedMs = 1_000
const retryAfterSeconds = 1

/** Plays a fault on one call. */
export async function playFault(trouble: Trouble): Promise<void> {
  const { fault, call, response, understood, clock, work } = trouble
  call.fault = fault.kind
  const finish = (answer: Answer) => {
    call.outcome = answer.outcome
    send(response, answer)
  }
  switch (fault.kind) {
    case 'timeout_after':
    case 'reset_after':
      await work()
      return cut(trouble)
    case 'timeout_before':
    case 'reset_before':
      return cut(trouble)
    case 'slow':
      await clock.sleep(fault.ms ?? defaultSlowMs)
      return finish(await work())
    case 'refused':
      response.once('finish', () => trouble.refuseFor(fault.ms ?? defaultRefusedMs))
      return finish(await work())
    case 'expired_session':
      trouble.endSession()
      return finish(understood.expired())
    case 'busy':
      return finish(understood.busy())
    case 'too_many':
      return finish({
        ...understood.busy(),
        status: 429,
        headers: { 'retry-after': String((fault.ms ?? retryAfterSeconds * 1000) / 1000) },
      })
    case 'ghost_save':
      return finish(await work('ghost'))
    case 'html_500':
    case 'html_200':
      if (fault.carriedOut) await work()
      return finish(serverError(fault.kind === 'html_200' ? 200 : 500))
    case 'malformed_json':
    case 'truncated_json':
      return finish(garbled(fault, fault.carriedOut === false ? understood.busy() : await work()))
  }
}

function garbled({ kind }: FaultRule, answer: Answer): Answer {
  const { body } = answer
  const half = body.slice(0, Math.max(1, Math.floor(body.length / 2)))
  return { ...answer, body: kind === 'truncated_json' ? half : `${half}"}}, <!-- ` }
}

/** No answer: the connection breaks at once, or stays silent. */
function cut({ fault, call, response, clock }: Trouble): void {
  call.outcome = 'cut'
  if (fault.kind.startsWith('reset')) {
    response.socket?.resetAndDestroy()
    return
  }
  if (fault.ms) clock.after(fault.ms, () => response.destroy())
}
