import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { callPriority } from '../../../src/domain/crm.ts'
import { operation } from '../../../src/erp/catalogue/index.ts'
import { createRateGate } from '../../../src/erp/transport/gate.ts'
import { createTransport } from '../../../src/erp/transport/http.ts'
import { createSend } from '../../../src/erp/transport/send.ts'
import { systemClock } from '../../../src/shared/clock.ts'
import { type Handler, startWireServer } from '../../support/wire-server.ts'

const closers: Array<() => unknown> = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

function sender(baseUrl: string, timeoutMs = 150) {
  const transport = createTransport({ baseUrl, timeoutMs, clock: systemClock })
  const gate = createRateGate({ ratePerSecond: 100, clock: systemClock, waitFirstWindow: false })
  closers.push(() => gate.close(), transport.close)
  const send = createSend({ transport, gate, contentType: 'application/json' })
  return (name: string, signal?: AbortSignal) => {
    const found = operation(name)
    if (!found) throw new Error(name)
    return send(found, { ord: 5 }, { token: 't', priority: callPriority.normal, signal })
  }
}

async function against(handler: Handler) {
  const server = await startWireServer(handler)
  closers.push(server.close)
  return { server, call: sender(server.baseUrl) }
}

const read = 'sales.customer.detail'
const write = 'sales.customer.assign'

describe('calls that bring no answer', () => {
  it('are unreachable when nobody listens', async () => {
    const probe = createServer()
    await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
    const { port } = probe.address() as AddressInfo
    await new Promise((resolve) => probe.close(resolve))
    await expect(sender(`http://127.0.0.1:${port}`)(write)).rejects.toMatchObject({ failure: 'unreachable' })
  })

  it('are unreachable when the host is not known', async () => {
    await expect(sender('http://erp.invalid')(write)).rejects.toMatchObject({ failure: 'unreachable' })
  })

  it.each([
    ['times out', { hang: true } as const],
    ['is reset after it left', { reset: true } as const],
    ['is cut off in the middle of its answer', { reset: true, after: '{"header":{"status":0' } as const],
  ])('leave a write open that %s, and a read free to repeat', async (_, reply) => {
    const { call } = await against(() => reply)
    await expect(call(write)).rejects.toMatchObject({ failure: 'unknown', operation: write })
    await expect(call(read)).rejects.toMatchObject({ failure: 'unreachable', operation: read })
  })

  it('leave a write open that is cancelled on its way', async () => {
    const abort = new AbortController()
    const { call } = await against(() => {
      abort.abort()
      return { hang: true }
    })
    await expect(call(write, abort.signal)).rejects.toMatchObject({ failure: 'unknown', code: 'erp_aborted' })
  })

  it('end in time when the server never answers, and leave the next call alone', async () => {
    const { call } = await against(async () => ({ body: '' }))
    const slow = await startWireServer(() => ({ hang: true }))
    closers.push(slow.close)
    await expect(sender(slow.baseUrl, 60)(read)).rejects.toMatchObject({ code: 'erp_timeout' })
    await expect(call(read)).resolves.toMatchObject({ status: 200 })
  })
})

describe('calls on the wire', () => {
  it('carry session, command and pairs in the mobile family, on one connection', async () => {
    const { server, call } = await against(() => ({ body: {} }))
    await call('sales.customer.assign')
    await call('sales.customer.detail')
    const [assign, detail] = server.arrivals
    expect(assign?.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(assign?.query.get('datatype')).toBe('tel')
    expect(assign?.json).toEqual({ session: 't', cmdkey: '__sys_dosave', datas: [{ id: 'ord', val: 5 }] })
    expect(detail?.query.get('edit')).toBe('1')
    expect(detail?.json).toEqual({ session: 't', datas: [{ id: 'ord', val: 5 }] })
    expect(assign?.headers.connection).toBe('keep-alive')
  })

  it('carry the token in a header and flat JSON in v3', async () => {
    const { server, call } = await against(() => ({ body: {} }))
    await call('system.user.detail')
    expect(server.arrivals[0]?.headers['zbapi-token']).toBe('t')
    expect(server.arrivals[0]?.json).toEqual({ ord: 5 })
  })
})
