import { describe, expect, it } from 'vitest'
import { scoreThread } from '../../src/scoring/index.ts'
import { thread } from './extract/reading.ts'

const typeOf = (...lines: string[]) => scoreThread(thread(...lines)).fields.type

describe('who buys', () => {
  it('is told by the wording of the whole thread where no word says it', () => {
    expect(typeOf('孩子房间想换个窗帘 大概什么价', '销: 看面料，您是哪个小区', '锦绣花园 卧室两扇窗')).toBe('personal')
    expect(typeOf('要两吨环氧树脂 本月到厂', '销: 好的，开票吗', '专票 月结30天')).toBe('company')
  })

  it('is left open by a few words', () => {
    expect(typeOf('在吗')).toBeUndefined()
  })

  it('is told by the rules alone where the house does not want the wording', () => {
    const { fields } = scoreThread(thread('我司采购两吨环氧树脂 开专票'), { rules: { wording: 0 } })
    expect(fields.type).toBe('company')
  })
})
