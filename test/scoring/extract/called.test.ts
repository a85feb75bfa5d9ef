import { describe, expect, it } from 'vitest'
import { valuesOf } from './reading.ts'

describe('what he calls his own, in the next piece', () => {
  it.each([
    ['店名 湘味人家小炒 logo等会发', '湘味人家小炒'],
    ['店名 二号会所', '二号会所'],
    ['对了我们叫 一亩文创 在厦门沙坡尾', '一亩文创'],
    ['公司 青香源', '青香源'],
    ['公司是 墨子声学', '墨子声学'],
    ['我司 清泉净水 你发一份', '清泉净水'],
    ['我是 海景报关 的 小葵', '海景报关'],
    ['我们是做会展的 拾景会展', '拾景会展'],
    ['抬头还是宏瑞化工', '宏瑞化工'],
    ['合同开青海天山网络工程', '青海天山网络工程'],
    ['发票开 好邻便利', '好邻便利'],
    ['同春药业 供应部', '同春药业'],
    ['浙江永康古山镇 铭瑞杯业 发货前说一声', '铭瑞杯业'],
  ])('%s', (text, company) => {
    expect(valuesOf(text).company).toBe(company)
  })

  it.each([
    ['先做二十套看看 绣店名 川湘坊火锅 江津双福店', '川湘坊火锅江津双福店'],
    ['我是极光电竞 襄阳樊城长征路店 店长 小万', '极光电竞襄阳樊城长征路店'],
  ])('%s: the branch belongs to the shop', (text, company) => {
    expect(valuesOf(text).company).toBe(company)
  })

  it.each([
    ['销: 律所名？', '衡明', '衡明'],
    ['销: 公司', '清美饮品', '清美饮品'],
    ['销: 公司信息发我', '豆子星空', '豆子星空'],
  ])('%s %s', (question, answer, company) => {
    expect(valuesOf(question, answer).company).toBe(company)
  })
})

describe('a sentence or a kind of firm is no firm', () => {
  it.each([
    '麻烦出一份报价单，抬头先空着',
    '发票开学校 停南门',
    '合同寄学校吧',
    '产品单先发 看完再说',
    '资料寄公司吧',
    '合同写10天交货',
    '领导说还是自己开小食堂 这次不合作了',
    '我是校服厂的',
    '你好我是婚庆公司的 气球卖吗',
    '我们洗车店的 型号SP-200',
    '我是四川来的 什么都能干',
    '我是建德航头的 草莓种植户',
    '我们是另外一家投标单位',
    '我就想学个日常的 别太贵',
  ])('%s', (text) => {
    expect(valuesOf(text).company).toBeUndefined()
  })

  it('an answer that gives nothing', () => {
    expect(valuesOf('销: 您是哪个公司的？', '随便看看').company).toBeUndefined()
    expect(valuesOf('销: 您公司名', '我英文名Kelvin 姓屈').company).toBeUndefined()
  })

  it('a part of an organisation stays outside its name', () => {
    expect(valuesOf('我是襄州三中的体育老师 柯旺').company).toBe('襄州三中')
    expect(valuesOf('我是宁海小蜜蜂饰品的仓储主管').job).toBe('仓储主管')
  })
})
