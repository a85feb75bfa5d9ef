import { describe, expect, it } from 'vitest'
import { isSlipOf } from '../../../src/scoring/extract/corrections/retyped-number.ts'
import { valuesOf } from './reading.ts'

describe('a value put right later', () => {
  it.each<[string, string[], Record<string, string>]>([
    ['an account typed again', ['图号发我 QQ1326407895', '打错 1326407859'], { qq: '1326407859' }],
    ['two digits that changed places', ['QQ85302716', '反了 是85302761'], { qq: '85302761' }],
    ['a letter that was missing', ['加我wx: ylzx_hqc', '少打个字母 ylzxx_hqc'], { wechatId: 'ylzxx_hqc' }],
    [
      'an id written anew',
      ['加我wx nongzi_lao-bai', '打漏了 nongzi_laobai66 没有横杠'],
      { wechatId: 'nongzi_laobai66' },
    ],
    ['an id in two messages', ['加我微信 lan_ting', '0719 跟上面连一起'], { wechatId: 'lan_ting0719' }],
    ['an id that is of no use any more', ['微信fan_yaru不行 那个登不上了 用fanyaru_zz'], { wechatId: 'fanyaru_zz' }],
    [
      'the firm that stood there before',
      ['原来开成 舟山海屿物流有限公司 了，正确是 舟山海屿供应链管理有限公司'],
      { company: '舟山海屿供应链管理有限公司' },
    ],
    ['a fax is no line typed again', ['座机0813-5530276', '传真0813-5530288 合同传这个'], { phone: '0813-5530276' }],
    [
      'the number in use',
      ['电话13198762405', '哦写错 那是我爸以前的号 用我这个 15983074216'],
      { mobile: '15983074216' },
    ],
    ['the end of a line', ['店里0573-82619057', '说错了 座机后两位75 手机15058370914'], { phone: '0573-82619075' }],
    ['the end of an account', ['QQ 3048817265', '哎打错 末尾是256 不是265 手机15907526134'], { qq: '3048817256' }],
    ['the ending of an address of mail', ['发 chenxi@huimei.con', '是com 打错了'], { email: 'chenxi@huimei.com' }],
    ['digits missing from a mobile', ['电话先留 182 7316 955', '漏了一位 末四位是9554'], { mobile: '18273169554' }],
    [
      'what our side repeated',
      ['你好', '销: 电话还是13577048821？', '电话换了 最后四位3390 普秀英'],
      { mobile: '13577043390' },
    ],
    ['an account taken back at once', ['扣我 qq 773901826 噢不是 773901862 徐州的'], { qq: '773901862' }],
    ['an account said twice', ['谢谢 我qq 30771496 哦不 30771946 打错'], { qq: '30771946' }],
    [
      'the end of a mobile, with a line behind it',
      ['金诗涵 电话15072594418', '啊后四位打错 是4481  座机0716-8259037'],
      { mobile: '15072594481', phone: '0716-8259037' },
    ],
    ['a line in two messages', ['你打店里电话吧 0772', '2836 149 '], { phone: '0772-2836149' }],
    ['an account in two messages', ['扣扣 5093', '81647 你加我'], { qq: '509381647' }],
    ['the rest of an account', ['联系不上的话扣扣 40918', '2276 后面这几位'], { qq: '409182276' }],
  ])('%s', (_, lines, want) => {
    expect(valuesOf(...lines)).toMatchObject(want)
  })

  it('尾号7702那个 tells which number, not that it was wrong', () => {
    expect(valuesOf('我号 13820260417', '销: 电话还是之前的吗', '对 尾号0417那个').mobile).toBe('13820260417')
  })

  it.each([
    ['85302716', '85302761', true],
    ['15072823169', '15072823196', true],
    ['ylzx_hqc', 'ylzxx_hqc', true],
    ['85302716', '85302716', false],
    ['13812347777', '13998761234', false],
    ['ylzx_hqc', '85302716', false],
  ])('%s and then %s: a slip %s', (known, again, slip) => {
    expect(isSlipOf(known, again)).toBe(slip)
  })
})

describe('a number in parts', () => {
  it.each<[string, string[], Record<string, string>]>([
    ['beginning, middle and end by name', ['记我号 133打头 中间4968 最后2075'], { mobile: '13349682075' }],
    [
      'one digit at a time over messages',
      ['1 8 6', '0 4 7 1', '5 5 3 9 学校座机 0471-3967 102'],
      { mobile: '18604715539' },
    ],
    ['numerals and digits by turns', ['找我 欧阳靖 1 3 9 一 5 1 6 七 8 0 2'], { mobile: '13915167802' }],
    ['letters, numerals and digits', ['社长 晏大山 l五o 九三七六 二八四一'], { mobile: '15093762841' }],
    ['area code first', ['电话区号0379', '6491 2380 晚上打'], { phone: '0379-64912380' }],
    ['a letter in the area code', ['程砚山 O798-8462173'], { phone: '0798-8462173' }],
    ['a local line in numerals', ['姓名聂树森，座机六二八三一一九零'], { phone: '62831190' }],
  ])('%s', (_, lines, want) => {
    expect(valuesOf(...lines)).toMatchObject(want)
  })
})

describe('an address in parts', () => {
  it('goes on in the next messages', () => {
    const lines = ['床垫定了', '销: 收货地址', '福建省莆田市荔城区', '文献西路1288号', '正荣财富中心3号楼2501']
    expect(valuesOf(...lines).address).toBe('福建省莆田市荔城区文献西路1288号正荣财富中心3号楼2501')
  })

  it('stands in two lines as apps of shops copy it', () => {
    const pasted = '收货人: 秦岚\n手机号码: 13955512360\n所在地区: 浙江省杭州市余杭区仓前街道\n详细地址: 文一西路969号'
    expect(valuesOf(pasted).address).toBe('浙江省杭州市余杭区仓前街道文一西路969号')
  })

  it('has no colon before it', () => {
    expect(valuesOf('麻烦寄到：成都市武侯区科华北路65号 李敏 13880001234').address).toBe('成都市武侯区科华北路65号')
  })
})

describe('a firm', () => {
  it.each([
    ['对 全称乐山恒洁环卫服务有限公司', '乐山恒洁环卫服务有限公司'],
    ['我们是 现在叫嘉兴宏业智慧仓储有限公司 改名了', '嘉兴宏业智慧仓储有限公司'],
  ])('%s: without what leads to it', (text, firm) => {
    expect(valuesOf('你好', '销: 您公司全称是', text).company).toBe(firm)
  })
})
