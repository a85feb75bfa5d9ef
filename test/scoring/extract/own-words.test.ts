import { describe, expect, it } from 'vitest'
import { valuesOf } from './reading.ts'

describe('a position that is his own', () => {
  it.each([
    ['behind words of himself', '寄我就行 财务主管邵敏 13712345098'],
    ['behind 收件写我', '收件写我 库管包玉琴 13712345098'],
    ['written onto his firm', '合同发过来 常州弋江宏达五金制品有限公司财务邵素琴 13712345098'],
    ['and then 就是我', '老板邵耀 就是我 13712345098'],
  ])('%s', (_, text) => {
    const { name, mobile } = valuesOf('要30台', '销: 好的', text)
    expect(mobile).toBe('13712345098')
    expect(name).toMatch(/^[邵包]/)
  })

  it('a place where things are left is nobody', () => {
    expect(valuesOf('送到公司前台 苏州金海路2号 邵敏 13712345098').mobile).toBe('13712345098')
  })

  it.each([
    ['he who watches the yard', '到了先打给看场子的老孙 13712345098 我可能在外地'],
    ['he who was hired before', '之前用过一个阿芬 13712345098 人不错'],
    ['the one to be spoken to now', '我换岗位了 新对接人是单敏 13712345098 你找她吧'],
    ['his uncle', '另外三瓶直接寄我舅 南安市新华路77号 13712345098'],
    ['a shared contact', '[名片] 邵文博\n泉州洛江博达伞业\n13712345098'],
    ['whom the salesperson should ask for', '我只管签字 现场对接人是邵工 13712345098'],
  ])('%s is not he', (_, text) => {
    expect(valuesOf('要30台', '销: 好的', text)).not.toHaveProperty('mobile')
  })

  it('a form with labels of its own is no talk of others', () => {
    const fields = valuesOf(
      '甲方：襄阳市恒盛粮油购销有限公司\n签约代表：邵学军\n联系电话：１３７１２３４５０９８\nＱＱ：７９３０５１６２８',
    )
    expect(fields).toMatchObject({ company: '襄阳市恒盛粮油购销有限公司', mobile: '13712345098', qq: '793051628' })
  })

  it('talk of others stays theirs', () => {
    expect(valuesOf('李姐：你们那台多少钱\n小王：打我13712345098')).not.toHaveProperty('mobile')
  })

  it('a mail address whose site ends in ai speaks to no machine', () => {
    expect(valuesOf('发到 shao_kuaiji@foxmail.com 顺便把开户行写全').email).toBe('shao_kuaiji@foxmail.com')
  })
})

describe('an old number and a new one', () => {
  it.each([
    ['旧的13712345098 新的 13712345010', { mobile: '13712345010' }],
    ['对了我13712345098那个号停了 新号13712345010', { mobile: '13712345010' }],
    ['发我QQ 3310274958 不对 打错 3310274985', { qq: '3310274985' }],
  ])('%s', (text, want) => {
    expect(valuesOf('要30台', text)).toMatchObject(want)
  })

  it('the last two changed places', () => {
    expect(valuesOf('收件人老康 13712345098', '电话最后两位打反了').mobile).toBe('13712345089')
  })
})

describe('numbers however they are set', () => {
  it.each([
    ['办公室 0317 3527 846', 'phone', '0317-3527846'],
    ['座机0715—8231 606', 'phone', '0715-8231606'],
    ['固话零三一二 五九八 六六零七', 'phone', '0312-5986607'],
    ['我号码 l3O 6883 O92l', 'mobile', '13068830921'],
    ['电话么三六 四七二零 九三五么', 'mobile', '13647209351'],
    ['电话 一 三 八 - 六 一 二 九 - 四 七 零 三', 'mobile', '13861294703'],
    ['QQ传图吧 微信压缩了 2846017953', 'qq', '2846017953'],
    ['图纸用QQ发你 别弄丢了，2117 08934', 'qq', '211708934'],
    ['有学生折扣Q我 3072916485', 'qq', '3072916485'],
    ['邮箱 475501938@qq.com 那个也是我QQ', 'qq', '475501938'],
    ['报价发 yuanli#anpumesh.com（#换@）', 'email', 'yuanli@anpumesh.com'],
    ['资料到邮箱 shuiwu 下划线 gongcheng 圈a sina.com', 'email', 'shuiwu_gongcheng@sina.com'],
    ['微信加我店里那个号吧 maishi-bake', 'wechatId', 'maishi-bake'],
    ['交接视频发我常用微信 cici.bluecat', 'wechatId', 'cici.bluecat'],
  ] as const)('%s', (text, field, value) => {
    expect(valuesOf('你好', text)[field]?.replace(/(?<=^0\d{3})(?=\d)/, '-')).toBe(value)
  })

  it('a number broken off at the end of what he wrote goes on in the next message', () => {
    expect(valuesOf('邵志强 电话137 1234', '5098 没打完就发出去了').mobile).toBe('13712345098')
  })

  it('a mobile behind an order, a hotline that nobody answers and an insurance policy are not his', () => {
    expect(valuesOf('你发的韵达 4622 0917 8830 155 说签收')).not.toHaveProperty('phone')
    expect(valuesOf('打4006180952没人接')).not.toHaveProperty('phone')
    expect(valuesOf('订单里有我名 邵薇薇 13712345098').mobile).toBe('13712345098')
  })
})
