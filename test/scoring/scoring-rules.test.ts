import { describe, expect, it } from 'vitest'
import { parseScoringRules, scoreThread } from '../../src/scoring/index.ts'
import { defaultWeights } from '../../src/scoring/scoring-rules.ts'
import { ConfigError } from '../../src/shared/errors.ts'
import { thread } from './extract/reading.ts'

const problemsOf = (input: unknown): string[] => {
  try {
    parseScoringRules(input)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map((p) => p.setting)
    throw error
  }
}

describe('tuning by the owner', () => {
  it('naming one of his goods is a concrete question', () => {
    const messages = thread('你好 冻干蓝莓')
    expect(scoreThread(messages).score).toBeLessThan(40)
    expect(scoreThread(messages, { rules: { productKeywords: ['冻干蓝莓'] } }).band).toBe('warm')
  })

  it('his word for strangers holds the score down', () => {
    const messages = thread('我是园区物业的 想要贵司的配电图纸 多少钱打印')
    const { score, reasons } = scoreThread(messages, { rules: { excludeKeywords: ['园区物业'] } })
    expect(score).toBeLessThanOrEqual(10)
    expect(reasons.some((r) => r.signal === 'excluded')).toBe(true)
  })

  it('weights and ceilings replace the defaults', () => {
    const messages = thread('这款多少钱')
    expect(scoreThread(messages, { rules: { wording: 0, weights: { price: { base: 72, extra: 3 } } } }).score).toBe(72)
    expect(scoreThread(thread('不需要了'), { rules: { ceilings: { refusal: 5 } } }).score).toBe(5)
  })

  it('a weight may give one figure: the other stays as it was', () => {
    const { weights } = parseScoringRules({ weights: { price: { base: 70 }, haggle: { extra: 1 }, complaint: {} } })
    expect(weights.price).toEqual({ base: 70, extra: defaultWeights.price?.extra })
    expect(weights.haggle).toEqual({ base: defaultWeights.haggle?.base, extra: 1 })
    expect(scoreThread(thread('这款多少钱'), { rules: { wording: 0, weights: { price: { base: 70 } } } }).score).toBe(
      70,
    )
  })

  it.each<[unknown, RegExp]>([
    [{ weights: { price: 70 } }, /^SALES_CONFIG weights\.price: 70，应为 \{"base":70/],
    [{ weights: { price: { basis: 70 } } }, /weights\.price.*basis/],
    [{ decay: { days: 3 } }, /decay.*days/],
  ])('%j is told with what would be right', (rules, text) => {
    expect(() => parseScoringRules(rules)).toThrow(text)
  })

  it('other keys of SALES_CONFIG are left alone', () => {
    expect(problemsOf({ salespeople: [], internalRooms: ['x'] })).toEqual([])
  })

  it('a problem names its key', () => {
    expect(problemsOf({ weights: { price: { base: 'high', extra: 1 } }, threshold: 140 })).toEqual([
      'SALES_CONFIG weights.price.base',
      'SALES_CONFIG threshold',
    ])
    expect(problemsOf({ weights: { prise: { base: 60, extra: 1 } } })).toEqual(['SALES_CONFIG weights/ceilings.prise'])
  })
})
