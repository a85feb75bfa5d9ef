/** What came back over HTTP, nothing interpreted yet. */
export interface RawAnswer {
  /** HTTP status. */
  status: number
  headers: Record<string, unknown>
  bytes: Uint8Array
}

/** An answer's envelope read and judged: what happened, still without saying what it means for a write or a read. */
export type Verdict<T> =
  | { kind: 'ok'; value: T }
  /** The session is not valid (any more). */
  | { kind: 'session'; words: string }
  | { kind: 'refused'; words: string }
  | { kind: 'busy'; words: string; retryAfterMs?: number }
  /** Nothing usable: HTML, broken JSON, an envelope without content, words that say neither yes nor no. */
  | { kind: 'unclear'; why: string; words?: string }

export type Decoded = { kind: 'json'; value: unknown } | { kind: 'other'; why: string; text: string }

const utf8 = new TextDecoder('utf-8')

/** Bytes → JSON, tolerant of a byte order mark. */
export function decode(bytes: Uint8Array): Decoded {
  const text = utf8
    .decode(bytes)
    .replace(/^\ufeff/, '')
    .trim()
  if (text === '') return { kind: 'other', why: '空应答', text }
  if (/^</.test(text)) return { kind: 'other', why: `返回了网页：${titleOf(text)}`, text }
  try {
    return { kind: 'json', value: JSON.parse(text) }
  } catch {
    return { kind: 'other', why: `应答不是完整的 JSON（${bytes.length} 字节）`, text }
  }
}

/** A few words of an HTML page for the log. */
function titleOf(html: string): string {
  const title = /<title[^>]*>([^<]{1,200})/i.exec(html)?.[1]
  const body = html.slice(0, 4_000).replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ')
  return (title ?? body.replace(/<[^>]*>?/g, ' ')).replace(/\s+/g, ' ').trim().slice(0, 80)
}
