/** What one example says: the indices of its features, their values, whether it is one. */
export interface Row {
  at: ArrayLike<number>
  /** @default 1 each */
  value?: ArrayLike<number>
  yes: boolean
}

export interface LearningOptions {
  passes: number
  step: number
  /** How much a weight is drawn to nought whenever its feature is met. */
  shrink(index: number): number
}

/** A generator whose numbers are the same on every run (mulberry32). */
function random(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Logistic regression by AdaGrad over sparse rows. The same rows give the same weights. */
export function learn(
  rows: readonly Row[],
  size: number,
  { passes, step, shrink }: LearningOptions,
): { weights: Float64Array; bias: number } {
  const weights = new Float64Array(size)
  const squares = new Float64Array(size).fill(1e-2)
  const next = random(7)
  let bias = 0
  for (let pass = 0; pass < passes; pass += 1) {
    for (const { at, value, yes } of rows
      .map((row) => ({ row, key: next() }))
      .sort((a, b) => a.key - b.key)
      .map(({ row }) => row)) {
      let sum = bias
      for (let i = 0; i < at.length; i += 1) sum += (weights[at[i] ?? 0] ?? 0) * (value?.[i] ?? 1)
      const error = 1 / (1 + Math.exp(-sum)) - (yes ? 1 : 0)
      bias -= 0.02 * error
      for (let i = 0; i < at.length; i += 1) {
        const index = at[i] ?? 0
        const slope = error * (value?.[i] ?? 1) + shrink(index) * (weights[index] ?? 0)
        const square = (squares[index] ?? 0) + slope * slope
        squares[index] = square
        weights[index] = (weights[index] ?? 0) - (step * slope) / Math.sqrt(square)
      }
    }
  }
  return { weights, bias }
}
