import { describe, expect, it } from 'vitest'
import { valuesOf } from './reading.ts'

describe('how firms are named', () => {
  it.each([
    ['by the invoice', ['对公账户发我 票开常州宏泽精密模具有限公司'], '常州宏泽精密模具有限公司'],
    ['by him who pays', ['付款方是常州宏泽精密模具有限公司'], '常州宏泽精密模具有限公司'],
    ['by whose words they are', ['采购明天下单 宏泽电子的'], '宏泽电子'],
    ['by the person behind the name', ['禾川检测的小鲁 13712345098'], '禾川检测'],
    ['by the answer to where', ['销: 送到哪', '高速口往西两公里 宏成混凝土搅拌站'], '宏成混凝土搅拌站'],
    ['by what the works is called', ['写他收吧 厂里叫豫达钢构'], '豫达钢构'],
  ])('%s', (_, lines, company) => {
    expect(valuesOf(...lines).company).toBe(company)
  })

  it('a firm written onto its road is parted from it', () => {
    const { company, address } = valuesOf('收货 鹤壁淇滨区黎阳路尚达五金 13712345098')
    expect(company).toBe('尚达五金')
    expect(address).toBe('鹤壁淇滨区黎阳路')
  })

  it.each([
    ['a day', '叉车租一个月 下周一进场 13712345098'],
    ['how many there are', '我们有三个店 13712345098'],
    ['a sentence that ends like a name', '五月中旬就要铺 13712345098'],
    ['where he studies', '我是机电学院大三的学生 13712345098'],
    ['a colleague', '那是前头采购老梁的'],
  ])('%s is no firm', (_, text) => {
    expect(valuesOf(text).company).toBeUndefined()
  })

  it('asking what the firm needs does not ask for its name', () => {
    expect(valuesOf('你好', '销: 贵司需要什么', '立体车库').company).toBeUndefined()
  })
})

describe('cards and signatures', () => {
  it('an English card in lines gives name, position and firm', () => {
    const card = 'Best regards,\nClara Lindqvist\nSourcing Manager\nNordlys Home AB\nMob: +86 137 1234 5098'
    expect(valuesOf(card)).toMatchObject({
      name: 'Clara Lindqvist',
      job: 'Sourcing Manager',
      company: 'Nordlys Home AB',
      mobile: '13712345098',
    })
  })

  it('capitalised lines without a way to reach anybody are no card', () => {
    expect(valuesOf('Summer Sale\nMarketing Manager\nGreen Trading')).toEqual({})
  })

  it('a name and a position set with spaces are read whole', () => {
    const card = '穆 清 远\n成本部 副经理\n13712345098'
    expect(valuesOf(card)).toMatchObject({ name: '穆清远', job: '成本部副经理' })
  })

  it('a given name in English before a Chinese surname is one name', () => {
    expect(valuesOf('Vivian 卓 13712345098').name).toBe('Vivian 卓')
  })

  it('a surname alone beside a number is a name', () => {
    expect(valuesOf('骆 13712345098').name).toBe('骆')
  })
})

describe('addresses in pieces', () => {
  it('a street and its house with a space between are one address', () => {
    expect(valuesOf('地址浏阳市健寿大道  9栋一层 13712345098').address).toBe('浏阳市健寿大道9栋一层')
  })

  it('building and room are enough beside a number', () => {
    expect(valuesOf('3栋1202 莫怀远 13712345098').address).toBe('3栋1202')
  })

  it("the seller's own after-sales number is not the customer's", () => {
    expect(valuesOf('你们售后13712345098说25号来').mobile).toBeUndefined()
  })
})

describe('ways to write a number', () => {
  it.each([
    ['in groups', 'QQ号:1029 3847 56'],
    ['with the letter glued on', '加q1029384756'],
    ['behind words of sending', '用qq传吧 1029384756'],
  ])('a QQ number %s', (_, text) => {
    expect(valuesOf(text).qq).toBe('1029384756')
    expect(valuesOf(text).wechatId).toBeUndefined()
  })

  it.each(['QQ/微信同号 1029384756', '微信就是QQ号 1029384756'])('%s: one account is both', (text) => {
    expect(valuesOf(text)).toMatchObject({ qq: '1029384756', wechatId: '1029384756' })
  })

  it('微信同号 of the mobile is not of the account', () => {
    expect(valuesOf('13712345098 微信同号 QQ不同 QQ是1029384756')).toMatchObject({
      mobile: '13712345098',
      wechatId: '13712345098',
      qq: '1029384756',
    })
  })

  it("a colleague to ask keeps his number, the customer's own stays", () => {
    const { mobile } = valuesOf('采购承宏伟13712345098', '技术问题问我们李工13912345076')
    expect(mobile).toBe('13712345098')
  })

  it('a surname told by its character answers the question', () => {
    expect(valuesOf('销: 您贵姓', '耿直的耿').name).toBe('耿')
  })
})
