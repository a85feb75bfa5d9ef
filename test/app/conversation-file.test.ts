import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type ConversationLine, readConversations } from '../../src/app/conversation-file.ts'

test('in a conversation file, too, what our side told the bot is not read; a customer’s words are', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'zhibang-file-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const said = [
    ['sales', '/erp 新建 华强电子 手机:13800138000'],
    ['sales', '您好'],
    ['customer', '/erp 是什么？'],
  ]
  const messages = said.map(([from, text], i) => ({ from, text, ts: i }))
  writeFileSync(join(dir, 'one.jsonl'), JSON.stringify({ id: 't1', messages }))
  const lines: ConversationLine[] = []
  for await (const line of readConversations(join(dir, 'one.jsonl'))) lines.push(line)
  expect(lines.map((line) => line.ok && line.thread.messages.map(({ id, kind, text }) => [id, kind, text]))).toEqual([
    [
      ['t1#0', 'other', ''],
      ['t1#1', 'text', '您好'],
      ['t1#2', 'text', '/erp 是什么？'],
    ],
  ])
})
