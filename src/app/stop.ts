/** Resolves on SIGTERM or SIGINT (once); a second signal ends the process at once. */
export function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((done) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        done(signal)
        process.once(signal, () => process.exit(1))
      })
    }
  })
}
