import { type Kysely, sql } from 'kysely'
import type {
  Cursor,
  InboundMessage,
  LeadId,
  MessageToStore,
  ReadingState,
  Thread,
  ThreadId,
} from '../../domain/index.ts'
import { isShared, locks, type Purpose } from './locks.ts'
import type { Tables, ThreadRow } from './tables.ts'

type Db = Kysely<Tables>
type Touch = MessageToStore['touch'][number]

/** A message makes a thread due. */
export interface ThreadTouch extends Touch {
  message: InboundMessage
  /** Place of a recalled message, which has to be read again without its words. */
  changed?: Cursor
}

/** Makes threads due; several messages of one thread are one change of it. */
export async function touchThreads(db: Db, touches: readonly ThreadTouch[]): Promise<void> {
  const byThread = Map.groupBy(touches, ({ threadId }) => threadId)
  // In one order everywhere, so that two processes never wait for each other.
  for (const id of [...byThread.keys()].sort()) await touchThread(db, id, byThread.get(id) ?? [])
}

async function touchThread(db: Db, id: ThreadId, touches: readonly ThreadTouch[]): Promise<void> {
  const creator = touches.find(({ create }) => create)
  // What nobody had made yet when a message came is not touched by it.
  const isNew = creator !== undefined && (await insertThread(db, creator.message, creator))
  const counted = isNew ? touches.slice(touches.indexOf(creator)) : touches
  const [first, last] = [counted[0], counted.at(-1)]
  if (!first || !last) return
  const place = Math.min(...counted.map(({ changed, message }) => changed?.sentAt ?? message.sentAt))
  const recalled = counted.some(({ changed }) => changed) ? 1 : 0
  await db
    .updateTable('threads')
    .set({
      // Sliding, but bounded by what the first unread message allowed.
      due_latest: sql`CASE WHEN due_at IS NULL THEN ${first.latestAt} ELSE due_latest END`,
      due_at: sql`CASE WHEN due_at IS NULL THEN ${Math.min(last.dueAt, first.latestAt)}
        WHEN due_latest < ${last.dueAt} THEN due_latest ELSE ${last.dueAt} END`,
      reread: sql`CASE WHEN cursor_sent > ${place} OR (cursor_sent = ${place} AND ${recalled} = 1) THEN 1 ELSE reread END`,
      version: sql`version + 1`,
    })
    .where('id', '=', id)
    .where('muted', '=', 0)
    .execute()
}

