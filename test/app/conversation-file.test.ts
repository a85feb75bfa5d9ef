import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type ConversationLine, readConversations } from '../../src/app/conversation-file.ts'

const dir = mkdtempSync(join(tmpdir(), 'zhibang-conversations-'))
afterAll(() => rmSync(dir, { recursive: true }))

async function linesOf(...threads: unknown[]) {
  const path = join(dir, 'in.jsonl')
  writeFileSync(path, threads.map((one) => JSON.stringify(one)).join('\n'))
  const lines: ConversationLine[] = []
  for await (const line of readConversations(path)) lines.push(line)
  return lines
}
const roomed = (room: unknown) => ({ id: 't', messages: [{ from: 'customer', text: '在吗', ts: 1, room }] })

describe('whether a message stood in a room', () => {
  it.each<[unknown, boolean | undefined]>([
    [true, true],
    ['采购交流群', true],
    ['true', true],
    [1, true],
    [false, false],
    ['', false],
    ['false', false],
    [0, false],
    [null, undefined],
    [undefined, undefined],
  ])('%j is %j', async (room, expected) => {
    const [line] = await linesOf(roomed(room))
    expect(line).toMatchObject({ ok: true })
    expect(line?.ok && line.thread.messages[0]?.room).toBe(expected)
  })

  it('is told apart from what says neither, by name', async () => {
    const [line] = await linesOf(roomed({ id: 'r' }))
    expect(line?.ok === false && line.error.message).toMatch(/in\.jsonl:1: messages\.0\.room 不对（应为 true 或群名）/)
  })
})

it('in a conversation file, too, what our side told the bot is not read; a customer’s words are', async () => {
  const said = [
    ['sales', '/erp 新建 华强电子 手机:13800138000'],
    ['sales', '您好'],
    ['customer', '/erp 是什么？'],
  ]
  const messages = said.map(([from, text], i) => ({ from, text, ts: i }))
  const lines = await linesOf({ id: 't1', messages })
  expect(lines.map((line) => line.ok && line.thread.messages.map(({ id, kind, text }) => [id, kind, text]))).toEqual([
    [
      ['t1#0', 'other', ''],
      ['t1#1', 'text', '您好'],
      ['t1#2', 'text', '/erp 是什么？'],
    ],
  ])
})
