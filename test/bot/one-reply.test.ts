import { it } from 'vitest'
import { expectOneReplyToDo } from './one-reply.ts'

it('hot leads that fail a check become one question within 60 s, and a single reply puts 95 % of all into the ERP', async () => {
  await expectOneReplyToDo(['demo/own.jsonl', 'conversations/samples.jsonl', 'conversations/dev-threads-2.jsonl'], 30)
}, 60_000)
