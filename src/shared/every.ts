import type { Clock } from './clock.ts'

/** Does work again and again, each time so long after its last end, also where it failed. Returns what ends it. */
export function every(
  clock: Clock,
  ms: number,
  work: () => Promise<unknown>,
  onFault: (error: unknown) => void = () => {},
): () => void {
  let stopped = false
  let cancel = () => {}
  const next = () => {
    if (!stopped) cancel = clock.after(ms, () => void work().catch(onFault).finally(next))
  }
  next()
  return () => {
    stopped = true
    cancel()
  }
}
