import type { ErpSandbox, FaultRule } from '../../../src/sandbox/erp/index.ts'
import type { StaffName } from '../chat-house.ts'

/** What is so from this line on. */
interface Varied {
  vary: Parameters<ErpSandbox['vary']>[0]
}

/** Who says what, and what an answer has to hold. A fault is armed just before its line, and for it alone. */
export type Line = [who: StaffName, text: string, answer: RegExp, fault?: FaultRule | Varied]

/** How one command is used in a day: it works, it has to ask, it is refused, something breaks. */
export interface Script {
  works: Line[]
  asks?: Line[]
  refused: Line[]
  breaks?: Line[]
  /** While nobody answers at the ERP's address. */
  away?: Line[]
}

export const seed = [
  { name: '深圳华强电子有限公司', userId: 63, contactName: '李伟', mobile: '13800138001' },
  { name: '上海华强贸易有限公司', userId: 63, contactName: '周婷', mobile: '13800138002' },
  { name: '苏州远航机械有限公司', userId: 64, contactName: '钱进', mobile: '13800138003' },
  { name: '杭州云帆食品有限公司', contactName: '沈洁', mobile: '13800138004' },
  { name: '合肥东篱茶业有限公司', contactName: '陶然', mobile: '13800138005' },
  { name: '无锡金桥泵业有限公司', userId: 65, contactName: '吴刚', mobile: '13800138006' },
  { name: '常州金桥包装有限公司', userId: 65, contactName: '郑爽', mobile: '13800138007' },
  { name: '台州宏泰模具有限公司', userId: 63, contactName: '叶舟', mobile: '13800138008' },
  { name: '金华永固电缆有限公司', userId: 63, contactName: '严明', mobile: '13800138009' },
  { name: '绍兴新昌轴承有限公司', userId: 64, contactName: '俞波', mobile: '13800138011' },
  { name: '衢州远大建材有限公司', userId: 63, contactName: '方圆', mobile: '13800138010' },
]

export const nobodys: Line = ['李娜', '', /无权限：.*归王强，回 1 申请/]
export const refusedFor = (verb: string, rest = ''): Line => [nobodys[0], `/erp ${verb} 远航${rest}`, nobodys[2]]
export const unknownName = (verb: string, rest = ''): Line => ['李娜', `/erp ${verb} 查无此家${rest}`, /没有『查无此家/]
export const twoOf = (verb: string, rest = ''): Line => ['李娜', `/erp ${verb} 华强${rest}`, /『华强』有 2 个/]
export const no: Line = ['李娜', '否', /未做任何改动/]
export const queued = /已受理[\s\S]*通知您 #T\d+/
/** A read is tried again: all of its tries fail. */
export const brokenList = { kind: 'html_500', operation: 'customer.list', times: 9 } as const
