import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { isCommand, type ThreadMessage } from '../domain/index.ts'
import { messageOf, ZhibangError } from '../shared/errors.ts'

const message = z.looseObject({
  from: z.enum(['customer', 'sales', 'other']),
  text: z.string(),
  ts: z.number().int().nonnegative(),
  /** true, or what the room is called: either says that others read along. */
  room: z
    .union([z.boolean(), z.string(), z.number()], { error: '应为 true 或群名' })
    .nullish()
    .transform((room) => (room == null ? undefined : Boolean(room) && !/^\s*(?:false|0)?\s*$/i.test(String(room)))),
  speaker: z.string().nullish(),
  /** What the text stands for; absent = words. */
  kind: z.enum(['text', 'card', 'location', 'link', 'record', 'image', 'audio']).optional(),
})
const thread = z.looseObject({ id: z.string().min(1), messages: z.array(message).min(1) })

/** One line of a conversation file (JSONL): one customer's thread. */
export interface ConversationThread {
  id: string
  messages: ThreadMessage[]
  /** The line as it was, for `--gold`. */
  raw: Record<string, unknown>
}

/** A line that cannot be used: which one, what was found, what would be right. */
export class ConversationLineError extends ZhibangError {
  override readonly name = 'ConversationLineError'
  readonly code = 'conversation_line_invalid'
}

export type ConversationLine =
  | { ok: true; thread: ConversationThread; place: string }
  | { ok: false; error: ConversationLineError }

/** Reads a conversation file line by line; a bad line does not hide the good ones. Throws where the file cannot be read. */
export async function* readConversations(path: string): AsyncGenerator<ConversationLine> {
  const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })
  let number = 0
  for await (const line of lines) {
    number++
    if (line.trim() !== '') yield parseLine(line.replace(/^\uFEFF/, ''), `${path}:${number}`)
  }
}

function parseLine(line: string, place: string): ConversationLine {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch (error) {
    return bad(`${place}: 不是 JSON（${messageOf(error)}），每行应为 {"id","messages":[…]}`)
  }
  const parsed = thread.safeParse(json)
  if (parsed.success) return { ok: true, thread: toThread(parsed.data), place }
  const issue = parsed.error.issues[0]
  return bad(
    `${place}: ${issue?.path.join('.') || '整行'} 不对（${issue?.message}），应为 {"id","messages":[{"from":"customer|sales|other","text","ts"}]}`,
  )
}

const bad = (text: string): ConversationLine => ({ ok: false, error: new ConversationLineError(text) })

/** What our side told the bot is no conversation; its place stays, so that ids do not depend on it. */
const wordsOf = (m: z.output<typeof message>): Pick<ThreadMessage, 'kind' | 'text'> =>
  m.from === 'sales' && isCommand(m.text) ? { kind: 'other', text: '' } : { kind: m.kind ?? 'text', text: m.text }

function toThread(line: z.output<typeof thread>): ConversationThread {
  const messages = line.messages.map(
    (m, index): ThreadMessage => ({
      id: `${line.id}#${index}`,
      role: m.from,
      ...wordsOf(m),
      speaker: m.speaker ?? undefined,
      room: m.room,
      sentAt: m.ts,
    }),
  )
  // The sort is stable: messages of the same millisecond keep the file's order.
  messages.sort((a, b) => a.sentAt - b.sentAt)
  return { id: line.id, messages, raw: line }
}
