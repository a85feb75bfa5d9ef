import { type Kysely, type Selectable, sql } from 'kysely'
import type { Cursor, MessageToStore, Thread, ThreadMessage } from '../../domain/index.ts'
import type { MessageRow, Tables } from './tables.ts'
import { touchThread } from './threads.ts'

type Db = Kysely<Tables>

/** Commits a batch; true per message = it was new. */
export async function appendMessages(db: Db, messages: readonly MessageToStore[]): Promise<boolean[]> {
  const fresh: boolean[] = []
  for (const item of messages) fresh.push(await appendMessage(db, item))
  return fresh
}

async function appendMessage(db: Db, item: MessageToStore): Promise<boolean> {
  const { message } = item
  const inserted = await db
    .insertInto('messages')
    .values({
      account: message.accountId,
      id: message.id,
      conversation: message.conversation.id,
      sender: message.sender.contactId,
      role: item.role,
      kind: message.content.kind,
      text: item.text,
      quoted: message.content.kind === 'text' ? (message.content.quoted ?? null) : null,
      speaker: message.conversation.kind === 'room' ? message.sender.nickname : null,
      room: Number(message.conversation.kind === 'room'),
      sent_at: message.sentAt,
      received_at: message.receivedAt,
    })
    .onConflict((conflict) => conflict.columns(['account', 'id']).doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 0n) return false
  const position =
    message.content.kind === 'recall' ? await recall(db, message.accountId, message.content.messageId) : undefined
  for (const touch of item.touch) await touchThread(db, message, touch, position)
  return true
}

/** Drops the text of a recalled message; its place in the conversation, or undefined when it is not here. */
async function recall(db: Db, account: string, id: string): Promise<Cursor | undefined> {
  const row = await db
    .updateTable('messages')
    .set({ recalled: 1, text: '', quoted: null })
    .where('account', '=', account)
    .where('id', '=', id)
    .returning(['sent_at', 'seq'])
    .executeTakeFirst()
  return row && { sentAt: row.sent_at, seq: row.seq }
}

/** The conversation after a position, in the order of the messages' own time, seen from one customer. */
export async function readThread(
  db: Db,
  thread: Thread,
  after: Cursor | undefined,
  limit: number,
): Promise<Array<ThreadMessage & { cursor: Cursor }>> {
  let query = db
    .selectFrom('messages')
    .selectAll()
    .where('account', '=', thread.accountId)
    .where('conversation', '=', thread.conversationId)
    .where('recalled', '=', 0)
    .where('kind', '!=', 'recall')
  if (after) query = query.where(sql<boolean>`(sent_at, seq) > (${after.sentAt}, ${after.seq})`)
  const rows = await query.orderBy('sent_at').orderBy('seq').limit(limit).execute()
  return rows.map((row) => toThreadMessage(row, thread))
}

function toThreadMessage(row: Selectable<MessageRow>, thread: Thread): ThreadMessage & { cursor: Cursor } {
  const own = row.role === 'customer' && row.sender === thread.contactId
  return {
    id: row.id,
    role: own ? 'customer' : row.role === 'sales' ? 'sales' : 'other',
    kind: row.kind as ThreadMessage['kind'],
    text: row.text,
    quoted: row.quoted ?? undefined,
    speaker: row.speaker ?? undefined,
    room: row.room === 1 || undefined,
    sentAt: row.sent_at,
    cursor: { sentAt: row.sent_at, seq: row.seq },
  }
}

/** Retention: the words go, the rows stay so that a late duplicate is still recognised. */
export async function dropTextBefore(db: Db, time: number): Promise<number> {
  const result = await db
    .updateTable('messages')
    .set({ text: '', quoted: null })
    .where('received_at', '<', time)
    .where('text', '!=', '')
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}
