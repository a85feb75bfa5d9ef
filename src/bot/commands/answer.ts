import type { Answer, CommandInput, Invocation } from './types.ts'

/** At most this many lines per message. */
export const mostLines = 15
/** Entries per page of a list. */
export const pageSize = 5

export const refused = (text: string): Answer => ({ text, outcome: 'refused' })
export const denied = (text: string): Answer => ({ text, outcome: 'denied' })
/** Nothing can be done in the ERP for whoever does not stand there. */
export const notFiled = (name: string): Answer => refused(`【${name}】还没有建档，先发 /erp 新建 ${name}`)

/** The same command again with one more thing settled. */
export const withPicked = (name: string, input: CommandInput, picked: Record<string, unknown>): Invocation => ({
  name,
  rest: input.rest,
  words: [...input.words],
  fields: { ...input.fields },
  picked: { ...input.picked, ...picked },
})

/** The beginning of a text; a number the cut would leave in half goes whole, as half of one escapes every mask. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text
  const cut = text.slice(0, most)
  return `${/[\d*]$/.test(cut) && /^[\d*]/.test(text.slice(most)) ? cut.replace(/[\d*-]+$/, '') : cut}…`
}

/** `1 甲` lines. */
export const numbered = (lines: readonly string[], from = 1): string =>
  lines.map((line, i) => `${i + from} ${line}`).join('\n')

/**
 * One page of a list whose numbers open something; numbers start at 1 on every page, or count on through all pages
 * where commands take them too.
 */
export function pageOf<T>(
  name: string,
  input: CommandInput,
  items: readonly T[],
  show: { line(item: T): string; open(item: T): Invocation; size?: number; countsOn?: boolean },
): { lines: string; choices: Invocation[]; next?: Invocation; page: number; pages: number } {
  const size = show.size ?? pageSize
  const pages = Math.max(1, Math.ceil(items.length / size))
  const page = Math.min(pages, Math.max(1, Number(input.picked.page ?? 1)))
  const before = (page - 1) * size
  const shown = items.slice(before, before + size)
  return {
    lines: numbered(shown.map(show.line), show.countsOn ? before + 1 : 1),
    choices: (show.countsOn ? items.slice(0, before + size) : shown).map(show.open),
    next: page < pages ? withPicked(name, input, { page: page + 1 }) : undefined,
    page,
    pages,
  }
}

/** Holds a text to the number of lines a phone shows well. */
export function phoneSized(text: string): string {
  const lines = text.split('\n').filter((line, i, all) => line.trim() !== '' || (i > 0 && all[i - 1]?.trim() !== ''))
  return lines.length <= mostLines ? lines.join('\n') : [...lines.slice(0, mostLines - 1), '……（其余略）'].join('\n')
}
