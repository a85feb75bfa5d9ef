import type { Span } from './span.ts'

const emailShape = /^[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}$/
const atSign =
  /\s{0,2}(?:@|\(at\)|\(a\)|\[at\]|艾特|圈[aA]|＠)\s{0,2}|\s#\s|(?<=[a-z\d])#(?=[a-z\d-]{2,30}\.(?:com|cn|net))|\sat\s/gi

export function emailSpans(text: string): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(atSign)) {
    const at = match.index ?? 0
    const before = text.slice(Math.max(0, at - 64), at)
    // lin点ming艾特…: where the sign is spelt, so is the dot before it.
    const said = /艾特|at/i.test(match[0])
      ? /[A-Za-z0-9][A-Za-z0-9._%+-]*(?:点[A-Za-z0-9._%+-]+){1,3}$/.exec(before)?.[0]
      : undefined
    const raw = said ?? /(?:[A-Za-z0-9]+\s?下划线\s?)?[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}$/.exec(before)?.[0]
    const local = raw?.replace(/点/g, '.').replace(/\s?下划线\s?/, '_')
    const after = text.slice(at + match[0].length, at + match[0].length + 100)
    const domain =
      /^[A-Za-z0-9-]{1,40}(?:(?:\s(?:\.|点|dot)\s?|\.(?:\s(?=(?:com|cn|net|org)\b))?|(?:点|dot)\s?)[A-Za-z0-9-]{1,30}){1,4}/i.exec(
        after,
      )?.[0]
    if (!local || !domain || !emailShape.test(local)) continue
    const tidy = domain.replace(/\s?(?:点|dot)\s?/gi, '.').replace(/\s/g, '')
    const host = /^[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,12}/.exec(tidy)?.[0]
    if (!host) continue
    const length = host.length + (domain.length - tidy.length)
    spans.push({
      kind: 'email',
      value: `${local}@${host}`,
      start: at - (raw?.length ?? 0),
      end: at + match[0].length + length,
      labelled: true,
    })
  }
  return spans
}
