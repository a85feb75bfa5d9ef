import { describe, expect, it } from 'vitest'
import { valuesOf } from './reading.ts'

describe('a row that says who he is, without a number', () => {
  it.each([
    ['那你先存一下 秦书语 启航机电采购 到时找你', { name: '秦书语', company: '启航机电', job: '采购' }],
    ['我是电工班班长 骆海川', { name: '骆海川', job: '电工班班长' }],
    ['我是仓管 阿亮', { name: '阿亮', job: '仓管' }],
    ['恒庆车业 供应链专员 阎小川', { name: '阎小川', company: '恒庆车业', job: '供应链专员' }],
    ['我是瑞和门业 安装队长 薛刚', { name: '薛刚', company: '瑞和门业', job: '安装队长' }],
    ['湖州长兴 云岚动力 结构工程师 尹嘉树', { name: '尹嘉树', company: '云岚动力', job: '结构工程师' }],
    ['海川塑业 老周', { name: '老周', company: '海川塑业' }],
    ['泉州晋江恒达鞋材有限公司 品管部 纪晓岚', { name: '纪晓岚', company: '泉州晋江恒达鞋材有限公司' }],
    ['我 仓储主管 沈若兰', { name: '沈若兰', job: '仓储主管' }],
    ['我前台小冯', { name: '小冯', job: '前台' }],
    ['我护工', { job: '护工' }],
  ])('%s', (text, values) => {
    expect(valuesOf(text)).toMatchObject(values)
  })

  it.each([
    ['收货的是 骆海川 就是我', '骆海川'],
    ['弓长张 张明远', '张明远'],
    ['行 你记下 魏明珠', '魏明珠'],
    ['还是我 童嘉怡', '童嘉怡'],
  ])('%s: himself', (text, name) => {
    expect(valuesOf(text).name).toBe(name)
  })

  it.each([
    '我跟我合伙人 贾大海 准备搞个汽修厂',
    '蓝岭的工程师 小匡 说是你们问题',
    '行 到了找 采购 小鲍',
    '谢谢 李经理',
    '我孩子叫 敖嘉树',
    '我跟我老公看了视频 都喜欢',
  ])('%s: nobody’s name is his', (text) => {
    expect(valuesOf(text).name).toBeUndefined()
  })

  it.each([
    '刚提的车 方向盘抖 什么情况',
    '我4家店 串串香 现在自己炒 太累',
    '我再比比隔壁 天使贝贝 他家499',
    '我大衣洗缩水了 3000多块的衣服',
    '耳东陈 陈旭东',
    '亚克力的吧 玻璃反光',
    '来 化工园北门 芮师傅 13800138000',
  ])('%s: no firm', (text) => {
    expect(valuesOf(text).company).toBeUndefined()
  })
})

describe('what stands beside him', () => {
  it.each([
    [
      '合同签好了。\n——\n骆立新\n项目经理 | 中天恒岭\n手机 13800138000',
      { name: '骆立新', job: '项目经理', company: '中天恒岭' },
    ],
    ['嘉兴秀洲云帆服装辅料 财务倪小梅13800138000 清单发我', { name: '倪小梅', mobile: '13800138000' }],
    ['TDS请发过来 清脉医疗 研发工程师 Leo Xu', { name: 'Leo Xu' }],
    ['hi 我Jessie 想看看', { name: 'Jessie' }],
    ['我是老穆啊 以前在恒泰', { name: '老穆' }],
    ['开票资料：大连北原冷链科技有限公司 电话0411-84567291', { company: '大连北原冷链科技有限公司' }],
  ])('%s', (text, values) => {
    expect(valuesOf(text)).toMatchObject(values)
  })

  it('the one who pays is not he who writes', () => {
    expect(valuesOf('钱财务转，财务小刘13800138000 你对接下').mobile).toBeUndefined()
  })
})

describe('what he does', () => {
  it.each([
    ['我姓魏 负责仓储的 13800138000', '负责仓储的'],
    ['我 郭明飞 13800138000 材料员', '材料员'],
    ['明天派人来量吧 安全员 我 尚志远', '安全员'],
  ])('%s', (text, job) => {
    expect(valuesOf(text).job).toBe(job)
  })

  it('a name that is asked for another is not his', () => {
    expect(valuesOf('销: 孩子叫什么我登记下', '叫骆知遥').name).toBeUndefined()
    expect(valuesOf('我们这边要十台 老板叫苏明远 你认识吧').name).toBeUndefined()
  })
})
