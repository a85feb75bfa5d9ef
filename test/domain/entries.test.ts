import { expect, test } from 'vitest'
import { type ChatTarget, callPriority, sayEntry } from '../../src/domain/index.ts'

const said = (to: ChatTarget) =>
  sayEntry({
    to,
    text: '❌ #T7 修改没有完成：手机 13811112222 已有客户，地址苏州工业园区星湖街328号',
    dedupeKey: 'result:7',
    priority: callPriority.command,
    dueAt: 0,
    expiresAfterMs: 1,
  }).job

test('what became of an order is told masked in a room, whole to the person himself', () => {
  expect(said({ kind: 'room', roomId: 'r' })).toMatchObject({
    text: '❌ #T7 修改没有完成：手机 138****2222 已有客户，地址苏州工业园区***',
  })
  expect(said({ kind: 'contact', contactId: 'c' })).toMatchObject({ text: expect.stringContaining('13811112222') })
})
