import { describe, expect, it } from 'vitest'
import { valuesOf } from './reading.ts'

describe('how people sign', () => {
  it.each([
    ['下周发我就行 秦明月', '秦明月'],
    ['骆海川', '骆海川'],
    ['我倾向第二版的做法 匡工', '匡工'],
    ['骆春生是我 有事打这个', '骆春生'],
    ['抬头厦门集美乐桥文化 联系我花晓菲', '花晓菲'],
    ['卡片写 生日快乐 落款柯', '柯'],
    ['叫我果果妈就行', '果果妈'],
    ['你喊我胖哥就是', '胖哥'],
    ['加您了 备注宁宁就好', '宁宁'],
    ['家长姓殷 电话13800138000', '殷'],
    ['我叫Vivian Tang 作品发您邮箱', 'Vivian Tang'],
    ['报价麻烦发过来 Attn: Sherry Fang 方诗雨', 'Sherry Fang 方诗雨'],
  ])('%s', (text, name) => {
    expect(valuesOf(text).name).toBe(name)
  })

  it.each([
    ['Daniel Osei, sourcing director, BrightHome Living Ltd', { name: 'Daniel Osei', job: 'sourcing director' }],
    ['Lucas Pereira / Verde Mare', { name: 'Lucas Pereira', company: 'Verde Mare' }],
    ['Please book it. priya@example.com, attn Priya Nayar', { name: 'Priya Nayar' }],
    ['Thursday 6pm is good for me. Mark Janssen', { name: 'Mark Janssen' }],
    ['nice, 周六 afternoon 我过去 — Sophie', { name: 'Sophie' }],
    ['Nordic Home, Kevin kev@example.com', { name: 'Kevin', company: 'Nordic Home' }],
  ])('%s', (text, values) => {
    expect(valuesOf(text)).toMatchObject(values)
  })

  it.each([
    '谢谢 李经理',
    '三家比价 周五定',
    '好 周六见',
    '都有',
    '不折腾了，谢',
    '昨天我那个搭档来看的 戴眼镜那个 小岑',
    '空调漏水了 @房管小唐',
    '具体你问行政 我是IT的 不管这块',
    'Ok, please send the invoice to Green Trading',
    '叫得更凶了',
    '叫人来抬啊',
    '到时候叫我一声',
    '我的店叫川味来小厨',
  ])('%s: no name', (text) => {
    expect(valuesOf(text).name).toBeUndefined()
  })
})
