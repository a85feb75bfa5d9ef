import { describe, expect, it } from 'vitest'
import { isSeller } from '../../../src/scoring/score.ts'
import type { Signal } from '../../../src/scoring/signals/kinds.ts'
import { sellerHints } from '../../../src/scoring/signals/seller-hints.ts'
import { at, dayMs, heard, known, scored, scoreOf } from './heard.ts'

const hot: Signal[] = ['decided', 'need', 'price']

describe('interest', () => {
  const later = (days: number, ...said: Parameters<typeof heard>) => scored(heard(...said), { now: at + days * dayMs })

  it('fades from the thirtieth day on, by half in ninety, towards 45', () => {
    const fading = [30, 30.5, 120, 210, 4_000].map((days) => later(days, 'decided', 'price').score)
    expect(fading).toEqual([84, 84, 65, 55, 45])
    expect(later(120, 'decided', 'price').points).toEqual({ decided: 80, price: 4, decay: -19 })
  })

  it('fades in the time that the house says', () => {
    const rules = { decay: { afterDays: 1, halfLifeDays: 2 } }
    expect(scoreOf(heard('decided', 'price'), { now: at + 3 * dayMs, rules })).toBe(65)
  })

  it('that is small has nothing to lose', () => {
    const rules = { weights: { vague: { base: 45, extra: 1 } } }
    expect(scored(heard('vague'), { now: at + 900 * dayMs, rules }).points).toEqual({ vague: 45 })
    expect(later(900, 'info').score).toBe(34)
  })

  it('does not fade backwards, where the clock of a message is ahead', () => {
    expect(later(-400, 'decided').points).toEqual({ decided: 80 })
  })

  it.each(['paid', 'signed', 'ordered'] as const)('that was %s stays', (signal) => {
    const rules = { weights: { [signal]: { base: 92, extra: 3 } } }
    expect(scoreOf(heard(signal), { now: at + 900 * dayMs, rules })).toBe(92)
  })
})

describe('what speaks against him', () => {
  const never = ['fraud', 'recruiting', 'job_seeking', 'excluded', 'creditor'] as const
  const ended = ['bought_elsewhere', 'wrong_person', 'opt_out'] as const
  const ceilings: Partial<Record<Signal, number>> = {
    ...{ fraud: 5, recruiting: 4, job_seeking: 12, excluded: 10, creditor: 7 },
    ...{ bought_elsewhere: 12, wrong_person: 8, opt_out: 3 },
    ...{ research: 24, digging: 26, referral: 30, postponed: 57, hesitant: 64, refusal: 22 },
    ...{ complaint: 18, how_to: 16, tracking: 25 },
  }

  it.each([...never, ...ended])('holds him down for good: %s', (signal) => {
    const { score, points } = scored(heard(signal, ...hot))
    expect(score).toBe(ceilings[signal])
    expect(points[signal]).toBe(Number(ceilings[signal]) - 89)
  })

  it('does not lift who is below it', () => {
    expect(scored(heard('job_seeking')).points).toEqual({ chatter: 6 })
    expect(scored(heard('hesitant', 'info')).points).toEqual({ info: 34 })
  })

  it.each(['research', 'digging', 'referral'] as const)('holds him until he commits himself: %s', (signal) => {
    expect(scoreOf(heard('need', 'price', signal))).toBe(ceilings[signal])
    expect(scoreOf(heard(signal, 'need', 'price'))).toBe(ceilings[signal])
    expect(scoreOf(heard(signal, 'need', 'decided'))).toBe(85)
    expect(scoreOf(heard('decided', signal))).toBe(ceilings[signal])
  })

  it('is worth as much as the house says', () => {
    expect(scoreOf(heard('research', 'need'), { rules: { ceilings: { research: 40 } } })).toBe(40)
  })

  it('is told one after the other, each by what it takes', () => {
    const { score, points } = scored(heard('decided', 'hesitant', 'opt_out'))
    expect([score, points]).toEqual([3, { decided: 80, hesitant: -16, opt_out: -61 }])
  })

  it('adds up, whatever it is', () => {
    for (const signal of [...never, ...ended, 'refusal', 'complaint'] as const) {
      const { score, points } = scored(heard(...hot, signal))
      expect(Object.values(points).reduce((sum, one) => sum + one, 0)).toBe(score)
    }
  })
})

