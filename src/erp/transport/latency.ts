const kept = 100

/** The last hundred answers, and the last thing that went wrong. */
export function createLatency() {
  const times: number[] = []
  let lastError: { at: number; message: string } | undefined
  let away = false
  return {
    add(ms: number): void {
      away = false
      times.push(ms)
      if (times.length > kept) times.shift()
    },
    failed(at: number, message: string, isAway: boolean): void {
      away = isAway
      lastError = { at, message }
    },
    mean: (): number => (times.length === 0 ? 0 : Math.round(times.reduce((sum, ms) => sum + ms, 0) / times.length)),
    lastError: () => lastError,
    away: () => away,
  }
}

export type Latency = ReturnType<typeof createLatency>
