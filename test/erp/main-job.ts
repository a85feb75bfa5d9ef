import { expect } from 'vitest'
import type { CustomerOrd, ErpUserId, Khid } from '../../src/domain/index.ts'
import { company, create, type Office, person } from './sandbox-office.ts'

const note = { text: '客户要 300 件冬装，月底前交〔WX7K2M9QA4BC·a1b2c〕', template: 120, channel: 484 } as const

/** The product's whole work once, with its state read back on both sides. */
export async function doMainJob({ erp, sandbox }: Office): Promise<void> {
  const { crm, client } = erp
  const ord = await create(erp, company)
  const stored = sandbox.customer(ord)
  expect(stored?.fields).toMatchObject({ name: company.name, khid: company.khid })
  expect(sandbox.contacts(ord).map((one) => one.fields.mobile)).toEqual([company.mobile])
  expect(sandbox.label('ly', stored?.fields.ly)).toBe('网站注册')
  expect(sandbox.label('jz', stored?.fields.jz)).toBe('较高')
  const alone = await create(erp, person)
  expect(sandbox.customer(alone)?.intsort).toBe(2)

  expect(await crm.getCustomer(ord)).toMatchObject({
    ord,
    name: company.name,
    khid: company.khid,
    type: 'company',
    contactName: company.contactName,
    mobile: company.mobile,
    wechatId: company.wechatId,
  })
  expect((await crm.findByKhid(company.khid))?.ord).toBe(ord)
  expect(await crm.findByKhid('WX7K2M9QA4B' as Khid)).toBeUndefined()
  expect((await crm.findByMobile(person.mobile as string)).map((row) => row.customerOrd)).toEqual([alone])
  expect(await crm.findByMobile('1370000567')).toEqual([])
  expect(await crm.getCustomer(99_999 as CustomerOrd)).toBeUndefined()

  await crm.assign(ord, { kind: 'users', userIds: [63 as ErpUserId] })
  expect(sandbox.customer(ord)?.owners).toEqual([63])
  expect((await crm.getCustomer(ord))?.ownerId).toBe(63)
  await crm.assign(alone, { kind: 'public_pool' })
  expect(sandbox.customer(alone)?.pool).toBe(true)

  await crm.addFollowUp(ord, note)
  expect(sandbox.notes(ord).map((one) => [one.text, one.sort])).toEqual([[note.text, '484']])

  await crm.updateCustomer(ord, { phone: '0595-88005678' })
  expect(await crm.getCustomer(ord)).toMatchObject({ ...company, phone: '0595-88005678' })

  await crm.addContact(ord, { name: '何晴', mobile: '13600009999', job: '财务' })
  expect((await crm.listContacts(ord)).map((row) => row.name).sort()).toEqual(['何晴', company.contactName].sort())

  const rows = []
  for await (const row of client.customers.list({ source: 171, sort: '-date1' })) rows.push(row)
  expect(rows.map((row) => row.ord).sort()).toEqual([ord, alone].sort())
  expect(rows.find((row) => row.ord === ord)).toMatchObject({ ownerName: '林知远', latestNote: note.text })
  const pool = await crm.listCustomers({ publicPool: true }, { index: 1, size: 10 })
  expect(pool.rows.map((row) => row.ord)).toEqual([alone])
  expect((await crm.employees()).find((one) => one.userId === 63)).toMatchObject({
    name: '林知远',
    department: '销售一部',
  })
}