describe('a refusal, or trouble with what he has', () => {
  it.each([
    ['refusal', 22],
    ['complaint', 18],
    ['how_to', 16],
    ['tracking', 25],
  ] as const)('is a talk of its own level: %s', (signal, level) => {
    expect(scoreOf(heard('need', 'price', signal))).toBe(level)
    expect(scored(heard(signal))).toMatchObject({ score: level, points: { [signal]: level - 6 } })
  })

  it.each(['need', 'price', 'haggle', 'contract', 'decided', 'paid'] as const)(
    'with what he has is over once he asks for more: %s',
    (signal) => {
      for (const trouble of ['complaint', 'how_to', 'tracking'] as const) {
        expect(scoreOf(heard(trouble, signal))).toBe(scoreOf(heard(signal)))
      }
      expect(scoreOf(heard(signal, 'complaint'))).toBe(18)
    },
  )

  it('with what he has is not over by the amounts and papers that belong to it', () => {
    expect(scoreOf(heard('complaint', 'quantity', 'sample'))).toBe(18)
  })

  it('asking where a parcel is undoes no payment, a complaint is one all the same', () => {
    expect(scoreOf(heard('paid', 'tracking'))).toBe(92)
    expect(scoreOf(heard('paid', 'complaint'))).toBe(18)
    expect(scoreOf(heard('decided', 'tracking'))).toBe(25)
  })
})

describe('putting it off', () => {
  it('holds him below a lead until he commits himself or asks how he may pay', () => {
    expect(scoreOf(heard('need', 'price', 'postponed'))).toBe(57)
    expect(scoreOf(heard('postponed', 'need', 'price'))).toBe(57)
    expect(scoreOf(heard('need', 'postponed', 'payment_terms'))).toBe(66)
    expect(scoreOf(heard('need', 'payment_terms', 'postponed'))).toBe(57)
    expect(scoreOf(heard('postponed', 'decided'))).toBe(80)
  })

  it('in doubt holds him until he commits himself', () => {
    expect(scoreOf(heard('decided', 'hesitant'))).toBe(64)
    expect(scoreOf(heard('hesitant', 'decided'))).toBe(80)
    expect(scoreOf(heard('hesitant', 'need', 'price', 'payment_terms'))).toBe(64)
  })
})

describe('a seller', () => {
  const hint = (weight: number) => sellerHints.findIndex((one) => one.weight === weight)
  const hinting = (...weights: number[]) => ({ ...heard('need', 'price'), hints: weights.map(hint) })

  it('is told by a strong hint or by several', () => {
    expect([[4], [3], [2], [2, 3], []].map((weights) => isSeller(hinting(...weights)))).toEqual([
      ...[true, false, false, true, false],
    ])
  })

  it('is told by less where our side turned his offer away', () => {
    expect(isSeller({ ...hinting(2), declined: true })).toBe(true)
    expect(isSeller({ ...hinting(), declined: true })).toBe(false)
  })

  it('is not told by a hint of an older version, that nobody knows any more', () => {
    expect(isSeller({ ...hinting(), hints: [9_999] })).toBe(false)
  })

  it('is held down, whatever he asks for', () => {
    const { score, reasons } = scored(hinting(4), { fields: known('stated', 'mobile') })
    expect(score).toBe(6)
    expect(reasons.at(-1)).toEqual({ signal: 'selling', label: '推销', points: 6 - 71 })
    expect(scoreOf(hinting(3))).toBe(66)
  })
})
