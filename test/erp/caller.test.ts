import { afterEach, describe, expect, it } from 'vitest'
import { type CallRecord, createErp, type ErpOptions } from '../../src/erp/index.ts'
import { type Arrival, type Reply, startWireServer } from '../support/wire-server.ts'
import { message } from './fixtures/mobile.ts'

const closers: Array<() => unknown> = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const emptyList = { header: { status: 0 }, body: { source: { type_: 'table', table: { cols: [], rows: [] } } } }

/** A server that lets everyone in and answers the n-th other call as written. */
async function open(answer: (n: number, arrival: Arrival) => Reply, options?: Partial<ErpOptions>) {
  let count = 0
  const server = await startWireServer((arrival) =>
    /log(?:in|out)/.test(arrival.path) ? { body: { header: { status: 0, session: 'S' } } } : answer(++count, arrival),
  )
  const records: CallRecord[] = []
  const erp = createErp({
    baseUrl: server.baseUrl,
    username: 'bot',
    password: 'secret',
    ratePerSecond: 200,
    timeoutMs: 150,
    waitFirstWindow: false,
    onCall: (record) => records.push(record),
    ...options,
  })
  closers.push(server.close, erp.close)
  const sent = () => server.arrivals.filter(({ path }) => !/log(?:in|out)/.test(path))
  return { erp, call: erp.client.call, records, sent }
}

describe('least privilege', () => {
  it('refuses before any traffic what was not enabled by name', async () => {
    const { call, sent, records } = await open(() => ({ body: emptyList }))
    await expect(call('finance.invoice.list', {})).rejects.toMatchObject({
      failure: 'not_allowed',
      code: 'erp_not_allowed',
    })
    await expect(call('system.user.delete', { ord: 1 })).rejects.toMatchObject({ failure: 'not_allowed' })
    expect(sent()).toEqual([])
    expect(records.map(({ operation, outcome }) => [operation, outcome])).toEqual([
      ['finance.invoice.list', 'not_allowed'],
      ['system.user.delete', 'not_allowed'],
    ])
  })

  it('writes nothing where only reading is allowed: no id is allocated either', async () => {
    const { erp, call, sent, records } = await open(() => ({ body: emptyList }), { readOnly: true })
    const refusal = {
      failure: 'not_allowed',
      code: 'erp_read_only',
      message: expect.stringContaining('ERP_SYNC_ENABLED'),
    }
    await expect(call('sales.customer.allocate', {})).rejects.toMatchObject(refusal)
    await expect(call('sales.customer.assign', { ord: 1, member1: '1' })).rejects.toMatchObject(refusal)
    await expect(erp.client.customers.act(1 as never, 'apply')).rejects.toMatchObject(refusal)
    await expect(erp.crm.allocate()).rejects.toMatchObject(refusal)
    expect(sent()).toEqual([])
    expect(records.map(({ outcome }) => outcome)).toEqual(Array(4).fill('not_allowed'))
    await expect(call('sales.customer.list', {})).resolves.toMatchObject({ kind: 'list' })
  })

  it('opens what was enabled', async () => {
    const { call } = await open(() => ({ body: emptyList }), { allow: ['finance.invoice.list', 'store.*'] })
    await expect(call('finance.invoice.list', {})).resolves.toMatchObject({ kind: 'list' })
    await expect(call('store.stock.list' as 'sales.customer.list', {})).resolves.toMatchObject({ kind: 'list' })
  })

  it('checks parameters before any traffic', async () => {
    const { call, sent } = await open(() => ({ body: emptyList }))
    await expect(call('sales.customer.assign', { ord: 1, member1: 7 as never })).rejects.toMatchObject({
      code: 'erp_parameter',
    })
    expect(sent()).toEqual([])
  })
})

describe('retries', () => {
  it.each([
    ['a page', { body: '<html>运行时错误</html>' }],
    ['broken JSON', { body: '{"header":{"status":0},"bo' }],
    ['a reset', { reset: true } as const],
    ['HTTP 502', { status: 502, body: 'bad gateway' }],
  ])('ask once more for a reading that met %s', async (_, bad) => {
    const { call, sent } = await open((n) => (n === 1 ? bad : { body: emptyList }))
    await expect(call('sales.customer.list', {})).resolves.toMatchObject({ kind: 'list' })
    expect(sent()).toHaveLength(2)
  })

  it('end after the second time', async () => {
    const { call, sent } = await open(() => ({ body: '<html></html>' }))
    await expect(call('sales.customer.list', {})).rejects.toMatchObject({ failure: 'unreachable' })
    expect(sent()).toHaveLength(2)
  })

  it.each([
    ['a page', { body: '<html>运行时错误</html>' }],
    ['broken JSON', { body: '{"header"' }],
    ['a reset', { reset: true } as const],
    ['silence', { hang: true } as const],
    ['words that tell nothing', { body: message('该客户正在审批中') }],
    ['no words', { body: message('') }],
  ])('never repeat a write that met %s: its outcome is unknown', async (_, bad) => {
    const { call, sent } = await open(() => bad)
    await expect(call('sales.customer.takeBack', { ord: 5 })).rejects.toMatchObject({ failure: 'unknown' })
    expect(sent()).toHaveLength(1)
  })

  it('wait for as long as a busy server asks, everyone with them', async () => {
    const { erp, call, sent } = await open((n) =>
      n === 1 ? { status: 429, headers: { 'retry-after': '1' }, body: '' } : { body: emptyList },
    )
    const from = performance.now()
    await Promise.all([call('sales.customer.list', {}), call('sales.contact.list', {})])
    expect((sent().at(-1)?.at ?? 0) - from).toBeGreaterThanOrEqual(990)
    expect(erp.crm.health().waiting).toBe(0)
  })

  it('leave a write that met a busy server to its owner', async () => {
    const { call } = await open(() => ({ body: message('系统繁忙，请稍后再试') }))
    await expect(call('sales.customer.takeBack', { ord: 5 })).rejects.toMatchObject({
      failure: 'busy',
      retryAfterMs: 2_000,
    })
  })
})

describe('the operation log', () => {
  it('has one masked record for every HTTP call, logins and retries too', async () => {
    const { call, records } = await open((n) => (n === 1 ? { body: '<html></html>' } : { body: emptyList }))
    await call('sales.contact.list', { mobile: '13800001111', email: 'lin@example.com' }, { actor: '李雷' })
    expect(records.map(({ operation, outcome, actor }) => [operation, outcome, actor])).toEqual([
      ['login', 'ok', 'bot'],
      ['sales.contact.list', 'unreachable', '李雷'],
      ['sales.contact.list', 'ok', '李雷'],
    ])
    expect(records[2]).toMatchObject({
      request: { mobile: '138****1111', email: 'l***@example.com' },
      response: { rows: 0 },
    })
    expect(JSON.stringify(records)).not.toMatch(/secret|13800001111|lin@/)
  })

  it('tells the refusals with the words of the server', async () => {
    const { call, records } = await open(() => ({ body: message('您没有权限') }))
    await expect(call('sales.customer.protect', { ord: 5 })).rejects.toMatchObject({
      failure: 'refused',
      code: 'erp_permission',
    })
    expect(records.at(-1)).toMatchObject({ outcome: 'refused', message: '您没有权限', ord: 5 })
  })
})
