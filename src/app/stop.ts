import { type Clock, systemClock } from '../shared/clock.ts'

// Ctrl-C reaches the whole process group, and the launcher hands it on: the same wish, twice.
const echoMs = 1_000

/** Resolves on SIGTERM or SIGINT (once); another signal more than a second later ends the process at once. */
export function stopSignal(clock: Clock = systemClock): Promise<NodeJS.Signals> {
  return new Promise((done) => {
    let askedAt: number | undefined
    const asked = (signal: NodeJS.Signals) => {
      askedAt ??= clock.now()
      if (clock.now() - askedAt > echoMs) process.exit(1)
      done(signal)
    }
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, asked)
  })
}
