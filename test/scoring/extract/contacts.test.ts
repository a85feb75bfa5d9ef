import { describe, expect, it } from 'vitest'
import { valuesOf } from './reading.ts'

describe('a landline', () => {
  it.each([
    ['固话0595-88741205', '0595-88741205'],
    ['座机 021-58776021转806', '021-58776021转806'],
    ['电话（0351）4037782 办公室', '0351-4037782'],
    ['我们厂里电话 0757 8321 6654', '0757-83216654'],
    ['我们热线4008205519', '4008205519'],
  ])('is read from %s', (text, phone) => {
    expect(valuesOf(text).phone).toBe(phone)
  })
  it.each([
    ['负责人邢根旺13849110627 0371-26590834', '13849110627', '0371-26590834'],
    ['13703527419 0352-5038617 QQ172905386', '13703527419', '0352-5038617'],
    ['经理祁连 15032681947 0316-6087251', '15032681947', '0316-6087251'],
  ])('stands behind a mobile with nothing but a space between: %s', (text, mobile, phone) => {
    expect(valuesOf(text)).toMatchObject({ mobile, phone })
  })
  it('is no part of an account in groups', () => {
    expect(valuesOf('卡号 6228 0210 7788 990').phone).toBeUndefined()
  })
  it('is known without area code where it was asked for', () => {
    expect(valuesOf('销: 座机多少', '86620173').phone).toBe('86620173')
  })
  it('is not a fax', () => {
    expect(valuesOf('传真 0532-88650913').phone).toBeUndefined()
    expect(valuesOf('传真到 0532-88650913 电话0532-88650912').phone).toBe('0532-88650912')
  })
})

describe('an e-mail address', () => {
  it.each([
    ['邮箱：sun.mg@outlook.com。周末发我', 'sun.mg@outlook.com'],
    ['资料发ｌｉｕｙｕａｎ＠ｓｉｎａ．ｃｎ', 'liuyuan@sina.cn'],
    ['邮箱是 zhoujing88艾特163点com', 'zhoujing88@163.com'],
    ['wang.l(at)lvdi-group.cn', 'wang.l@lvdi-group.cn'],
  ])('is read from %s', (text, email) => {
    expect(valuesOf(text).email).toBe(email)
  })
  it('of QQ mail is no QQ number', () => {
    expect(valuesOf('qq邮箱 20417733@qq.com')).toEqual({ email: '20417733@qq.com' })
  })
})

describe('a WeChat id', () => {
  it.each([
    ['微信：mango_sun-77，', 'mango_sun-77'],
    ['加我V lvdou_2031 发资料', 'lvdou_2031'],
    ['vx：Ta0zi-shop88', 'Ta0zi-shop88'],
    ['薇心 sd_hua01', 'sd_hua01'],
    ['mango_sun77 这是我微信', 'mango_sun77'],
  ])('is read from %s', (text, id) => {
    expect(valuesOf(text).wechatId).toBe(id)
  })
  it('is a bare answer where it was asked for', () => {
    expect(valuesOf('销: 您微信号发一下', 'hanmeimei_0712').wechatId).toBe('hanmeimei_0712')
    expect(valuesOf('hanmeimei_0712').wechatId).toBeUndefined()
  })
  it('is the mobile where he says that they are one', () => {
    expect(valuesOf('18977034416 微信同号')).toEqual({ mobile: '18977034416', wechatId: '18977034416' })
  })
  it('is not a product model', () => {
    expect(valuesOf('型号 QC12Y-6x3200 有货吗').wechatId).toBeUndefined()
  })
})

describe('a QQ number', () => {
  it.each(['扣扣417829036', '加我QQ:417829036传图', 'qq417829036', '417829036是我qq'])('is read from %s', (text) => {
    expect(valuesOf(text).qq).toBe('417829036')
  })
})