async function insertThread(db: Db, message: InboundMessage, touch: Touch): Promise<boolean> {
  const person = message.self ? message.peer : message.sender
  const inserted = await db
    .insertInto('threads')
    .values({
      id: touch.threadId,
      account: message.accountId,
      conversation: message.conversation.id,
      contact: person?.contactId ?? message.conversation.id,
      room: Number(message.conversation.kind === 'room'),
      topic: message.conversation.topic ?? null,
      nickname: person?.nickname ?? '',
      wechat_id: person?.wechatId ?? null,
      phones: person?.phones?.length ? JSON.stringify(person.phones) : null,
      reread: 0,
      muted: 0,
      version: 1,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  return inserted.numInsertedOrUpdatedRows === 1n
}

export async function saveThread(db: Db, thread: Thread): Promise<void> {
  const row = { ...toRow(thread), ...(isShared(db) && { taken_by: null }) }
  await db
    .insertInto('threads')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

export async function loadThread(db: Db, id: ThreadId, purpose?: Purpose): Promise<Thread | undefined> {
  const row = await db
    .selectFrom('threads')
    .selectAll()
    .where('id', '=', id)
    .$if(locks(db, purpose), (rows) => rows.forUpdate())
    .executeTakeFirst()
  return row && fromRow(row)
}

export async function loadThreadsOfLead(db: Db, id: LeadId, purpose?: Purpose): Promise<Thread[]> {
  const rows = await db
    .selectFrom('threads')
    .selectAll()
    .where('lead_id', '=', id)
    .orderBy('id')
    .$if(locks(db, purpose), (found) => found.forUpdate())
    .execute()
  return rows.map(fromRow)
}

const notesShare = 5

/** Runs before notes, each thread once. Of a full batch every fifth is a note: many who talk must not keep the silent waiting. */
export function oneBatch<Row extends { id: string }>(
  runs: readonly Row[],
  notes: readonly Row[],
  limit: number,
): Row[] {
  const known = new Set(runs.map(({ id }) => id))
  const alone = notes.filter(({ id }) => !known.has(id))
  const share = Math.min(alone.length, Math.max(limit - runs.length, Math.floor(limit / notesShare)))
  return [...runs.slice(0, limit - share), ...alone.slice(0, share)]
}

/** Due for a run or for a note, the oldest first. */
export async function dueThreads(db: Db, now: number, limit: number): Promise<Thread[]> {
  const due = (column: 'due_at' | 'note_due_at') =>
    db
      .selectFrom('threads')
      .selectAll()
      .where(column, 'is not', null)
      .where(column, '<=', now)
      .orderBy(column)
      .limit(limit)
      .execute()
  return oneBatch(await due('due_at'), await due('note_due_at'), limit).map(fromRow)
}

export async function nextThreadDue(db: Db): Promise<number | undefined> {
  const earliest = async (column: 'due_at' | 'note_due_at') =>
    (
      await db
        .selectFrom('threads')
        .select(column)
        .where(column, 'is not', null)
        .orderBy(column)
        .limit(1)
        .executeTakeFirst()
    )?.[column]
  const times = [await earliest('due_at'), await earliest('note_due_at')].filter((time) => time != null)
  return times.length > 0 ? Math.min(...times) : undefined
}

const cursorOf = (sentAt: number | null, seq: number | null): Cursor | undefined =>
  sentAt === null || seq === null ? undefined : { sentAt, seq }

export function fromRow(row: ThreadRow): Thread {
  return {
    id: row.id as ThreadId,
    accountId: row.account,
    conversationId: row.conversation,
    contactId: row.contact,
    room: row.room === 1,
    topic: row.topic ?? undefined,
    nickname: row.nickname,
    wechatId: row.wechat_id ?? undefined,
    phones: row.phones ? (JSON.parse(row.phones) as string[]) : undefined,
    leadId: (row.lead_id as LeadId | null) ?? undefined,
    reading: row.reading ? (JSON.parse(row.reading) as ReadingState) : undefined,
    cursor: cursorOf(row.cursor_sent, row.cursor_seq),
    reread: row.reread === 1,
    dueAt: row.due_at ?? undefined,
    noteDueAt: row.note_due_at ?? undefined,
    notedUpTo: cursorOf(row.noted_sent, row.noted_seq),
    muted: row.muted === 1,
    version: row.version,
  }
}

function toRow(thread: Thread) {
  return {
    id: thread.id,
    account: thread.accountId,
    conversation: thread.conversationId,
    contact: thread.contactId,
    room: Number(thread.room),
    topic: thread.topic ?? null,
    nickname: thread.nickname,
    wechat_id: thread.wechatId ?? null,
    phones: thread.phones ? JSON.stringify(thread.phones) : null,
    lead_id: thread.leadId ?? null,
    reading: thread.reading ? JSON.stringify(thread.reading) : null,
    cursor_sent: thread.cursor?.sentAt ?? null,
    cursor_seq: thread.cursor?.seq ?? null,
    reread: Number(thread.reread),
    due_at: thread.dueAt ?? null,
    note_due_at: thread.noteDueAt ?? null,
    noted_sent: thread.notedUpTo?.sentAt ?? null,
    noted_seq: thread.notedUpTo?.seq ?? null,
    muted: Number(thread.muted),
    version: thread.version,
  }
}
