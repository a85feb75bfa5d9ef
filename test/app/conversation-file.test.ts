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
