/** Room for `（12/34）`. */
const markLength = 10

/** Numbered parts of at most `limit` UTF-16 units; nothing is lost, no character is torn apart. */
export function splitText(text: string, limit: number): string[] {
  if (text.length <= limit) return [text]
  const parts: string[] = []
  let part = ''
  for (const character of text) {
    if (part.length + character.length > limit - markLength) {
      parts.push(part)
      part = ''
    }
    part += character
  }
  parts.push(part)
  return parts.map((one, index) => `（${index + 1}/${parts.length}）${one}`)
}
