import { describe, expect, it } from 'vitest'
import { correctDigits } from '../../../src/scoring/extract/corrections/correct-digits.ts'
import { valuesOf } from './reading.ts'

describe('a correction', () => {
  it.each([
    ['后两位是86', '13077541186'],
    ['尾号应该是1199', '13077541199'],
    ['最后一位是5', '13077541165'],
    ['前三位是138', '13877541168'],
    ['中间四位是2291', '13022911168'],
    ['第五位是6', '13076541168'],
    ['倒数第二位是九', '13077541198'],
    ['不是8是3', '13077541163'],
    ['是3不是8', '13077541163'],
  ])('of digits is applied: %s', (words, mobile) => {
    expect(correctDigits('13077541168', words)).toBe(mobile)
  })

  it('wins over what was said before', () => {
    expect(valuesOf('姜自强 13077541168', '我输错啦 后两位是86')).toMatchObject({
      name: '姜自强',
      mobile: '13077541186',
    })
    expect(valuesOf('手机15533420918', '打错了，是15533420981').mobile).toBe('15533420981')
    expect(valuesOf('收货人 赵晓燕 15029911346', '名字错了 是赵小燕').name).toBe('赵小燕')
    expect(valuesOf('微信号 yun2019abc', '写错了 是yun2091abc').wechatId).toBe('yun2091abc')
    expect(valuesOf('抬头 苏州锐通电子有限公司', '抬头错了 改成苏州锐通自动化科技有限公司').company).toBe(
      '苏州锐通自动化科技有限公司',
    )
    expect(valuesOf('QQ 55618820', '尾号是02 打错').qq).toBe('55618802')
  })

  it('that retires a number removes it', () => {
    expect(valuesOf('以前的号13611227788不用了 现在用19911227788').mobile).toBe('19911227788')
    expect(valuesOf('13770001234这个不是我的 我的是18260037711').mobile).toBe('18260037711')
  })
})
