const kept = 100

/** The last hundred answers, and the last thing that went wrong. */
export function createLatency() {
  const times: number[] = []
  let lastError: { at: number; message: string } | undefined
  return {
    add(ms: number): void {
      times.push(ms)
      if (times.length > kept) times.shift()
    },
    failed(at: number, message: string): void {
      lastError = { at, message }
    },
    mean: (): number => (times.length === 0 ? 0 : Math.round(times.reduce((sum, ms) => sum + ms, 0) / times.length)),
    lastError: () => lastError,
  }
}

export type Latency = ReturnType<typeof createLatency>
