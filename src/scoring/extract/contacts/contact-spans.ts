import { digitGroups } from '../digit-groups.ts'
import { emailSpans } from './email-span.ts'
import { numberSpan } from './number-span.ts'
import type { Expecting, Span } from './span.ts'
import { wechatSpans } from './wechat-span.ts'

/** Finds everything that can be reached or dialled, without judging whose it is. Linear in the text. */
export function contactSpans(text: string, expecting: Expecting = {}): Span[] {
  const emails = emailSpans(text)
  const ids = wechatSpans(text, emails, expecting)
  const taken = [...emails, ...ids]
  const free = (start: number, end: number) => taken.every((s) => end <= s.start || start >= s.end)
  const groups = digitGroups(text).filter((g) => free(g.start, g.end))
  const spans: Span[] = []
  let floor = 0
  for (let i = 0; i < groups.length; ) {
    const [span, used] = numberSpan(text, groups, i, floor, expecting)
    if (span) {
      spans.push(span)
      floor = span.end
    }
    i += used
  }
  return [...taken, ...spans].sort((a, b) => a.start - b.start)
}
