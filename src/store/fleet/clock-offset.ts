/** What a question to another clock tells: asked and answered at these local times, its reading in between. */
export interface Reading {
  asked: number
  answered: number
  theirs: number
}

/** How old a good reading may be before a worse one counts: clocks drift by microseconds a second. */
const goodForMs = 60_000

/**
 * Another clock in terms of ours. The reading with the shortest way is the most exact one; one that contradicts it
 * (ours was set) replaces it.
 */
export function createClockOffset() {
  let best: (Reading & { error: number }) | undefined
  const offset = () => (best ? best.theirs - (best.asked + best.answered) / 2 : 0)

  return {
    learn(reading: Reading): void {
      const error = (reading.answered - reading.asked) / 2
      const between = reading.theirs - (reading.asked + reading.answered) / 2
      const stale = !best || reading.answered - best.answered > goodForMs || reading.answered < best.answered
      const contradicts = best !== undefined && Math.abs(between - offset()) > error + best.error + 2
      if (stale || contradicts || error <= (best?.error ?? 0)) best = { ...reading, error }
    },
    /** A time of theirs by our clock. */
    toOurs: (time: number): number => time - offset(),
    /** It may be wrong by so much, ms. */
    error: (): number => best?.error ?? 0,
    toTheirs: (time: number): number => time + offset(),
  }
}
