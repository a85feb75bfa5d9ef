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
  return linesIn(path)
}
async function linesIn(path: string) {
  const lines: ConversationLine[] = []
  for await (const line of readConversations(path)) lines.push(line)
  return lines
}
const start = 1_767_225_600_000
const roomed = (room: unknown) => ({ id: 't', messages: [{ from: 'customer', text: '在吗', ts: start, room }] })

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

it('in a conversation file, too, what anybody told the bot is not read', async () => {
  const said = [
    ['sales', '/erp 新建 华强电子 手机:13800138000'],
    ['sales', '您好'],
    ['customer', '/erp 查客户 海川'],
    ['customer', 'erp 是什么？'],
  ]
  const messages = said.map(([from, text], i) => ({ from, text, ts: start + i }))
  const lines = await linesOf({ id: 't1', messages })
  expect(lines.map((line) => line.ok && line.thread.messages.map(({ id, kind, text }) => [id, kind, text]))).toEqual([
    [
      ['t1#0', 'other', ''],
      ['t1#1', 'text', '您好'],
      ['t1#2', 'other', ''],
      ['t1#3', 'text', 'erp 是什么？'],
    ],
  ])
})

it.each([
  ['2026-01-01T00:00:00Z', start],
  ['2026-01-01T00:00:00.250z', start + 250],
  ['2026-01-01T09:00:00+09:00', start],
  ['2026-01-01T08:00:00', start],
  ['2026-01-01 08:00', start],
])('a time may be written as %s', async (ts, expected) => {
  const [line] = await linesOf({ id: 't', messages: [{ from: 'customer', text: '在吗', ts }] })
  expect(line?.ok && line.thread.messages[0]?.sentAt).toBe(expected)
})

it.each<[string, object, RegExp]>([
  ['a time in seconds', { ts: 1_767_225_600 }, /messages\.0\.ts 不对（应为 毫秒，例如 \d{13}；秒要乘以 1000）/],
  ['half a millisecond', { ts: start + 0.5 }, /messages\.0\.ts 不对（应为 整数的毫秒/],
  ['no time', { ts: undefined }, /messages\.0\.ts 不对（应为 毫秒或 ISO 时间，例如 \d{13} 或 2026-/],
  ['a time that is none', { ts: '昨天' }, /messages\.0\.ts 不对（应为 毫秒或 ISO 时间/],
  ['a day that is none', { ts: '2026-13-01T08:00:00Z' }, /messages\.0\.ts 不对（应为 毫秒或 ISO 时间/],
  ['an unknown speaker', { from: 'boss' }, /messages\.0\.from 不对（应为 customer、sales 或 other）/],
  ['a text that is none', { text: 7 }, /messages\.0\.text 不对（应为 文字）/],
])('%s is told with what would be right', async (_, wrong, words) => {
  const [line] = await linesOf({ id: 't', messages: [{ from: 'customer', text: '在吗', ts: start, ...wrong }] })
  const text = line?.ok === false ? line.error.message : ''
  expect(text).toMatch(words)
  expect(text).not.toMatch(/Invalid|Too|expected/)
})

it('a line without an id or without messages is told in the same words', async () => {
  const lines = await linesOf({ id: '', messages: [] }, { id: 't', messages: [] }, [])
  const texts = lines.map((line) => (line.ok ? '' : line.error.message))
  expect(texts).toEqual([
    expect.stringContaining('id 不对（应为 不空的文字）'),
    expect.stringContaining('messages 不对（应为 不空的列表）'),
    expect.stringContaining('整行 不对（应为 对象 {…}）'),
  ])
})

it('a file in GBK is read as that, and told once', async () => {
  // {"id":"t","messages":[{"from":"customer","text":"你好","ts":…}]}
  const [head, tail] = [`{"id":"t","messages":[{"from":"customer","text":"`, `","ts":${start}}]}\n`]
  const line = Buffer.concat([Buffer.from(head), Buffer.from([0xc4, 0xe3, 0xba, 0xc3]), Buffer.from(tail)])
  const path = join(dir, 'gbk.jsonl')
  writeFileSync(path, Buffer.concat([line, line]))
  const lines = await linesIn(path)
  expect(lines.map((one) => one.ok && [one.thread.messages[0]?.text, one.notice])).toEqual([
    ['你好', expect.stringMatching(/gbk\.jsonl: 不是 UTF-8，按 GB18030/)],
    ['你好', undefined],
  ])
})

it('a line of broken UTF-8 is reported, and hides no other', async () => {
  const path = join(dir, 'broken.jsonl')
  const good = Buffer.from(`${JSON.stringify(roomed(true))}\n`)
  const at = good.indexOf('在') + 1
  writeFileSync(path, Buffer.concat([good, good.subarray(0, at), Buffer.from('采购空压机'), good.subarray(at), good]))
  const lines = await linesIn(path)
  expect(lines.map((one) => (one.ok ? 'ok' : one.error.message))).toEqual([
    'ok',
    expect.stringMatching(/broken\.jsonl:2: 不是 UTF-8，请把文件另存为 UTF-8/),
    'ok',
  ])
})
