import { expect, test } from 'vitest'
import { sellerHints } from '../../../src/scoring/signals/seller-hints.ts'

/** What each hint was made for. A stored state names hints by position: rows are added at the end, never between. */
const made = [
  '我手上有一批库存',
  '高价收废铁',
  '充500送200',
  '我们可以帮您省不少',
  '先给您发一份资料',
  '贵公司目前有在做推广吗',
  '有专业资质 价格优',
  '有需要的老板私聊',
  '贵公司是否考虑合作',
  '王总您好 我是某某公司的小李',
  '【某某科技】',
  '给贵公司提供服务',
  '老板平时有需要吗',
  '我们专业承接各类工程',
  '我是某某网络公司',
  '源头厂家',
  '厂家直销',
  '征信花了也能下款',
  '无抵押贷款',
  '短视频代运营 引流获客',
  '可以给您优惠',
  'we can offer best rates',
  'this is bright ocean freight',
  '你们公司缺保洁吗',
  '老板的电话多少',
  '我们银行上门拜访',
  '您好 需要办理执照吗',
]

test('every hint stays at the position by which stored states name it', () => {
  expect(sellerHints).toHaveLength(made.length)
  const atPlace = made.map((text, position) => (sellerHints[position]?.re.test(text) ? text : `${position} misses`))
  expect(atPlace).toEqual(made)
})

test('a row put in between would be noticed: no hint meets the words of the one behind it', () => {
  const alike = made.slice(1).filter((text, before) => sellerHints[before]?.re.test(text))
  expect(alike).toEqual([])
})
