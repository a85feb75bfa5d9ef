import type { CallPriority } from '../../domain/crm.ts'
import type { GatePass, RateGate } from '../../domain/erp-shared.ts'
import type { Operation } from '../catalogue/index.ts'
import { ErpUnreachableError, unclear } from '../errors.ts'
import type { RawAnswer } from '../wire/answer.ts'
import { type ParamValues, requestFor, type WireRequest } from '../wire/request.ts'
import type { Transport, TransportFailure } from './http.ts'

export interface SendOptions {
  /** The token, or what yields it when it is this call's turn. */
  token: string | (() => Promise<string>)
  priority: CallPriority
  signal?: AbortSignal
  /** Told the token that goes out. */
  onToken?(token: string): void
  /** Told when the call may leave. */
  onLeave?(): void
}

/** One HTTP call past the gate. Throws where no answer came: `unreachable`, or `unknown` for a write that may have left. */
export type Send = (operation: Operation, values: ParamValues, options: SendOptions) => Promise<RawAnswer>

export function createSend(parts: { transport: Transport; gate: RateGate; contentType: string }): Send {
  const { transport, gate, contentType } = parts
  return (operation, values, options) =>
    gate.run(async (pass) => {
      const token = typeof options.token === 'string' ? options.token : await options.token()
      options.onToken?.(token)
      const request = requestFor(operation, values, token, contentType)
      await leave(pass, operation, options.signal)
      options.onLeave?.()
      const answer = await post(transport, request, pass, options.signal)
      if (!('kind' in answer)) return answer
      throw errorOf(operation, answer)
    }, options)
}

async function leave(pass: GatePass, operation: Operation, signal: AbortSignal | undefined): Promise<void> {
  try {
    await pass.depart(signal)
  } catch (cause) {
    throw new ErpUnreachableError(operation.name, '调用在排队时被取消', { code: 'erp_aborted', cause })
  }
}

async function post(transport: Transport, request: WireRequest, pass: GatePass, signal: AbortSignal | undefined) {
  const answer = await transport.post(request, { signal, onSent: () => pass.sent() })
  if (!('kind' in answer)) pass.answered()
  return answer
}

function errorOf({ name, write }: Operation, failure: TransportFailure) {
  const { maybeSent, message, cause, reason } = failure
  const code = reason === 'aborted' ? 'erp_aborted' : reason === 'timeout' ? 'erp_timeout' : undefined
  if (!maybeSent) return new ErpUnreachableError(name, `连不上 ERP：${message}`, { code, cause })
  return unclear(name, write, message, { code, cause })
}
