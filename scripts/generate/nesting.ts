/**
 * The documentation prints the columns of a line item right after the list, without saying where the line ends.
 * Per operation: list → last column of its lines. Read from the order, the repeated ids and the paired list API.
 * A list inside a line follows its own line: `BomItems` belongs to `BomItem`.
 */
export const lineEnds: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'system.user.add': { limitMobile: 'addName' },
  'system.user.edit': { limitMobile: 'addName' },
  'sales.contract.addWithLines': { contractList: 'IsTax' },
  'store.stockIn.editCost': { KuinList: 'Price1' },
  'store.stockIn.confirm': {
    kuinlist: 'Ck',
    Scanflist: 'Ck',
    shipaddresslist: 'AllAddress',
    addresslist: 'AllAddress',
  },
  'store.stockInApply.confirm': { KuinList: 'sysIcusIInheritIdIidI6' },
  'store.stockIn.add': { kuinlist: 'sysIcusIInheritIdIidI6' },
  'store.stockOut.confirm': { kuoutlist: 'zdNum1' },
  'store.stockOutApply.confirm': { KuoutList: 'date2' },
  'store.product.addBatch': { productlvw: 'LimitExcess', pricelvw: 'PackManage' },
  'store.product.add': { PackingPrices: 'StoreCapacity' },
  'store.product.edit': { PackingPrices: 'StoreCapacity' },
  'production.bom.save': { BomItem: 'Del', BomItems: 'Del' },
  'production.workAssign.add': { WorkAssignItems: 'Intro', WorkAssignWFPs: 'ExecCheck' },
  'production.materialOrder.add': { MaterialOrderItems: 'OutkuPerson' },
  'production.qualityTask.add': { QualityTestingTaskItems: 'Remark' },
  'production.quality.save': { QualityTestingItems: 'TaskMXId' },
  'production.materialRegister.add': { MaterialRegisterItems: 'PoTypeV' },
  'rd.substitution.add': { childtd: 'sysIcusIInheritIdIidI6' },
  'rd.substitution.edit': { childtd: 'sysIcusIInheritIdIidI6' },
  'hr.attendance.import': { attendanceList: 'IsTrueDevice' },
}

/** Lists that may stand again inside each of their own lines: list → the list in the line. */
export const nestedLists: Readonly<Record<string, string>> = { BomItem: 'BomItems', BomItems: 'BomItems' }
