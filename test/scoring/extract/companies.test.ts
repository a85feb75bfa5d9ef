import { describe, expect, it } from 'vitest'
import { fieldsOf, valuesOf } from './reading.ts'

const companyOf = (...lines: string[]) => valuesOf(...lines).company

describe('a company', () => {
  it.each([
    ['合同甲方写山东鲁泰能源装备有限公司', '山东鲁泰能源装备有限公司'],
    ['我们鲁泰的 上回问的阀门', '鲁泰'],
    ['赣州章贡万家福超市 古月明 13607974462', '赣州章贡万家福超市'],
    ['扣扣417829036 昆明五华彩云印务', '昆明五华彩云印务'],
    ['我是渔味居的小樊', '渔味居'],
    ['我们小太阳幼儿园想定30张小床', '小太阳幼儿园'],
    ['我们公司叫蓝鲸互动', '蓝鲸互动'],
    ['我在中建八局四公司上班', '中建八局四公司'],
    ['发票抬头开 无锡惠山铭泰轴承商行', '无锡惠山铭泰轴承商行'],
    ['廊坊安次恒远市政 胥文斌 15632660917', '廊坊安次恒远市政'],
    ['我是市一中的后勤主任', '市一中'],
    ['我姓叶 叶志敏 龙湾强盛管件厂管采购的', '龙湾强盛管件厂'],
    ['我是宜昌伍家岗区沁园酒店工程部经理岳卫民', '宜昌伍家岗区沁园酒店'],
  ])('is read from %s', (text, company) => {
    expect(companyOf(text)).toBe(company)
  })

  it('is kept in its fullest form', () => {
    expect(companyOf('我们鲁泰的', '甲方写山东鲁泰能源装备有限公司', '我们鲁泰的急用')).toBe('山东鲁泰能源装备有限公司')
  })

  it('is the answer to which company', () => {
    expect(companyOf('销: 您是哪家公司的', '客: 绿城物业')).toBe('绿城物业')
    expect(companyOf('销: 店名呢', '客: 牛小串')).toBe('牛小串')
  })

  it.each([
    '海康威视的摄像头我们用着老掉线',
    '我家是格力空调 能清洗吗',
    '我打到建设银行了',
    '发顺丰 别发中通',
    '你们云帆科技在哪',
    '原来用的是永高管业 质量不行',
    '我是做装修公司的',
    '我们公司要20台',
    '我是北京的',
  ])('is not taken from %s', (text) => {
    expect(companyOf(text)).toBeUndefined()
  })
})

describe('the kind of customer', () => {
  it.each([
    ['自家用的 不开票', 'personal'],
    ['给孩子报个班', 'personal'],
    ['我们店后天试营业', 'company'],
    ['能开专票不', 'company'],
    ['叉车证培训12个人', 'company'],
  ])('follows the words of %s', (text, type) => {
    expect(fieldsOf(text).type?.value).toBe(type)
  })
  it('is left open where the words decide nothing', () => {
    expect(fieldsOf('这个多少钱').type).toBeUndefined()
  })
})
