import type { InboundMessage, StaffMember } from '../../src/domain/index.ts'
import type { SeedCustomer } from '../../src/sandbox/erp/index.ts'

export const staff = [
  { name: '王强', role: 'sales', erpUserId: 63, contactIds: ['wq'], active: true },
  { name: '赵敏', role: 'sales', erpUserId: 64, contactIds: ['zm'], active: true },
  { name: '运维小林', role: 'operator', contactIds: ['ops'], active: true },
] as StaffMember[]

const brands = [...'海鼎宏瑞泰盛嘉恒锦昌']
const seconds = [...'川丰远达和康源业图立']
const places = ['宁波', '石狮', '东莞', '苏州', '常州', '中山']
const trades = ['机械', '服饰', '模具', '纺织', '电器']
const surnames = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨']
const given = ['建国', '秀兰', '志远', '婷婷', '文博', '晓峰', '雅琴', '立新']

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T
/** Another one for every n up to 3,000. */
const companyOf = (n: number) =>
  [
    pick(places, n + Math.floor(n / 100)),
    pick(brands, n),
    pick(seconds, Math.floor(n / 10)),
    pick(trades, n + Math.floor(n / 600)),
    '有限公司',
  ].join('')
const personOf = (n: number) => `${pick(surnames, n)}${pick(given, Math.floor(n / 16) + n)}`
const mobileOf = (n: number) => `139${String(20_000_000 + n * 137)}`

const start = Date.UTC(2026, 10, 2, 1, 0)

function talk(n: number, texts: readonly string[]): InboundMessage[] {
  const contactId = `customer${n}`
  const sender = { contactId, nickname: `昵称${n}`, wechatId: `wx_customer${n}` }
  return texts.map((text, index) => ({
    id: `${contactId}#${index}`,
    accountId: 'acc',
    conversation: { id: contactId, kind: 'direct' as const },
    sender,
    self: false,
    peer: sender,
    content: { kind: 'text' as const, text },
    sentAt: start + n * 600_000 + index * 60_000,
    receivedAt: 0,
  }))
}

const company = (n: number, name = companyOf(n)) =>
  talk(n, [
    '你们的涤纶四面弹布料有现货吗？藏青和军绿两色各要3000米，15号前必须到厂',
    '价格合适今天就可以签合同打定金',
    `我是${name}的采购，我叫${personOf(n)}，手机${mobileOf(n)}`,
  ])

const individual = (n: number) =>
  talk(n, [
    '家里110平要装地暖，多少钱一平？预算3万，这周能上门吗，比较急',
    '可以，就定你们家了，明天付定金',
    `我叫${personOf(n)}，电话${mobileOf(n)}，自己家里用的`,
  ])

/** A company and a private person whom the ERP does not know. */
export const newcomers = (n: number): InboundMessage[] => [...company(n * 4), ...individual(n * 4 + 1)]

/** Somebody whose mobile the ERP has, and somebody whose company it has under another person. */
export const known = (n: number): InboundMessage[] => [...company(n * 4 + 2), ...company(n * 4 + 3)]

export const batch = (n: number): InboundMessage[] => [...newcomers(n), ...known(n)]

/** What stands in the ERP before any of so many batches speaks. */
export const seedFor = (batches: number): SeedCustomer[] =>
  Array.from({ length: batches }, (_, n): SeedCustomer[] => [
    { name: companyOf(n * 4 + 2), contactName: personOf(n * 4 + 2), mobile: mobileOf(n * 4 + 2), userId: 65 },
    { name: companyOf(n * 4 + 3), contactName: '鲁大海', mobile: `137${30_000_000 + n}`, userId: 66 },
  ]).flat()
