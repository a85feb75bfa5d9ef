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
  const recalled = message.content.kind !== 'recall' && (await isRecalled(db, message.accountId, message.id))
  const inserted = await db
    .insertInto('messages')
    .values({ ...rowOf(item), ...(recalled && { recalled: 1, text: '', quoted: null }) })
    .onConflict((conflict) => conflict.columns(['account', 'id']).doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 0n) return false
  const position =
    message.content.kind === 'recall' ? await recall(db, message.accountId, message.content.messageId) : undefined
  for (const touch of item.touch) await touchThread(db, message, touch, position)
  return true
}

function rowOf({ message, role, text }: MessageToStore) {
  const { content, conversation, sender } = message
  const inRoom = conversation.kind === 'room'
  return {
    account: message.accountId,
    id: message.id,
    conversation: conversation.id,
    sender: sender.contactId,
    role,
    kind: content.kind,
    text,
    quoted: content.kind === 'text' ? (content.quoted ?? null) : null,
    speaker: inRoom ? sender.nickname : null,
    target: content.kind === 'recall' ? content.messageId : null,
    room: Number(inRoom),
    sent_at: message.sentAt,
    received_at: message.receivedAt,
  }
}

/** Order is not guaranteed: the recall may have overtaken its message. */
const isRecalled = async (db: Db, account: string, id: string) =>
  (await db
    .selectFrom('messages')
    .select('seq')
    .where('account', '=', account)
    .where('target', '=', id)
    .limit(1)
    .executeTakeFirst()) !== undefined

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

/** Retention: the words go, the rows stay so that a late duplicate is still recognised. At most `limit` rows. */
export async function dropTextBefore(db: Db, time: number, limit: number): Promise<number> {
  const result = await sql`
    UPDATE messages SET text = '', quoted = NULL WHERE seq IN (
      SELECT seq FROM messages WHERE received_at < ${time} AND text != '' LIMIT ${limit})`.execute(db)
  return Number(result.numAffectedRows ?? 0n)
}
