/** A text message taken apart: what its writer says himself, and what he quotes. */
export interface QuotedText {
  own: string
  quoted?: string
}

// 「张三：原话」 or "张三：原话" on top, a line of dashes, then the writer's own words.
const quoteAbove = /^\s*(?:「([\s\S]*?)」|"([\s\S]*?)"|“([\s\S]*?)”)\s*\n\s*(?:[-—－–─]\s*){3,}\n?([\s\S]*)$/u

/** Parts the usual textual form of a WeChat quotation from the words that answer it. */
export function splitQuote(text: string): QuotedText {
  const match = quoteAbove.exec(text)
  if (!match) return { own: text }
  return { own: (match[4] ?? '').trim(), quoted: (match[1] ?? match[2] ?? match[3] ?? '').trim() }
}
