import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judge } from '../../../src/erp/wire/judge.ts'
import { readLogin } from '../../../src/erp/wire/login.ts'
import { bill, lists, message, options, tree } from '../fixtures/mobile.ts'

const families = fc.constantFrom('mobile', 'v3', 'zbservices' as const)
const responses = fc.constantFrom('BillClass', 'MessageClass', 'SourceClass', undefined)
const operations = fc.record({ family: families, response: responses, write: fc.boolean() })
const statuses = fc.constantFrom(200, 204, 302, 400, 401, 403, 404, 408, 429, 500, 502, 503)
const kinds = ['ok', 'session', 'refused', 'busy', 'unclear', 'no_path']

const judged = (operation: object, status: number, bytes: Uint8Array) =>
  judge(operation as Parameters<typeof judge>[0], { status, headers: {}, bytes }, 0)
const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))

/** Envelopes with the right keys and anything below them. */
const envelopes = fc.dictionary(
  fc.constantFrom(
    'header',
    'body',
    'source',
    'bill',
    'message',
    'table',
    'cols',
    'rows',
    'page',
    'status',
    'Code',
    'Data',
    'datas',
    'Rows',
    'Cols',
    'flag',
    'trees',
    'nodes',
    'groups',
    'fields',
    'value',
    'session',
  ),
  fc.anything(),
)
const nested = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    fc.jsonValue(),
    fc.dictionary(
      fc.constantFrom(
        'header',
        'body',
        'source',
        'bill',
        'message',
        'table',
        'cols',
        'rows',
        'page',
        'trees',
        'nodes',
        'options',
        'groups',
        'fields',
        'value',
        'report',
      ),
      tie('node'),
    ),
  ),
})).node

describe('any answer at all', () => {
  it('yields a verdict for any bytes', () => {
    fc.assert(
      fc.property(operations, statuses, fc.uint8Array({ maxLength: 300 }), (operation, status, bytes) => {
        expect(kinds).toContain(judged(operation, status, bytes).kind)
      }),
    )
  })

  it('yields a verdict for any JSON and any half-right envelope', () => {
    fc.assert(
      fc.property(operations, fc.oneof(fc.jsonValue(), envelopes, nested), (operation, value) => {
        expect(kinds).toContain(
          judged(operation, 200, bytesOf(JSON.parse(JSON.stringify(value ?? null) ?? 'null'))).kind,
        )
        expect(['ok', 'refused', 'later', 'unclear']).toContain(readLogin(value).kind)
      }),
    )
  })

  it('never takes a cut-off answer for success', () => {
    const whole = [...Object.values(lists), tree, options, bill, message('保存成功'), { Code: 200, Msg: '操作成功' }]
    fc.assert(
      fc.property(
        fc.constantFrom(...whole),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        operations,
        (answer, share, operation) => {
          const bytes = bytesOf(answer)
          expect(judged(operation, 200, bytes.slice(0, Math.floor(bytes.length * share))).kind).toBe('unclear')
        },
      ),
    )
  })

  it('never takes an HTML page for success, whatever its status', () => {
    const html = new TextEncoder().encode(
      '\r\n<!DOCTYPE html><html><title>运行时错误</title><body>保存成功 {"Code":200}</body></html>',
    )
    fc.assert(
      fc.property(operations, statuses, (operation, status) => {
        expect(judged(operation, status, html).kind).not.toBe('ok')
      }),
    )
  })

  it('never takes an error status for success', () => {
    const good = [message('保存成功'), { Code: 200, Msg: '操作成功', Data: {} }, { flag: true, code: 200, datas: [] }]
    fc.assert(
      fc.property(
        fc.constantFrom(...good),
        fc.integer({ min: 300, max: 599 }),
        operations,
        (answer, status, operation) => {
          expect(judged(operation, status, bytesOf(answer)).kind).not.toBe('ok')
        },
      ),
    )
  })
})
