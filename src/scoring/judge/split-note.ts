import { noteTextRoom } from '../../domain/index.ts'

// Room for "（12/34）".
const headChars = 10

/** Numbered parts that each fit into one note; nothing is cut off. Breaks at line ends where it can. */
export function splitNote(text: string): string[] {
  if (text.length <= noteTextRoom) return [text]
  const parts: string[] = []
  let rest = text
  while (rest.length > 0) {
    const end = rest.length <= noteTextRoom - headChars ? rest.length : breakIn(rest, noteTextRoom - headChars)
    parts.push(rest.slice(0, end))
    rest = rest.slice(end).replace(/^\n/, '')
  }
  return parts.map((part, index) => `（${index + 1}/${parts.length}）${part}`)
}

function breakIn(text: string, limit: number): number {
  const window = text.slice(0, limit)
  const at = Math.max(window.lastIndexOf('\n'), window.lastIndexOf('；') + 1)
  if (at > limit / 2) return at
  // Never between the halves of a surrogate pair.
  return /[\ud800-\udbff]$/.test(window) ? limit - 1 : limit
}
