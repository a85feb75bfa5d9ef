import { describe, expect, it } from 'vitest'
import { valuesOf } from './reading.ts'

describe('whose a number is', () => {
  it.each<[string, string[]]>([
    ['told by the next words', ['鄂州的 要大米', '13986204715', '我们食堂徐师傅 你联系他送样']],
    ['a friend, as asked afterwards', ['18936471502', '销: 您好，这是？', '我朋友 他家要装净水器 你问问他']],
    ['of a firm that did the rooms', ['13061942758', '销: 这是您电话？', '装修公司的 他说可以改水路']],
    ['asked for as an order number', ['左边没声音', '销: 麻烦提供下订单号', '17388240956']],
    ['asked for as a machine number', ['开不了机', '销: 机身号报一下', '15907361824']],
    ['a number of a contract', ['合同号 18205193366 的线束到哪一步了']],
    ['his own customer, who gets the goods', ['帮我代发一件', '销: 地址', '王可盈 13058826174 佛山市禅城区福宁路88号']],
  ])('%s: not his', (_, lines) => {
    expect(valuesOf(...lines)).not.toHaveProperty('mobile')
  })

  it.each<[string, string[]]>([
    ['of himself after all', ['换成我们行政 不对 还是我吧 符雪莹 13876409215']],
    ['alone, and more of the order after it', ['18677201934', '要三台 周五前送到']],
    ['alone, and who he is after it', ['13577048821', '我是老板 姓普']],
    ['asked for beside an order number', ['坏了', '销: 订单号或者下单手机号', '13577048821']],
  ])('%s: his', (_, lines) => {
    expect(valuesOf(...lines).mobile).toMatch(/^1\d{10}$/)
  })

  it('takes with it the name that stands beside it', () => {
    expect(valuesOf('安排周三发货', '收货找小万 15970035521 他在现场').name).not.toBe('小万')
  })

  it('leaves a name in Latin letters that may be an id as well', () => {
    expect(valuesOf('销: 怎么称呼您', 'Vivian').name).toBe('Vivian')
  })
})

describe('an account told beside other things', () => {
  it.each<[string, string, string]>([
    ['as the account of the mail', '发邮箱 1746238095@qq.com，QQ也是这个号', '1746238095'],
    ['behind a mobile', '找我 国欢 15867126039 qq也挂着 508317724', '508317724'],
    ['as a new one', '我自己的Q换成 90127463 了 以后对账发这个', '90127463'],
  ])('%s', (_, text, qq) => {
    expect(valuesOf(text).qq).toBe(qq)
  })
})

describe('firms by what stands around them', () => {
  it('a firm that builds roads is no road', () => {
    const values = valuesOf('江苏苏淮路桥工程有限公司 项目副经理 滕飞 13952261847')
    expect(values.company).toBe('江苏苏淮路桥工程有限公司')
    expect(values).not.toHaveProperty('address')
  })

  it.each<[string, string[], string]>([
    ['the answer how it is called', ['销: 贵公司？', '净博士'], '净博士'],
    ['so many characters', ['销: 店名几个字？', '四个字 面面俱到'], '面面俱到'],
    ['in quotation marks', ['我是 “壹间房” 的店长'], '壹间房'],
    ['what he keeps and how it is called', ['我在滨江开美容院 叫 素颜时光'], '素颜时光'],
  ])('%s', (_, lines, firm) => {
    expect(valuesOf(...lines).company).toBe(firm)
  })

  it.each(['嗯 武汉江夏的 先问问价', '您好，冒昧打扰，我这边猎头公司'])('%s: none', (text) => {
    expect(valuesOf(text)).not.toHaveProperty('company')
  })

  it('a firm that bears his name leaves him his name', () => {
    const values = valuesOf('我是宁波周明远机械有限公司的周明远 13812347777')
    expect(values).toMatchObject({ name: '周明远', company: '宁波周明远机械有限公司' })
  })
})
