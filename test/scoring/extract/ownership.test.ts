import { describe, expect, it } from 'vitest'
import { valuesOf } from './reading.ts'

describe("somebody else's contact", () => {
  it.each([
    ['司机老胡到了会打电话 他是15036112098'],
    ['推给你一个人：合肥庐阳天工门窗 老板宣东升 18956034417'],
    ['打我老公电话 13805521190 他在家'],
    ['你联系我们会计小孟 13655420087'],
    ['有个朋友想买挖机 你联系他 刘大勇 13781205566'],
    ['聊天记录\n张工: 明天能到吗\n李姐: 能，打我电话13700998811'],
  ])('is left alone: %s', (text) => {
    expect(valuesOf(text)).toEqual({})
  })

  it("does not hide the customer's own beside it", () => {
    expect(valuesOf('我手机13055201184 我儿子手机13055201185').mobile).toBe('13055201184')
    expect(valuesOf('我们会计小孟 13655420087 你跟她对账', '我的13655420012').mobile).toBe('13655420012')
    expect(valuesOf('我朋友推荐来的 想做全屋定制 13919156022').mobile).toBe('13919156022')
  })

  it('announced in one message is not the customer in the next', () => {
    expect(valuesOf('我把司机电话发你', '15036112098').mobile).toBeUndefined()
  })

  it.each([
    ['【名片】匡野 野火摄影 13981704426 微信 yehuo_ky', '啊发错窗口了 不好意思 那是别人的'],
    ['佟师傅 做外墙保温的 13804517063', '我这没有 你直接找他吧'],
  ])('is taken back where the next message disowns it: %s / %s', (card, disowned) => {
    expect(valuesOf(card)).toHaveProperty('mobile')
    const kept = valuesOf(card, disowned)
    for (const field of ['name', 'mobile', 'wechatId']) expect(kept).not.toHaveProperty(field)
  })

  it("is not the customer's own of the messages before", () => {
    const own = valuesOf('我叫孙芒果 13055201184', '对了', '发错人了 不好意思')
    expect(own).toMatchObject({ name: '孙芒果', mobile: '13055201184' })
  })

  it("stays the salesperson's or the bystander's", () => {
    expect(valuesOf('销: 我电话13817540926', '13817540926 是吧').mobile).toBeUndefined()
    expect(valuesOf('他: 找我 13572098812', '不用').mobile).toBeUndefined()
  })

  it('on a card or in a record is not the customer, unless he says that it is', () => {
    const card = { kind: 'card' as const, text: '骆明轩 13867500924' }
    expect(valuesOf(card)).toEqual({})
    expect(valuesOf(card, '这是我名片').mobile).toBe('13867500924')
    expect(valuesOf({ kind: 'record', text: '老王: 电话13511112223' })).toEqual({})
  })
})
