import { z } from 'zod'
import { expectedText } from '../config/index.ts'
import { isCommand, type ThreadMessage } from '../domain/index.ts'
import { messageOf, ZhibangError } from '../shared/errors.ts'
import { readLines, type TextLine } from './text-lines.ts'

/** Times of these years in seconds; as milliseconds they would lie between 1970 and 1973. */
const isInSeconds = (time: number): boolean => time >= 1_000_000_000 && time < 100_000_000_000

const epoch = z
  .number({ error: '毫秒或 ISO 时间，例如 1767225600000 或 2026-01-01T08:00:00+08:00' })
  .int({ error: '整数的毫秒，例如 1767225600000' })
  .refine((time) => !isInSeconds(time), { error: '毫秒，例如 1767225600000；秒要乘以 1000' })

/** As programs write times: `2026-01-01T08:00:00Z`, `…+08:00`; without a zone it is China's. What is none stays as it is. */
function millisecondsOf(text: string): number | string {
  const [, day, time, zone = '+08:00'] = isoTime.exec(text.trim()) ?? []
  const at = Date.parse(`${day}T${time}${zone.toUpperCase()}`)
  return Number.isNaN(at) ? text : at
}
const isoTime = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|[+-]\d\d:\d\d)?$/i

const message = z.looseObject({
  from: z.enum(['customer', 'sales', 'other']),
  text: z.string(),
  ts: z.preprocess((time) => (typeof time === 'string' ? millisecondsOf(time) : time), epoch),
  /** true, or what the room is called: either says that others read along. */
  room: z
    .union([z.boolean(), z.string(), z.number()], { error: 'true 或群名' })
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
  | {
      ok: true
      thread: ConversationThread
      place: string
      /** Worth telling, and no reason not to use it. */
      notice?: string
    }
  | { ok: false; error: ConversationLineError }

/** Reads a conversation file line by line; a bad line does not hide the good ones. Throws where the file cannot be read. */
export async function* readConversations(path: string): AsyncGenerator<ConversationLine> {
  let number = 0
  let told = false
  for await (const line of readLines(path)) {
    number++
    if (line.text?.trim() === '') continue
    const parsed = parseLine(line, `${path}:${number}`)
    const isForeign = parsed.ok && line.encoding !== 'utf-8' && !told
    if (isForeign) told = true
    yield isForeign ? { ...parsed, notice: `${path}: 不是 UTF-8，按 GB18030（GBK）读` } : parsed
  }
}

function parseLine({ text }: TextLine, place: string): ConversationLine {
  if (text === undefined) return bad(`${place}: 不是 UTF-8，请把文件另存为 UTF-8`)
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return bad(`${place}: 不是 JSON（${messageOf(error)}），每行应为 {"id","messages":[…]}`)
  }
  const parsed = thread.safeParse(json, { error: expectedText })
  if (parsed.success) return { ok: true, thread: toThread(parsed.data), place }
  const issue = parsed.error.issues[0]
  return bad(
    `${place}: ${issue?.path.join('.') || '整行'} 不对（应为 ${issue?.message}），每行应为 {"id","messages":[{"from":"customer|sales|other","text","ts"}]}`,
  )
}

const bad = (text: string): ConversationLine => ({ ok: false, error: new ConversationLineError(text) })

/** What anybody told the bot is no conversation; its place stays, so that ids do not depend on it. */
const wordsOf = (m: z.output<typeof message>): Pick<ThreadMessage, 'kind' | 'text'> =>
  isCommand(m.text) ? { kind: 'other', text: '' } : { kind: m.kind ?? 'text', text: m.text }

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
