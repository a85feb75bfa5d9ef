import { describe, expect, it } from 'vitest'
import { valuesOf } from './reading.ts'

describe('the mobile is the id of WeChat where he says so', () => {
  it.each([
    '手机13800138000 微信也是这个',
    '有活喊我 13800138000 V同步',
    'V一样的 手机 138 0013 8000',
    '微信跟着手机 13800138000',
    'vx 号 就 我手机 13800138000',
  ])('%s', (text) => {
    expect(valuesOf(text)).toMatchObject({ mobile: '13800138000', wechatId: '13800138000' })
  })

  it.each([
    ['发我大号吧 fb-xiaozhou66 这个是工作号', 'fb-xiaozhou66'],
    ['微 信 号 : yuting_0521', 'yuting_0521'],
    ['My wechat is elena_trips88, Elena', 'elena_trips88'],
  ])('%s', (text, id) => {
    expect(valuesOf(text).wechatId).toBe(id)
  })
})

describe('numbers as people set them', () => {
  it.each([
    ['座机0728-2617-033', '0728-2617033'],
    ['厂电话 0391-5671 228', '0391-5671228'],
    ['前台0517-83926472', '0517-83926472'],
    ['值班室 0579 - 8239 1151 - 8', '0579-82391151转8'],
  ])('%s', (text, phone) => {
    expect(valuesOf(text).phone).toBe(phone)
  })

  it.each([
    [['1 8 6', '7554 0393', '联系这个'], '18675540393'],
    [['186 7291', '4404', '挽联等下发你'], '18672914404'],
  ])('%s', (lines, mobile) => {
    expect(valuesOf(...lines).mobile).toBe(mobile)
  })

  it('one digit at a time is a QQ number too', () => {
    expect(valuesOf('我 qq 1 8 8 2 0 4 6 7 6 加一下').qq).toBe('188204676')
  })

  it('a card number in groups is no landline', () => {
    expect(valuesOf('退款打这个卡 6222 0213 0901 3344 582').phone).toBeUndefined()
  })

  it('a full stop ends an address of mail', () => {
    expect(valuesOf('I sent it from sven.l@example.com. My office is closed').email).toBe('sven.l@example.com')
  })
})

describe('a number that is named only to be left alone', () => {
  it.each([
    '以前小赵那个13800138000别打了',
    '别联系之前那个副导演 13800138000 他管不了钱',
    '你们400-820-6612打不通啊',
    '付了 收花人 梁思雨 13800138000',
    '她新号 13800138000',
    '我打13800138000给他 态度贼差',
    '机器直接送车间 让车间 阿亮 接 13800138000',
    '寄给我老丈人 徐国梁 13800138000',
  ])('%s', (text) => {
    const { mobile, phone } = valuesOf(text)
    expect([mobile, phone]).toEqual([undefined, undefined])
  })

  it.each([
    '13800138000 打不通打座机',
    '早上别打电话 13800138000',
    '电话末尾别打错 138 0013 8000',
    '13800138000 别打 发微信就行',
  ])('%s: still his', (text) => {
    expect(valuesOf(text).mobile).toBe('13800138000')
  })
})
