import { describe, expect, it } from 'vitest'
import { emptyFieldState, readFields } from '../../../src/scoring/extract/index.ts'
import { fieldsOf, thread } from './reading.ts'

describe('reading fields', () => {
  it('says for every value which message carries it, the words, and how sure it is', () => {
    const { mobile, name } = fieldsOf('销: 联系方式？', '邱泽13750268841')
    expect(mobile).toMatchObject({ value: '13750268841', source: 'stated', messageId: 'm1', quote: '13750268841' })
    expect(name).toMatchObject({ value: '邱泽', messageId: 'm1', quote: '邱泽' })
    for (const field of [mobile, name]) {
      expect(field?.confidence).toBeGreaterThan(0.5)
      expect(field?.confidence).toBeLessThanOrEqual(1)
    }
  })

  it('leaves the state it was given as it was', () => {
    const [first, second] = thread('我叫陈志强 13750268841', '打错了 是13750268842')
    const state = readFields(emptyFieldState(), first!)
    const copy = structuredClone(state)
    readFields(state, second!)
    expect(state).toEqual(copy)
  })

  it('keeps a state that survives JSON', () => {
    const [first, second] = thread('17682', '304917 打这个')
    const stored = JSON.parse(JSON.stringify(readFields(emptyFieldState(), first!)))
    expect(readFields(stored, second!).held.mobile?.[0]?.value).toBe('17682304917')
  })

  it('reads a whole card', () => {
    expect(
      fieldsOf(
        '杜海涛 | 采购经理\n天津津南科创精密机械有限公司\nT: 022-88519037\nM: 138 2075 6649\nE: duht@kcjm.cn\nA: 天津市津南区双港镇工业园5号',
      ),
    ).toMatchObject({
      name: { value: '杜海涛' },
      job: { value: '采购经理' },
      company: { value: '天津津南科创精密机械有限公司' },
      phone: { value: '022-88519037' },
      mobile: { value: '13820756649' },
      email: { value: 'duht@kcjm.cn' },
      address: { value: '天津市津南区双港镇工业园5号' },
      type: { value: 'company' },
    })
  })
})
