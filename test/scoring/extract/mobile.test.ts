import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { valuesOf } from './reading.ts'

const mobileOf = (...lines: string[]) => valuesOf(...lines).mobile

describe('a mobile number', () => {
  it.each([
    ['158 0321 7764', '15803217764'],
    ['158-0321-7764', '15803217764'],
    ['138.1120.4456 打这个', '13811204456'],
    ['+86 137-9011-2284', '13790112284'],
    ['008613790112284', '13790112284'],
    ['手机：１３６７０９９１２４５', '13670991245'],
    ['一三九二六一八零五三七', '13926180537'],
    ['幺三八 零零二二 六六七九', '13800226679'],
    ['一五零，七七八八，三四一二', '15077883412'],
    ['幺8六 2二0五 1739', '18622051739'],
    ['①③⑧⓪⑤⑦①⑨⑨②⓪', '13805719920'],
    ['1️⃣3️⃣8️⃣0️⃣5️⃣7️⃣1️⃣9️⃣9️⃣2️⃣0️⃣', '13805719920'],
    ['l59o72263l8 我电话', '15907226318'],
    ['周三13805719920', '13805719920'],
    ['我是付雨桐电话18523400196明天打', '18523400196'],
    ['138\u200b0571\u200b9920', '13805719920'],
  ])('is read from %s', (text, mobile) => {
    expect(mobileOf(text)).toBe(mobile)
  })

  it('is put together from several messages', () => {
    expect(mobileOf('17682', '304917 打这个')).toBe('17682304917')
    expect(mobileOf('139', '客: 0412', '7788 这个号')).toBe('13904127788')
  })

  it.each([
    '订单 15012349987 发货没',
    '物流号SF15867220913',
    '合同编号HT18612340987',
    '发票号 13099887766 开错了',
    '设备编号13512340001 主板烧了',
    '卡号 6222 0213 0901 3344 581',
    '身份证 410105199003072216',
    '预算158000 最多160000',
    '充值 13812340000',
  ])('is not taken from %s', (text) => {
    expect(mobileOf(text)).toBeUndefined()
  })

  it('survives any grouping by spaces, dashes and dots', () => {
    const number = fc
      .tuple(fc.constantFrom('13', '15', '17', '18', '19'), fc.stringMatching(/^\d{9}$/))
      .map(([head, rest]) => head + rest)
    fc.assert(
      fc.property(
        number,
        fc.constantFrom(' ', '-', '.', ''),
        fc.constantFrom('', '+86 ', '86-', '0086'),
        (mobile, gap, code) => {
          const written = [mobile.slice(0, 3), mobile.slice(3, 7), mobile.slice(7)].join(gap)
          expect(mobileOf(`我电话 ${code}${written}`)).toBe(mobile)
        },
      ),
    )
  })

  it('survives being spelt in Chinese numerals', () => {
    const spoken = ['零', '幺', '二', '三', '四', '五', '六', '七', '八', '九']
    fc.assert(
      fc.property(fc.stringMatching(/^1[3-9]\d{9}$/), (mobile) => {
        expect(mobileOf([...mobile].map((d) => spoken[Number(d)]).join(''))).toBe(mobile)
      }),
    )
  })
})
