import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A call reached the server's machine at `at`, or as much earlier as `after`: nobody looked in between. */
export interface Arrival {
  after: number
  at: number
}

/** An ERP that only notes when a call arrives. */
export async function startArrivals(
  answer: (number: number) => { status: number; delayMs?: number } = () => ({ status: 200 }),
) {
  const times: number[] = []
  const looks = watchLooks()
  const server = createServer((request, response) => {
    times.push(performance.now())
    const { status, delayMs = 0 } = answer(times.length)
    request.resume()
    setTimeout(() => {
      response.statusCode = status
      response.end('{}')
    }, delayMs)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    times,
    arrivals: () => looks.arrivals(times),
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => {
      looks.stop()
      return new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      })
    },
  }
}

const lookEveryMs = 4
/** What came on a new connection is found at the second look after the connection itself. */
const looksBehind = 3

/**
 * Notes when this process looks at its connections. One that is busy, or waits for the processor, finds all at once what
 * came meanwhile: the time of a call's arrival is known no better than that.
 */
export function watchLooks() {
  const looks = [performance.now()]
  const timer = setInterval(() => looks.push(performance.now()), lookEveryMs)
  return {
    /** `times`: when calls were found, by `performance.now`, in order. */
    arrivals(times: readonly number[]): Arrival[] {
      let next = 0
      return times.map((at) => {
        while (next < looks.length && (looks[next] ?? 0) <= at) next++
        return { after: looks[Math.max(0, next - looksBehind)] ?? 0, at }
      })
    },
    stop: () => clearInterval(timer),
  }
}

/** So many calls came within some second for certain: whenever each of them came, there is none with fewer at most. */
export function surelyInASecond(arrivals: readonly Arrival[]): number {
  let most = 1
  while (!isPossible(arrivals, most)) most++
  return most
}

/** Each as early as it may have come, but a second behind the one that is `most` before it. */
function isPossible(arrivals: readonly Arrival[], most: number): boolean {
  const came: number[] = []
  return arrivals.every(({ after, at }, n) => {
    const earliest = Math.max(after, (came[n - most] ?? Number.NEGATIVE_INFINITY) + 1_000)
    came.push(earliest)
    return earliest <= at
  })
}

/** Most arrivals within any second that begins with one. */
export function busiestSecond(times: readonly number[]): number {
  let most = 0
  let last = 0
  for (let first = 0; first < times.length; first++) {
    const end = (times[first] ?? 0) + 1_000
    while (last < times.length && (times[last] ?? 0) < end) last++
    most = Math.max(most, last - first)
  }
  return most
}

/** Calls between the first and the last, as a part of what the rate allows. */
export function useOf(times: readonly number[], ratePerSecond: number): number {
  const spanMs = (times.at(-1) ?? 0) - (times[0] ?? 0)
  return ((times.length - 1) * 1_000) / spanMs / ratePerSecond
}
