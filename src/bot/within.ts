import type { Clock } from '../shared/clock.ts'

/** Waits for work, but not longer than `ms` and not beyond the signal. The work itself goes on, its failure unheard. */
export async function within<T>(
  clock: Clock,
  work: Promise<T>,
  what: string,
  { signal, ms }: { signal?: AbortSignal; ms: number },
): Promise<T> {
  const over = new AbortController()
  const either = signal ? AbortSignal.any([signal, over.signal]) : over.signal
  const late = clock.sleep(ms, either).then(() => {
    throw new Error(`${what} 超过 ${ms} 毫秒`)
  })
  late.catch(() => {})
  try {
    return await Promise.race([work, late])
  } finally {
    over.abort(new Error('done'))
    work.catch(() => {})
  }
}
