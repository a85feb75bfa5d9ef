import { describe, expect, it } from 'vitest'
import { valuesOf } from './reading.ts'

const nameOf = (...lines: string[]) => valuesOf(...lines).name

describe('a name', () => {
  it.each([
    ['我叫孙芒果，周末发我', '孙芒果'],
    ['我叫田园 27岁', '田园'],
    ['联系人国强13406991827', '国强'],
    ['我是宁波北仑盛腾模具厂的冯国栋', '冯国栋'],
    ['我是安阳内黄陶瓷园史晓峰18637920853', '史晓峰'],
    ['我姓鲍，鲍老师', '鲍老师'],
    ['电话一八八三九零二六四七一 姓职 职守信', '职守信'],
    ['书记叫我对接 我姓暴 暴玉朋', '暴玉朋'],
    ['我13947822051 姓敖 敖日其楞', '敖日其楞'],
    ['叫我小顾就行', '小顾'],
    ['收件人欧阳静宜 13426701185', '欧阳静宜'],
    ['我叫买买提·艾力', '买买提·艾力'],
    ['色满路146号 阿卜杜拉·买买提 13999870215', '阿卜杜拉·买买提'],
    ['灵武绒星精品纺织有限公司 车间主任撒春兰 15202650948', '撒春兰'],
    ['拉萨市城关区江苏路甲3号 扎西顿珠 13908914465', '扎西顿珠'],
    ['你好我叫毕胜想咨询一下你们的叉车', '毕胜'],
    ["Hi, I'm Kevin Liang from Brightway Trading", 'Kevin Liang'],
    ['15803217764，娄婷婷', '娄婷婷'],
    ['丁香 / 15261188403', '丁香'],
    ['寄人民路3号1101室孟繁茂收15864920371', '孟繁茂'],
    ['我是張家豪 電話13711806690', '張家豪'],
  ])('is read from %s', (text, name) => {
    expect(nameOf(text)).toBe(name)
  })

  it('is the answer to how to be called', () => {
    expect(nameOf('销: 怎么称呼您', '客: 邢卫东')).toBe('邢卫东')
    expect(nameOf('销: 请问贵姓', '客: 免贵姓章')).toBe('章')
    expect(nameOf('销: 您贵姓', '客: 翁')).toBe('翁')
    expect(nameOf('销: 怎么称呼您', '客: Vivian')).toBe('Vivian')
  })

  it('grows to its fullest form', () => {
    expect(nameOf('我复姓慕容 慕容雪')).toBe('慕容雪')
    expect(nameOf('我姓万俟', '销: 少见', '万俟昊 13309312275')).toBe('万俟昊')
    expect(nameOf('我叫陈志强', '叫我小陈就行')).toBe('陈志强')
  })

  it.each([
    '高压水枪和金属软管都要 马上要',
    '今天周五 高铁站人好多',
    '王哥 上次的图纸改好没',
    '张经理 我的电话是13077229904',
    '白色 13077229904',
    '老板 报个价 13077229904',
    '加急 13077229904',
  ])('is not found in %s', (text) => {
    expect(nameOf(text)).toBeUndefined()
  })

  it('is never the nickname, and never what only the salesperson says', () => {
    expect(valuesOf({ text: '报个价', speaker: '李建国', room: true }).name).toBeUndefined()
    expect(nameOf('销: 何总，合同拟好了', '客: 再说')).toBeUndefined()
  })
})

describe('a position', () => {
  it.each([
    ['泉州石狮远帆服饰有限公司 采购庄严 手机13599170482', '采购'],
    ['方黎/行政主管/成都锦江悦禾酒店/13708191225', '行政主管'],
    ['我是市一中的后勤主任', '后勤主任'],
    ['我是康宁口腔的护士长', '护士长'],
  ])('is read from %s', (text, job) => {
    expect(valuesOf(text).job).toBe(job)
  })
  it('is not a form of address to the salesperson', () => {
    expect(valuesOf('老板 热转印膜按米卖不').job).toBeUndefined()
  })
})
