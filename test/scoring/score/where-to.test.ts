import { describe, expect, it } from 'vitest'
import { scoreThread } from '../../../src/scoring/index.ts'
import { thread } from '../extract/reading.ts'

const score = (...lines: string[]) => scoreThread(thread(...lines)).score

describe('an address in its place', () => {
  it('for a replacement is no order', () => {
    const told = score(
      '会议椅有两把气杆不升了',
      '销: 是气杆坏了，寄两根给您',
      '寄 浙江省丽水市莲都区丽青路163号 丽水箬溪税务师事务所 叶蓁 13757846019',
    )
    expect(told).toBeLessThan(60)
  })

  it('is no longer the old one: the order stands', () => {
    const told = score(
      '上次那款不干胶 50*30 再印10万张 铜版 一样的',
      '销: 好的还是送老地址？',
      '不要！我们搬了',
      '新地址 无锡市惠山区钱桥街道藕杨路88号3栋2楼',
    )
    expect(told).toBeGreaterThanOrEqual(80)
  })
})

describe('words that sound like others', () => {
  it('a pen to sign with is no signature', () => {
    expect(score('卖不卖签字笔', '销: 有的', '哦哦 改天下去逛逛')).toBeLessThan(80)
  })

  it('who did not send it to the teacher has not written to the wrong person', () => {
    const told = scoreThread(
      thread('先40节 周三放学去交费', '销: 没问题', '卷子上回不是拍给王老师了', '程曼青 13871059462'),
    )
    expect(told.reasons.map(({ signal }) => signal)).not.toContain('wrong_person')
    expect(told.score).toBeGreaterThanOrEqual(50)
  })

  it('where not to send it is no wish to be left alone', () => {
    const told = scoreThread(thread('目录有pdf吗，发微信 tangduo-yan 不要发这个，这个号客人太多'))
    expect(told.reasons.map(({ signal }) => signal)).not.toContain('opt_out')
  })
})
