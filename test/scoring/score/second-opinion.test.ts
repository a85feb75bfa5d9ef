import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reason } from '../../../src/domain/index.ts'
import type { IntentState } from '../../../src/scoring/intent-state.ts'
import { scoreIntent } from '../../../src/scoring/score.ts'
import { scoringRulesSchema } from '../../../src/scoring/scoring-rules.ts'
import { secondOpinion } from '../../../src/scoring/second-opinion.ts'
import type { Signal } from '../../../src/scoring/signals/kinds.ts'
import { sellerHints } from '../../../src/scoring/signals/seller-hints.ts'
import { useWordingModel, wordingModel } from '../../../src/scoring/wording/model.ts'
import { emptyWording } from '../../../src/scoring/wording/wording-state.ts'
import { at, dayMs, heard, scored, scoreOf } from './heard.ts'

/** A model of no weights: how likely each line is passed is what a test says. */
const learnt = wordingModel()
beforeAll(() => useWordingModel({ bias: [0, 0, 0, 0, 0], unit: 1, grams: new Map() }))
afterAll(() => useWordingModel(learnt))

/** How likely the thread is above 45, 60, 75, 80 and 90. */
type Likely = [number, number, number, number, number]
const sumsOf = (likely: Likely, count: number) => likely.map((p) => Math.log(p / (1 - p)) * Math.sqrt(count))

interface Given {
  likely: Likely
  count?: number
  share?: number
  said?: Signal[]
  against?: Signal[]
  fixed?: Signal[]
  house?: boolean
}

function opinion(score: number, { likely, count = 110, share = 1, said = [], against = [], fixed = [], house }: Given) {
  const sums = sumsOf(likely, count)
  const pro = { by: 1, messageId: 'm-pro', quote: '要40片' }
  const con = { by: -1, messageId: 'm-con', quote: '帮我问问' }
  const state = { ...heard(...said), wording: { sums, count, said: [], pro, con }, house }
  const reasons = against.map((signal): Reason => ({ signal, label: signal, points: -1 }))
  return secondOpinion(score, reasons, state, {
    fields: {},
    share,
    against: new Set(against),
    fixed: new Set(fixed),
    faded: (one) => one,
  })
}
const moved = (score: number, given: Given) => score + (opinion(score, given)?.points ?? 0)

const none: Likely = [0.001, 0.001, 0.001, 0.001, 0.001]
const some: Likely = [0.999, 0.001, 0.001, 0.001, 0.001]
const lead: Likely = [0.999, 0.999, 0.001, 0.001, 0.001]
const good: Likely = [0.999, 0.999, 0.999, 0.001, 0.001]
const decides: Likely = [0.999, 0.999, 0.999, 0.999, 0.001]
const orders: Likely = [0.999, 0.999, 0.999, 0.999, 0.999]

describe('the second opinion', () => {
  it.each([
    [20, none],
    [52, some],
    [68, lead],
    [77, good],
    [84, decides],
    [94, orders],
  ])('moves a score to %i where it is sure of the level', (middle, likely) => {
    expect([30, 50, 65, 76, 82, 95].map((score) => moved(score, { likely }))).toEqual(Array(6).fill(middle))
  })

  it('names the words that pull that way', () => {
    expect(opinion(30, { likely: lead })).toEqual({
      signal: 'wording',
      label: '整段措辞',
      points: 38,
      messageId: 'm-pro',
      quote: '要40片',
    })
    expect(opinion(90, { likely: lead })).toMatchObject({ points: -22, messageId: 'm-con', quote: '帮我问问' })
  })

  it('has nothing to say where it agrees, or has heard too little', () => {
    expect(opinion(68, { likely: lead })).toBeUndefined()
    expect(opinion(30, { likely: lead, count: 9 })).toBeUndefined()
  })

  it('is not asked where the house does not want it, nor about goods of the house', () => {
    expect(opinion(30, { likely: lead, share: 0 })).toBeUndefined()
    expect(opinion(30, { likely: lead, house: true })).toBeUndefined()
  })

  it('moves a score by its share, and by less where little was said', () => {
    expect(moved(30, { likely: lead, share: 0.5 })).toBe(49)
    expect(moved(30, { likely: lead, count: 50 })).toBe(49)
    expect(moved(30, { likely: lead, count: 400 })).toBe(68)
  })

  it('between levels lies between them, on the right side of each line', () => {
    expect(moved(50, { likely: [0.999, 0.74, 0.001, 0.001, 0.001] })).toBe(59)
    expect(moved(50, { likely: [0.999, 0.76, 0.001, 0.001, 0.001] })).toBe(64)
    expect(moved(50, { likely: [0.6, 0.001, 0.001, 0.001, 0.001] })).toBe(45)
    expect(moved(50, { likely: [0.4, 0.001, 0.001, 0.001, 0.001] })).toBe(33)
  })

  it('takes a line for passed where it is as likely as not, and all of them where all are likely', () => {
    expect(moved(20, { likely: [0.5, 0.001, 0.001, 0.001, 0.001] })).toBe(45)
    expect(moved(20, { likely: [0.8, 0.8, 0.8, 0.8, 0.8] })).toBe(90)
  })

  it('takes who passed 80 by signals for hot sooner than who did not', () => {
    const likely: Likely = [0.99, 0.99, 0.9, 0.3, 0.01]
    expect([79, 80].map((score) => moved(score, { likely }))).toEqual([78, 80])
    expect(moved(80, { likely: [0.99, 0.99, 0.9, 0.24, 0.01] })).toBeLessThan(80)
  })
})

