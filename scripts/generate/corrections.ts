import type { Parameter } from '../../src/erp/catalogue/types.ts'

type Change = Partial<Omit<Parameter, 'id' | 'fields'>>

/** New documents: the server gives the id, so `ord` only names an existing one. */
const ordOptional = new Set(['sales.contact.add', 'sales.contract.add', 'sales.repair.add'])

const planned: Change = { required: false, requiredWhen: { id: 'plantype', value: '1' } }
const done: Change = { required: false, requiredWhen: { id: 'plantype', value: '2' } }
const named: Change = { multi: true, requiredWhen: { id: 'member1', value: '0' } }

const schedule: Record<string, Change> = {
  '@ret_0': planned,
  '@ret_1': planned,
  '@title1': planned,
  '@remind': planned,
  '@ret2_0': done,
  '@ret2_1': done,
  '@title2': done,
  '@intro2': done,
  intro: { label: '模板或内容', open: true },
  lead: { open: true },
}

/** What the documentation leaves out or has wrong, per operation and parameter. */
const corrections: Record<string, Record<string, Change>> = {
  'sales.followUp.customer': schedule,
  'sales.followUp.contact': schedule,
  'sales.followUp.project': schedule,
  'sales.followUp.contract': schedule,
  'sales.customer.assign': { member2: named },
  'sales.customer.share': { member2: named },
  'sales.contract.share': { member2: named },
  'sales.contractLine.delete': { id: { required: true } },
  'production.quality.review': { ID: { required: true } },
  'sales.customer.addCompany': { sex: { type: 'string' } },
  'sales.customer.addIndividual': { sex: { type: 'string' } },
  'sales.service.handle': { info1: { label: '售后内容' } },
  'store.product.detail': { ord: { required: true } },
}

/** Labels for ids the documentation leaves unnamed. */
const labels: Readonly<Record<string, string>> = {
  _insert_rowindex: '插入行号',
  debug: '调试标记',
  kuinlist: '入库明细',
  Scanflist: '扫码入库明细',
  packCanIn: '包装可入库标记',
  shipaddresslist: '发件地址列表',
  ShipAddressID: '发件地址ID',
  addresslist: '收件地址列表',
  DeliveryAddressID: '收件地址ID',
  kuoutlist: '出库明细',
  scanCodeType: '扫码类型',
  CurrentProductId: '当前产品ID',
  ScanFlag: '扫码标记',
  PID: '上级ID',
  '@bill.approve.list': '审批记录',
  tdate1: '统计开始日期',
  tdate2: '统计结束日期',
}

/** Applies what holds over what is documented. */
export function correct(operation: string, parameter: Parameter): Parameter {
  const needsOrd = parameter.id === 'ord' && parameter.label === '数据唯一标识' && !ordOptional.has(operation)
  const unnamed = parameter.label === '' || parameter.label.startsWith('undefined')
  return {
    ...parameter,
    ...(needsOrd ? { required: operation !== 'sales.contractLine.unit' } : {}),
    ...(unnamed ? { label: labels[parameter.id] ?? parameter.id } : {}),
    ...corrections[operation]?.[parameter.id],
  }
}
