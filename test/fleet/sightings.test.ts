import { describe, expect, test } from 'vitest'
import { createSightings, unevenWayMs, usualWayMs } from '../../src/store/fleet/sightings.ts'

/** Calls a fifth of a second apart, each answered after so long; how long after leaving each counts as seen. */
function seenAfter(answers: readonly number[], sightings = createSightings()): number[] {
  return answers.map((tookMs, n) => {
    const departedAt = n * 200
    return sightings.seenBy({ departedAt, answeredAt: departedAt + tookMs }) - departedAt - unevenWayMs
  })
}

const steady = Array.from({ length: 30 }, () => 50)
const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

describe('when a call was seen by the server', () => {
  test('not before it was answered, as long as nothing is known of the server', () => {
    expect(seenAfter([50, 80, 60])).toEqual([50, 80, 60])
  })

  test('at once where the answer is as quick as any', () => {
    expect(seenAfter(steady).slice(-20)).toEqual(steady.slice(-20).map(() => 0))
  })

  test('late where the answer is late: it may have waited before it arrived', () => {
    expect(seenAfter([...steady, 290]).at(-1)).toBe(240)
  })

  test('costs no more than a fortieth of the rate where answers differ by themselves', () => {
    const varied = Array.from({ length: 400 }, (_, n) => 50 + ((n * 37) % 200))
    expect(average(seenAfter(varied).slice(100))).toBeLessThanOrEqual(25)
  })

  test('not before its bytes left, and a usual way later where no answer came', () => {
    const sightings = createSightings()
    seenAfter(steady, sightings)
    expect(sightings.seenBy({ departedAt: 9_000, sentAt: 9_040, answeredAt: 9_050 })).toBe(9_040 + unevenWayMs)
    expect(sightings.seenBy({ departedAt: 9_000, sentAt: 9_010 })).toBe(9_010 + usualWayMs + unevenWayMs)
  })

  test('what the quickest answer was is forgotten after a minute: a server may become slower for good', () => {
    const sightings = createSightings()
    seenAfter(steady, sightings)
    for (let at = 60_000; at < 180_000; at += 1_000) sightings.seenBy({ departedAt: at, answeredAt: at + 90 })
    expect(sightings.seenBy({ departedAt: 200_000, answeredAt: 200_090 })).toBe(200_000 + unevenWayMs)
  })
})
