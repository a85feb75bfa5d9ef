import { describe, expect, it } from 'vitest'
import { contactRow, customerRow } from '../../../src/erp/crm/customer-fields.ts'

describe('a row of the customer list', () => {
  const expected = {
    ord: 574,
    name: '石狮远帆服饰有限公司',
    khid: 'WX7K2M9QA4BC',
    ownerName: '林知远',
    contactName: '庄严',
    mobile: '13905951234',
    phone: '0595-88001234',
    category: '微信客户',
    stage: '新线索',
    latestNote: '要 300 件',
    createdAt: Date.parse('2026-11-24T00:30:00Z'),
  }

  const [ord, name, khid, owner, contact, mobile, phone, category, stage, note] = Object.values(expected)
  const values = [ord, name, khid, owner, contact, mobile, phone, category, stage, note, '2026-11-24 08:30:00']
  const row = (...columns: string[]) => Object.fromEntries(columns.map((column, index) => [column, values[index]]))

  it.each([
    [
      'as servers name their columns',
      row(
        ...['ord', 'name', 'khid', 'catename', 'personname', 'mobile', 'phone'],
        ...['sortname', 'sort1name', 'telintro', 'date1'],
      ),
    ],
    [
      'under captions',
      row(
        ...['客户ID', '客户名称', '客户编号', '销售人员', '联系人', '手机', '电话'],
        ...['客户分类', '跟进程度', '最新洽谈', '添加时间'],
      ),
    ],
    [
      'of another version',
      row(
        ...['ID', 'Name', 'KhID', '负责人', 'person_name', 'Mobile', '办公电话'],
        ...['SortName', 'Sort1Name', '洽谈进展', '建档时间'],
      ),
    ],
  ])('is read %s', (_, cells) => {
    expect(customerRow(cells)).toEqual(expected)
  })

  it('says nothing where the list says nothing', () => {
    expect(customerRow({ ord: '12', name: '林秀', mobile: '', date1: '' })).toEqual({ ord: 12, name: '林秀' })
  })

  it('without an id or a name is no customer', () => {
    expect(customerRow({ name: '林秀' })).toBeUndefined()
    expect(customerRow({ ord: 0, name: '林秀' })).toBeUndefined()
    expect(customerRow({ ord: 12, name: ' ' })).toBeUndefined()
  })
})

describe('a row of the contact list', () => {
  const expected = {
    contactId: 31,
    name: '庄严',
    customerOrd: 574,
    customerName: '远帆服饰',
    mobile: '13905951234',
    phone: '0595-88001234',
    job: '采购经理',
    wechatId: 'zhuangyan_88',
    email: 'zhuang@example.com',
  }
  const row = (...columns: string[]) =>
    Object.fromEntries(Object.values(expected).map((value, index) => [columns[index], value]))

  it.each([
    [row('ord', 'person_name', 'company', 'companyname', 'mobile', 'phone', 'job', 'weixinAcc', 'email')],
    [row('person', 'personname', 'telord', 'company_name', '手机', '电话', 'personjob', '微信', '邮箱')],
    [row('id', '联系人姓名', 'khord', 'telname', 'Mobile', '办公电话', '职务', 'weixinacc', '电子邮件')],
    [row('personid', '姓名', 'companyid', 'khname', '手机', '电话', '职务', '微信', '邮箱')],
    [row('ord', '联系人', 'tel', '客户名称', '手机', '电话', '职务', '微信', '邮箱')],
    [row('ord', '联系人', 'tel', '关联客户', '手机', '电话', '职务', '微信', '邮箱')],
    [row('ord', '联系人', 'tel', '所属客户', '手机', '电话', '职务', '微信', '邮箱')],
  ])('is read whatever the server calls its columns: %o', (cells) => {
    expect(contactRow(cells)).toEqual(expected)
  })

  it('calls the customer `name` where the contact has a name of its own', () => {
    expect(contactRow({ ord: 31, person_name: '庄严', name: '远帆服饰' })).toEqual({
      contactId: 31,
      name: '庄严',
      customerName: '远帆服饰',
    })
  })

  it('calls the contact `name` where there is no other', () => {
    expect(contactRow({ ord: 31, name: '庄严' })).toEqual({ contactId: 31, name: '庄严' })
    expect(contactRow({ ord: 31, mobile: '13905951234' })).toMatchObject({ contactId: 31, name: '' })
  })

  it('without an id is no contact', () => {
    expect(contactRow({ person_name: '庄严' })).toBeUndefined()
  })
})
