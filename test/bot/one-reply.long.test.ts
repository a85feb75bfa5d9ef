import { it } from 'vitest'
import { expectOneReplyToDo } from './one-reply.ts'

it('hot leads of some hundred conversations are in the ERP after a single reply', async () => {
  await expectOneReplyToDo(['conversations/test-threads.jsonl', 'conversations/dev-threads.jsonl'], 100)
}, 240_000)
