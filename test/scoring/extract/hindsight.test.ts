import { describe, expect, it } from 'vitest'
import { mostHeard } from '../../../src/scoring/extract/learnt/hindsight.ts'
import { stateAfter, valuesOf } from './reading.ts'

describe('what is said next tells of whose a number was', () => {
  it.each<[string, string[]]>([
    ['the driver picks up', ['到了打13867815520', '销: 好的', '这是拉货师傅的 我人不在']],
    ['a colleague’s, as our side asks', ['13867815520', '销: 这是您的号码吗', '不是 是我们车间同事的']],
    ['he knows nobody there', ['13867815520', '销: 您好，请问怎么称呼', '打错了 这号是别人给我的 我不认识他']],
  ])('%s: not his', (_, lines) => {
    expect(valuesOf(...lines).mobile).toBeUndefined()
  })

  it.each<[string, string[]]>([
    ['he waits for the call', ['13867815520', '销: 好的', '等您电话']],
    ['he takes back the goods, not the number', ['电话13867815520', '销: 好的', '刚才那个型号发错了 要大号的']],
    ['his wife picks up as well', ['我手机13867815520', '销: 好的', '我老婆接的话跟她说也行']],
    ['he says it is his', ['13867815520', '销: 这是您本人的吗', '是我的']],
  ])('%s: his', (_, lines) => {
    expect(valuesOf(...lines).mobile).toBe('13867815520')
  })

  it('listens to two of his messages and one of ours, and remembers only numbers', () => {
    const lines = Array.from({ length: 40 }, (_, i) => [`销: 第${i}句`, `又一句${i}`]).flat()
    const [held] = stateAfter('我叫王敏 电话13867815520', ...lines).held.mobile ?? []
    expect(held?.hindsight).toEqual({ sum: expect.any(Number), heard: mostHeard, answered: true })
  })
})
