import { describe, expect, it } from 'vitest'
import { isPlace, placeAt, placePrefix } from '../../../src/scoring/gazetteer/divisions.ts'
import { nameShape, surnameLength } from '../../../src/scoring/gazetteer/surnames.ts'
import { isJob } from '../../../src/scoring/gazetteer/words.ts'

describe('the gazetteer', () => {
  it('knows divisions with and without their class word', () => {
    expect(placeAt('常州市武进区')).toMatchObject({ full: true, length: 3 })
    expect(placeAt('内蒙古包头')).toMatchObject({ full: false, length: 3 })
    expect(placePrefix('常州武进华晟电机')).toBe(4)
    expect(isPlace('泉州石狮')).toBe(true)
    expect(isPlace('泉州石狮远帆')).toBe(false)
  })
  it('tells names from other words by their characters', () => {
    for (const name of ['李明', '慕容雪', '扎西顿珠', '买买提·艾力', '欧阳静宜', '谢于洋'])
      expect(nameShape(name)).toBeGreaterThan(0)
    for (const word of ['发货', '报价单', '多少钱']) expect(nameShape(word)).toBe(0)
    expect([surnameLength('慕容雪'), surnameLength('张三'), surnameLength('的')]).toEqual([2, 1, 0])
  })
  it('knows positions with what qualifies them', () => {
    for (const job of ['技术部长', '采购', '人力资源经理', '老板娘', '后勤主任']) expect(isJob(job)).toBe(true)
    for (const word of ['采购单', '技术', '水管']) expect(isJob(word)).toBe(false)
  })
})
