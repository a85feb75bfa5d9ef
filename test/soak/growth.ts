export interface Sample {
  /** Since the beginning. */
  seconds: number
  /** Bytes. */
  rss: number
  heap: number
}

const windowSeconds = 20
/** The first third is warming up: code is compiled, caches fill to their limits. */
const settledAfter = 1 / 3

/**
 * Bytes a minute by which memory grows: the slope through the low points of the windows after the warm-up. Between two
 * collections memory always grows; what does not come down again shows in the low points.
 */
export function growthPerMinute(samples: readonly Sample[], what: 'rss' | 'heap'): number {
  const end = samples.at(-1)?.seconds ?? 0
  const lows = new Map<number, Sample>()
  for (const sample of samples.filter(({ seconds }) => seconds > end * settledAfter)) {
    const window = Math.floor(sample.seconds / windowSeconds)
    const low = lows.get(window)
    if (!low || sample[what] < low[what]) lows.set(window, sample)
  }
  const points = [...lows.values()].map((sample) => ({ x: sample.seconds / 60, y: sample[what] }))
  return slope(points)
}

/** Least squares. */
function slope(points: ReadonlyArray<{ x: number; y: number }>): number {
  const n = points.length
  if (n < 2) return 0
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / n
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / n
  const above = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0)
  const below = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0)
  return above / below
}
