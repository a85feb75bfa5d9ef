import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Reason } from '../../src/domain/index.ts'
import { scoreThread } from '../../src/scoring/index.ts'
import { wholePoints } from '../../src/scoring/whole-points.ts'
import { thread } from './extract/reading.ts'

const sum = (reasons: readonly Reason[]) => reasons.reduce((all, r) => all + r.points, 0)

describe('reasons in whole points', () => {
  it('add up to the score, each within a point of what it was', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -60, max: 60, noNaN: true }), { minLength: 1, maxLength: 12 }),
        (points) => {
          const reasons = points.map((p) => ({ signal: 'need', label: '需求', points: p }))
          const score = Math.round(sum(reasons)) + 0
          const whole = wholePoints(reasons, score)
          expect(sum(whole)).toBe(score)
          for (const r of whole) expect(Number.isInteger(r.points)).toBe(true)
          expect(whole.every((r) => points.some((p) => Math.abs(p - r.points) <= 1))).toBe(true)
        },
      ),
    )
  })

  it.each([
    [
      'a hot thread with many reasons',
      ['要20套 下周一前装', '销: 可以', '能便宜点就定 寄到 邯郸市丛台区人民路1号 13712345098'],
    ],
    ['a conditional word', ['如果便宜点 我就拿', '销: 3100一台', '行']],
    ['a refusal', ['报个价', '销: 3100', '太贵了 不要了']],
    ['small talk', ['早']],
  ])('add up in a real thread: %s', (_, lines) => {
    const { score, reasons } = scoreThread(thread(...lines))
    expect(sum(reasons)).toBe(score)
    expect(reasons.every((r) => Number.isInteger(r.points))).toBe(true)
  })
})
