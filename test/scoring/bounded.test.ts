import { describe, expect, it } from 'vitest'
import { createScorer, scoreThread } from '../../src/scoring/index.ts'
import { thread } from './extract/reading.ts'

const lines = ['客: 这款多少钱 要20台', '销: 3200一台', '客: 好的', '客: 吃饭了吗', '销: 还没']
const stateSize = (messages: number): number => {
  const scorer = createScorer()
  const many = thread(...Array.from({ length: messages }, (_, i) => lines[i % lines.length]!))
  return JSON.stringify(scorer.read(scorer.start(), many)).length
}

describe('bounded reading', () => {
  it('remembers no more after 4,000 messages than after 400', () => {
    expect(stateSize(4_000) / stateSize(400)).toBeLessThan(1.1)
  })

  it('reads a thread in parts as it reads it whole', () => {
    const scorer = createScorer()
    const all = thread('你们有货架吗', '销: 有', '要30组 周五前送到', '销: 好的', '王敏 13712345098')
    const whole = scorer.read(scorer.start(), all)
    const parts = all.reduce((state, message) => scorer.read(state, [message]), scorer.start())
    expect(scorer.assess(parts, 0)).toEqual(scorer.assess(whole, 0))
  })

  it.each([
    ['digits', '1'.repeat(100_000)],
    ['spaces between digits', '1 3 8 '.repeat(16_000)],
    ['mail signs', 'a@'.repeat(50_000)],
    ['no clause ends', '要买订定做的了吗'.repeat(12_500)],
    ['roads', '路街巷号'.repeat(25_000)],
    ['zero width', '\u200b报价'.repeat(33_000)],
    ['quotes', '“'.repeat(50_000) + '1'.repeat(7)],
    ['brackets', '['.repeat(100_000)],
  ])('a message of 100 KB of %s reads like its first 4,000 characters', (_, text) => {
    const long = scoreThread(thread(text))
    const again = scoreThread(thread(`${text.slice(0, 3_000)}\n${text.slice(-1_000)}`))
    expect(long.score).toBe(again.score)
    expect(long.fields).toEqual(again.fields)
  })
})
