import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, it } from 'vitest'
import { busiestSecond, startArrivals, surelyInASecond } from './arrivals.ts'

const exactly = (times: readonly number[]) => times.map((at) => ({ after: at, at }))

it('where every arrival is known exactly, the busiest second is what it is', () => {
  const turnOfASecond = [900, 920, 940, 960, 980, 1_010, 1_030, 1_050, 1_070, 1_090]
  const even = Array.from({ length: 30 }, (_, n) => n * 200)
  for (const times of [turnOfASecond, even]) expect(surelyInASecond(exactly(times))).toBe(busiestSecond(times))
  expect(surelyInASecond(exactly(turnOfASecond))).toBe(10)
})

it('what a stalled server finds at once may have come evenly, but not more than fits', () => {
  const even = Array.from({ length: 30 }, (_, n) => n * 200)
  const stalled = (from: number, to: number) =>
    even.map((at) => (at > from && at < to ? { after: from, at: to } : { after: at, at }))
  const found = stalled(1_050, 1_950)
  expect(busiestSecond(found.map(({ at }) => at))).toBe(9)
  expect(surelyInASecond(found)).toBe(5)
  const tooMany = found.flatMap((arrival) => [arrival, arrival])
  expect(surelyInASecond(tooMany)).toBe(10)
})

it('a server that was busy does not know since when a call stood there', async () => {
  const erp = await startArrivals()
  const { hostname, port } = new URL(erp.url)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  const call = 'POST / HTTP/1.1\r\nhost: erp\r\ncontent-length: 0\r\n\r\n'
  socket.write(call)
  await once(socket, 'data')
  const sent = performance.now()
  socket.write(call)
  while (performance.now() < sent + 120);
  const looked = performance.now()
  await once(socket, 'data')
  socket.destroy()
  await erp.close()
  expect(erp.times).toHaveLength(2)
  const [, stood] = erp.arrivals()
  expect(stood?.after).toBeLessThanOrEqual(sent)
  expect(stood?.at).toBeGreaterThanOrEqual(looked)
})
