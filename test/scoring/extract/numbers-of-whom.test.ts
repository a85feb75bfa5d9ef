import { describe, expect, it } from 'vitest'
import { valuesOf } from './reading.ts'

describe('numbers in rows that no rule foresaw', () => {
  it.each([
    [['加Q说 6 5 0 2 7 3 9 1 8，送到小区门口'], { qq: '650273918' }],
    [['QQ也留一个 2087164431，哦不好意思 那是我旧的，新QQ是 3308164497'], { qq: '3308164497' }],
    [['我qq 1906627385 快递单号发我'], { qq: '1906627385' }],
    [['加vxhuasheng_laobu 聊'], { wechatId: 'huasheng_laobu' }],
    [['发我e-mail：zhou_pg(a)haiding.example.com'], { email: 'zhou_pg@haiding.example.com' }],
    [['先把照片发我q上', '1193', '584406'], { qq: '1193584406' }],
    [['座机', '0513', '8529 4471'], { phone: '0513-85294471' }],
    [['13823150467 不对 打反了 尾号0476'], { mobile: '13823150476' }],
    [['手机13306518472', '啊 尾数错 是8427 不是8472'], { mobile: '13306518427' }],
    [['付款账户我司：无锡芯屿电子科技有限公司'], { company: '无锡芯屿电子科技有限公司' }],
    [['武汉创景科技（东湖）有限公司 投标部 聂思源'], { company: '武汉创景科技(东湖)有限公司' }],
  ])('%j', (texts, want) => {
    expect(valuesOf('你好 要30台', '销: 好的', ...texts)).toMatchObject(want)
  })

  it.each([
    [['钥匙在租客手里 租客电话13407118836']],
    [['现场收货找施工员老钟13479720351']],
    [['13699120045这个是会员卡号不是电话哈']],
    [['司机卸到村口就跑了', '销: 哪个司机？', '货拉拉的 电话18082304471']],
    [['我爸的 13906028846 他听不见别打']],
    [['PO 18240618033 颜色不对']],
  ])('of others: %j', (texts) => {
    expect(valuesOf('你好 要30台', '销: 好的', ...texts)).not.toHaveProperty('mobile')
  })
})

describe('what our side repeats to have it confirmed', () => {
  it('is his when he says yes', () => {
    expect(valuesOf('微信是我名字拼音加8806', '销: zhanghb_8806 对吧', '对的')).toMatchObject({
      wechatId: 'zhanghb_8806',
    })
    expect(valuesOf('我号幺五二开头', '销: 15277190348？', '嗯嗯')).toMatchObject({ mobile: '15277190348' })
  })

  it('is not when he says no, or when it is ours', () => {
    expect(valuesOf('在', '销: 15277190348？', '不对')).not.toHaveProperty('mobile')
    expect(valuesOf('在', '销: 打我15277190348好吗？', '好的')).not.toHaveProperty('mobile')
  })
})