describe('its bounds', () => {
  const unsure: Likely = [0.99, 0.89, 0.88, 0.87, 0.01]

  it.each(['opt_out', 'excluded'] as const)('it raises nobody after %s', (signal) => {
    expect(moved(10, { likely: orders, against: [signal] })).toBe(10)
    expect(moved(30, { likely: none, against: [signal] })).toBe(20)
  })

  it('it raises nobody over a ceiling that the house has set', () => {
    expect(moved(30, { likely: orders, against: ['referral'], fixed: ['referral'] })).toBe(30)
    expect(moved(30, { likely: orders, against: ['referral'], fixed: ['research'] })).toBe(94)
  })

  it.each(['fraud', 'creditor', 'recruiting', 'selling', 'wrong_person', 'job_seeking'] as const)(
    'it raises little after %s, unless all the rest speaks of a lead',
    (signal) => {
      expect(moved(6, { likely: unsure, against: [signal] })).toBe(14)
      expect(moved(6, { likely: lead, against: [signal] })).toBe(68)
    },
  )

  it('it raises less after a refusal, with the same exception', () => {
    expect(moved(22, { likely: unsure, against: ['refusal'] })).toBe(26)
    expect(moved(22, { likely: lead, against: ['refusal'] })).toBe(68)
    expect(moved(6, { likely: unsure, against: ['refusal', 'fraud'] })).toBe(14)
  })

  it('it hardly raises who has bought elsewhere, however he spoke before', () => {
    expect(moved(22, { likely: unsure, against: ['bought_elsewhere'] })).toBe(26)
    expect(moved(22, { likely: orders, against: ['bought_elsewhere'] })).toBe(26)
  })

  it('it makes no lead of who has trouble with what he bought, with the same exception', () => {
    expect(moved(18, { likely: unsure, against: ['complaint'] })).toBe(59)
    expect(moved(18, { likely: lead, against: ['complaint'] })).toBe(68)
  })

  it('nothing else stands in its way', () => {
    expect(moved(18, { likely: unsure, against: ['how_to'] })).toBeGreaterThan(75)
  })

  it.each(['paid', 'signed', 'ordered'] as const)(
    'it leaves whoever %s hot, unless hardly a lead speaks so',
    (signal) => {
      const doubtful: Likely = [0.99, 0.26, 0.01, 0.01, 0.01]
      expect(moved(92, { likely: doubtful, said: [signal] })).toBe(80)
      expect(moved(70, { likely: doubtful, said: [signal] })).toBe(70)
      expect(moved(92, { likely: [0.99, 0.24, 0.01, 0.01, 0.01], said: [signal] })).toBeLessThan(60)
      expect(moved(92, { likely: doubtful, said: ['decided'] })).toBeLessThan(60)
    },
  )
})

describe('the score of a thread', () => {
  const sure = (state: IntentState, likely: Likely): IntentState => ({
    ...state,
    wording: { ...emptyWording(), sums: sumsOf(likely, 110), count: 110 },
  })
  const rules = { wording: 1 }

  it('is that of the signals and the second opinion together', () => {
    const { score, points } = scored(sure(heard('price'), decides), { rules })
    expect([score, points]).toEqual([84, { price: 60, wording: 24 }])
    expect(scored(sure(heard('price'), none), { rules }).points).toEqual({ price: 60, wording: -40 })
    expect(scoreOf(sure(heard('price'), decides), { rules: { wording: 0.5 } })).toBe(72)
  })

  it('knows of a ceiling that had nothing to lower', () => {
    expect(scoreOf(sure(heard('excluded'), orders), { rules })).toBeLessThanOrEqual(10)
  })

  it('fades as one', () => {
    expect(scoreOf(sure(heard('price'), orders), { rules, now: at + 210 * dayMs })).toBe(57)
  })

  it('of a seller rises by little, also where his words alone brought nothing', () => {
    const hints = [sellerHints.findIndex((hint) => hint.weight === 4)]
    const likely: Likely = [0.99, 0.89, 0.88, 0.87, 0.01]
    const seller = { ...sure(heard(), likely), hints }
    expect(scoreIntent(seller, {}, at, scoringRulesSchema.parse({})).score).toBe(14)
  })

  it('keeps to a ceiling of the house', () => {
    expect(scoreOf(sure(heard('need', 'referral'), orders), { rules })).toBe(30)
  })
})
