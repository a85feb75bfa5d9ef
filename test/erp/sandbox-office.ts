import { afterEach } from 'vitest'
import type { CustomerDraft, CustomerOrd, Khid } from '../../src/domain/index.ts'
import { createErp, type Erp, type ErpOptions, operations } from '../../src/erp/index.ts'
import { type ErpSandbox, type ErpSandboxOptions, startErpSandbox } from '../../src/sandbox/erp/index.ts'

export interface Office {
  erp: Erp
  sandbox: ErpSandbox
  close(): Promise<void>
}

/** A sandbox ERP and a client of it that may do everything, without a rate to wait for. */
export async function openOffice(
  sandboxOptions: ErpSandboxOptions = {},
  erpOptions: Partial<ErpOptions> = {},
): Promise<Office> {
  const sandbox = await startErpSandbox(sandboxOptions)
  const erp = createErp({
    baseUrl: sandbox.baseUrl,
    username: 'bot',
    password: 'sandbox',
    ratePerSecond: 1_000,
    waitFirstWindow: false,
    timeoutMs: 2_000,
    allow: operations.map((operation) => operation.name),
    ...erpOptions,
  })
  return {
    erp,
    sandbox,
    async close() {
      await erp.close()
      await sandbox.close()
    },
  }
}

/** Opens offices that end with the test that opened them. */
export function officesOfTests(): typeof openOffice {
  const opened: Office[] = []
  afterEach(() => Promise.all(opened.splice(0).map((office) => office.close())))
  return async (...options) => {
    const office = await openOffice(...options)
    opened.push(office)
    return office
  }
}

export const company: CustomerDraft = {
  khid: 'WX7K2M9QA4BC' as Khid,
  type: 'company',
  name: '石狮远帆服饰有限公司',
  contactName: '庄严',
  mobile: '13905951234',
  phone: '0595-88001234',
  email: 'zhuang@example.com',
  qq: '700012345',
  wechatId: 'zhuangyan_88',
  job: '采购经理',
  address: '福建省泉州市石狮市宝盖镇1号',
  value: '较高',
  profile: '要 300 件冬装，月底前交',
  remark: '微信评分 82',
}

export const person: CustomerDraft = {
  khid: 'WX3H8N5TB6DE' as Khid,
  type: 'personal',
  name: '林秀',
  mobile: '13700005678',
  value: '一般',
}

export async function create({ crm }: Erp, draft: CustomerDraft): Promise<CustomerOrd> {
  const ord = await crm.allocate()
  await crm.saveCustomer(ord, draft)
  return ord
}
