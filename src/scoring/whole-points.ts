import type { Reason } from '../domain/index.ts'

/**
 * The reasons in whole points that add up to the score: what is cut off goes, one by one, to the largest remainders.
 * A reason that is left without a point is left out.
 */
export function wholePoints(reasons: readonly Reason[], score: number): Reason[] {
  const floors = reasons.map((r) => Math.floor(r.points))
  let left = score - floors.reduce((sum, points) => sum + points, 0)
  const order = reasons.map((r, i) => ({ i, rest: r.points - Math.floor(r.points) })).sort((a, b) => b.rest - a.rest)
  for (const { i } of order) {
    if (left <= 0) break
    floors[i] = (floors[i] ?? 0) + 1
    left -= 1
  }
  // What a bound of the scale took or gave belongs to the reason that set the level.
  if (floors[0] !== undefined) floors[0] += left
  return reasons.map((r, i) => ({ ...r, points: floors[i] ?? 0 })).filter((r) => r.points !== 0)
}
