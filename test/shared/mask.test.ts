import { expect, test } from 'vitest'
import { maskDeep } from '../../src/app/mask-deep.ts'
import { maskText } from '../../src/shared/mask.ts'

test.each([
  ['李娜：客户新号13812345678，地址苏州工业园区星湖街328号', '李娜：客户新号138****5678，地址苏州工业园区***'],
  ['送到苏州工业园区星湖街328号5栋301室，下周三送', '送到苏州工业园区***，下周三送'],
  ['江苏省昆山市玉山镇前进村5组', '江苏省昆山市***'],
  ['我在杭州市西湖区文三路 478 号华星时代广场A座', '我在杭州市西湖区***'],
  ['星湖街328号见', '***见'],
  ['我住在万科城市花园3栋2单元501', '我住在万科***'],
])('an address in a text is told down to its district: %s', (text, shown) => {
  expect(maskText(text)).toBe(shown)
  expect(maskText(shown)).toBe(shown)
})

test.each([
  '江苏省苏州市路桥工程有限公司｜李娜',
  '【深圳华强电子】单位｜负责人 李娜',
  '要3栋别墅的钢材，500道2号工序',
  '地址发我',
  '上海市区路况不好',
  'wechaty-puppet-service 微信网关',
  '客户编号 WXNYGDQQJM6Z',
])('what is no address, number or id stays: %s', (text) => {
  expect(maskText(text)).toBe(text)
})

test.each([
  ['QQ 123456789，微信hcjx_zhou88', 'QQ ****6789，微信hc***'],
  ['打到账号 6222 0212 3456 7890 123', '打到账号 ****0123'],
  ['6222021234567890', '****7890'],
  ['zhou@example.com', 'z***@example.com'],
  ['0512-62881234', '****1234'],
])('ids and accounts in a text keep what their rule leaves: %s', (text, shown) => {
  expect(maskText(text)).toBe(shown)
})

test('plain data is masked by the names of its fields, in the ERP’s spelling too', () => {
  expect(maskDeep({ rows: [{ bank_3: '6222021234567890', weixinAcc: 'lina2020', Mobile: 13900001234 }] })).toEqual({
    rows: [{ bank_3: '****7890', weixinAcc: 'li***', Mobile: '139****1234' }],
  })
})
