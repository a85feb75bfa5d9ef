import { describe, expect, it } from 'vitest'
import { valuesOf } from './reading.ts'

describe('firm, position and person in one row', () => {
  it.each([
    [
      '兰隰水务 运营部经理 杨永望\n电话/传真：0579-88903315',
      { company: '兰隰水务', job: '运营部经理', name: '杨永望', phone: '0579-88903315' },
    ],
    [
      '我们这块归 云岭筑家项目经理 余生 13800138000',
      { company: '云岭筑家', job: '项目经理', name: '余生', mobile: '13800138000' },
    ],
    [
      '株洲市瑾瑜新材料研究所 分析测试中心副主任 令狐青 13800138000',
      { company: '株洲市瑾瑜新材料研究所', job: '分析测试中心副主任', name: '令狐青', mobile: '13800138000' },
    ],
    ['开票到了打电话0512 6328 4471 盛泽这边 找跟单员吉红梅', { name: '吉红梅', job: '跟单员', phone: '0512-63284471' }],
    ['我是做紧固件的 张桂兰', { name: '张桂兰' }],
    ['我是她爸 澹台宏', { name: '澹台宏' }],
    ['三楼 找我 采购总监薛定邦', { name: '薛定邦', job: '采购总监' }],
    ['这边是远通货运老魏 13800138000', { company: '远通货运', name: '老魏', mobile: '13800138000' }],
    ['东营鲁北氯碱 采购科高翔 0546-8330912', { company: '东营鲁北氯碱', name: '高翔', phone: '0546-8330912' }],
  ])('%s', (text, values) => {
    expect(valuesOf(text)).toEqual(values)
  })
})

describe('a firm without a suffix beside his address', () => {
  it.each([
    ['苏州工业园区唯亭街道亭隆街18号 瑞泽流体设备 电话18915530247', '瑞泽流体设备'],
    ['扬州邗江区吉安南路188号 江海重工', '江海重工'],
    ['上海市松江区九亭镇涞寅路1881弄 22号楼 4层 沪棉坊 收件人小季 13764908215', '沪棉坊'],
  ])('%s', (text, company) => {
    expect(valuesOf(text).company).toBe(company)
  })

  it.each([
    '瑞景名苑15-2-601 换纱窗',
    '深圳龙华民治梅龙路1098号宏益发大厦1楼 顺丰点',
    '河南郑州金水区经三路68号平安大厦1705 花小朵 18638240091',
    '苏州园区唯亭街道亭隆街18号 送货上门 18915530247',
    '苏州园区唯亭街道亭隆街18号 周转箱 18915530247',
    '收货人：综合部 钮珊 电话：0573-82107765',
    '我们新厂二楼要做一个十万级的',
    '老师您好，我是三年级2班陈梓轩的妈妈',
    '我是邯郸永年做紧固件的',
    '能注册公司吗',
    '我在常德桥南市场3排18号',
  ])('no firm: %s', (text) => {
    expect(valuesOf(text).company).toBeUndefined()
  })
})

describe('an address set with spaces is one', () => {
  it.each([
    ['北京市大兴区 瀛海镇 南海家园七里8号楼3单元1502', '北京市大兴区瀛海镇南海家园七里8号楼3单元1502'],
    ['地址在武侯区 簇锦街道 铁佛二路77号', '武侯区簇锦街道铁佛二路77号'],
    ['深圳宝安 西乡固戍二路 泰逸工业园C栋5F 13800138000', '深圳宝安西乡固戍二路泰逸工业园C栋5F'],
  ])('%s', (text, address) => {
    expect(valuesOf(text).address).toBe(address)
  })

  it('what goes from one place to another is not', () => {
    expect(valuesOf('佛山顺德区乐从镇 货发到阳江阳东区东平镇码头路12号').address).toBe('阳江阳东区东平镇码头路12号')
  })

  it('the exit of a station is none', () => {
    expect(valuesOf('我在高铁站东广场2号出站口 肯德基门口').address).toBeUndefined()
  })
})

describe('whose', () => {
  it('a child is not he who writes', () => {
    expect(valuesOf('我家娃五岁 想报个轮滑', '那约这周日 叫果果 男孩').name).toBeUndefined()
    expect(valuesOf('孩子叫澹台小米').name).toBeUndefined()
    expect(valuesOf('我是机电学院大三的学生，叫闵书昀').name).toBe('闵书昀')
  })

  it('a number named as ours is ours', () => {
    expect(valuesOf('我从官网看到你电话13958001234').mobile).toBeUndefined()
  })

  it('the WeChat of a superior is his', () => {
    expect(valuesOf('你加下我们设计总监的微信吧 vx: liang_interior').wechatId).toBeUndefined()
  })

  it('QQ announced first and told later', () => {
    expect(valuesOf('加我Q聊吧 微信不常看', '销: 好的，您的号是？', '2850017734').qq).toBe('2850017734')
    expect(valuesOf('微信不常看', '销: 好的', '2850017734').qq).toBeUndefined()
  })

  it('an address of mail with its dot and sign spelt', () => {
    expect(valuesOf('样册发到 lintong点design艾特gmail点com').email).toBe('lintong.design@gmail.com')
  })

  it('a mobile before a new clause about an order is no order number', () => {
    expect(valuesOf('17798120046 订单还是发原来地址').mobile).toBe('17798120046')
    expect(valuesOf('17798120046 订单号').mobile).toBeUndefined()
  })
})
