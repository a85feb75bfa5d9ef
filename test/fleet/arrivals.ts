import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An ERP that only notes when a call arrives. */
export async function startArrivals(
  answer: (number: number) => { status: number; delayMs?: number } = () => ({ status: 200 }),
) {
  const times: number[] = []
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
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
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
