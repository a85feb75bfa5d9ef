/** Pairs of neighbours among the characters. */
export function pairsOf(text: string): string[] {
  const chars = text.toLowerCase()
  return Array.from({ length: Math.max(0, chars.length - 1) }, (_, i) => chars.slice(i, i + 2))
}
