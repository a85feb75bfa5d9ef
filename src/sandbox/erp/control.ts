import type { IncomingMessage } from 'node:http'
import { messageOf } from '../../shared/errors.ts'
import { type FaultRule, faultKinds } from './faults.ts'
import { parseObject, readBody } from './request.ts'
import type { ErpSandbox } from './types.ts'
import type { Variants } from './variants.ts'

export const controlPrefix = '/__sandbox/'

/**
 * For tests and trials in other processes: `POST faults` (a FaultRule), `DELETE faults`, `GET faults`, `GET state`,
 * `GET calls?since=N`, `POST variants`, `POST sessions/end`, `POST reset`, all under `/__sandbox/`.
 */
export async function control(
  sandbox: ErpSandbox,
  request: IncomingMessage,
): Promise<{ status: number; body: unknown }> {
  try {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const text = await readBody(request)
    return {
      status: 200,
      body: act(sandbox, `${request.method} ${url.pathname.slice(controlPrefix.length)}`, text, url),
    }
  } catch (error) {
    return { status: 400, body: { error: messageOf(error) } }
  }
}

function act(sandbox: ErpSandbox, what: string, text: string, url: URL): unknown {
  const body = () => parseObject(text) ?? bad('the body is no JSON object')
  switch (what) {
    case 'POST faults':
      return { id: sandbox.inject(ruleOf(body())) }
    case 'GET faults':
      return sandbox.faults()
    case 'DELETE faults':
      sandbox.clearFaults()
      return {}
    case 'GET state':
      return stateOf(sandbox)
    case 'GET calls':
      return sandbox.calls.filter((call) => call.number > Number(url.searchParams.get('since') ?? 0))
    case 'POST variants':
      sandbox.vary(body() as Partial<Variants>)
      return {}
    case 'POST sessions/end':
      sandbox.endSessions()
      return {}
    case 'POST reset':
      sandbox.reset()
      return {}
    default:
      return bad(`no ${what} here; see GET state, GET calls, POST faults, POST variants, POST reset`)
  }
}

const stateOf = (sandbox: ErpSandbox) => ({
  customers: sandbox.customers(),
  contacts: sandbox.contacts(),
  notes: sandbox.notes(),
  calls: sandbox.countOf(),
  maxPerSlidingSecond: sandbox.maxPerSlidingSecond(),
})

function ruleOf(body: Record<string, unknown>): FaultRule {
  if (!faultKinds.some((kind) => kind === body.kind))
    bad(`kind is ${String(body.kind)}, should be one of ${faultKinds.join(' ')}`)
  return body as unknown as FaultRule
}

function bad(text: string): never {
  throw new Error(text)
}
