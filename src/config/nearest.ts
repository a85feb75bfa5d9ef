/** Of the known words those that the given one may have meant; all of them where none is near. */
export function nearestOf(given: string, known: readonly string[]): readonly string[] {
  const word = given.toLowerCase()
  const same = known.filter((one) => one.toLowerCase() === word)
  if (same.length > 0) return same
  const distances = known.map((one) => [one, distance(word, one.toLowerCase())] as const)
  const least = Math.min(...distances.map(([, apart]) => apart))
  if (least <= Math.max(2, Math.floor(word.length / 4)))
    return distances.flatMap(([one, d]) => (d === least ? [one] : []))
  const parts = known.filter((one) => word.length > 2 && one.toLowerCase().includes(word))
  return parts.length > 0 ? parts : known
}

/** Letters to add, leave out or change (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
