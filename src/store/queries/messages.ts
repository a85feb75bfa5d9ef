import { type Kysely, type Selectable, sql } from 'kysely'
import type { Cursor, MessageToStore, Thread, ThreadMessage } from '../../domain/index.ts'
import type { MessageRow, Tables } from './tables.ts'
import { type ThreadTouch, touchThreads } from './threads.ts'

type Db = Kysely<Tables>

/** Rows of one statement. */
const rowsAtOnce = 500

/** Commits a batch; true per message = it was new. */
export async function appendMessages(db: Db, messages: readonly MessageToStore[]): Promise<boolean[]> {
  const fresh: boolean[] = []
  for (let from = 0; from < messages.length; ) {
    const end = nextPart(messages, from)
    fresh.push(...(await appendPart(db, messages.slice(from, end))))
    from = end
  }
  return fresh
}

/** A recall is a part of its own: what follows it must find it. */
function nextPart(messages: readonly MessageToStore[], from: number): number {
  const isRecall = (at: number) => messages[at]?.message.content.kind === 'recall'
  if (isRecall(from)) return from + 1
  let end = from
  while (end < messages.length && end - from < rowsAtOnce && !isRecall(end)) end++
  return end
}

async function appendPart(db: Db, part: readonly MessageToStore[]): Promise<boolean[]> {
  const recalled = await recalledAmong(db, part)
  const wordless = { recalled: 1, text: '', quoted: null }
  const inserted = await db
    .insertInto('messages')
    .values(part.map((item) => ({ recalled: 0, ...rowOf(item), ...(recalled.has(keyOf(item)) && wordless) })))
    .onConflict((conflict) => conflict.columns(['account', 'id']).doNothing())
    .returning(['account', 'id'])
    .execute()
  const added = new Set(inserted.map(({ account, id }) => `${account} ${id}`))
  // Of two with one id in the same batch the first is the new one.
  const fresh = part.map((item) => added.delete(keyOf(item)))
  await touch(
    db,
    part.filter((_, index) => fresh[index]),
  )
  return fresh
}

const keyOf = ({ message }: MessageToStore) => `${message.accountId} ${message.id}`

async function touch(db: Db, fresh: readonly MessageToStore[]): Promise<void> {
  const touches: ThreadTouch[] = []
  for (const { message, touch } of fresh) {
    const { content } = message
    const changed = content.kind === 'recall' ? await recall(db, message.accountId, content.messageId) : undefined
    for (const one of touch) touches.push({ ...one, message, changed })
  }
  await touchThreads(db, touches)
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
async function recalledAmong(db: Db, part: readonly MessageToStore[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('messages')
    .select(['account', 'target'])
    .where('account', 'in', [...new Set(part.map(({ message }) => message.accountId))])
    .where(
      'target',
      'in',
      part.map(({ message }) => message.id),
    )
    .execute()
  return new Set(rows.map(({ account, target }) => `${account} ${target}`))
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

/** Rows stand in the order they came in: only those since then are looked at, whatever lies before them. */
export async function countHeard(db: Db, receivedSince: number, exceptAccount: string): Promise<number> {
  const before = await db
    .selectFrom('messages')
    .select('seq')
    .where('received_at', '<', receivedSince)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  const row = await db
    .selectFrom('messages')
    .select((count) => count.fn.countAll<number>().as('n'))
    .where('seq', '>', before?.seq ?? 0)
    .where('received_at', '>=', receivedSince)
    .where('role', '=', 'customer')
    .where('kind', '!=', 'recall')
    .where('account', '!=', exceptAccount)
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

/** Retention: the words go, the rows stay so that a late duplicate is still recognised. At most `limit` rows. */
export async function dropTextBefore(db: Db, time: number, limit: number): Promise<number> {
  const result = await sql`
    UPDATE messages SET text = '', quoted = NULL WHERE seq IN (
      SELECT seq FROM messages WHERE received_at < ${time} AND text != '' LIMIT ${limit})`.execute(db)
  return Number(result.numAffectedRows ?? 0n)
}
