import { describe, expect, it } from 'vitest'
import type { CustomerOrd, ValueLevel } from '../../../src/domain/index.ts'
import { customerOf, typeOf } from '../../../src/erp/crm/customer-fields.ts'
import type { CallRecord, DocumentField, DocumentResult } from '../../../src/erp/index.ts'
import { defaultOptions, type OptionLists } from '../../../src/sandbox/erp/lists.ts'
import { company, create, officesOfTests, person } from '../sandbox-office.ts'

const open = officesOfTests()

describe('a new customer', () => {
  it('has each of his values in the field that the ERP has for it', async () => {
    const { erp, sandbox } = await open()
    const ord = await create(erp, company)
    expect(sandbox.customer(ord)?.fields).toEqual({
      khid: company.khid,
      name: company.name,
      ly: '171',
      sort1: '3,7',
      jz: '289',
      address: company.address,
      product: company.profile,
      intro: company.remark,
    })
    expect(sandbox.contacts(ord).map((contact) => contact.fields)).toEqual([
      {
        person_name: company.contactName,
        mobile: company.mobile,
        phone: company.phone,
        email: company.email,
        qq: company.qq,
        weixinAcc: company.wechatId,
        job: company.job,
      },
    ])
  })

  it('sends nothing of what is not known of him', async () => {
    const calls: CallRecord[] = []
    const { erp } = await open({}, { onCall: (call) => calls.push(call) })
    const ord = await create(erp, { ...person, value: undefined, email: '', address: undefined })
    const save = calls.find((call) => call.operation === 'sales.customer.addIndividual')
    expect(save).toMatchObject({ ord, outcome: 'ok' })
    expect(Object.keys(save?.request ?? {}).sort()).toEqual(['khid', 'ly', 'mobile', 'name', 'ord', 'sort1'])
  })

  const levels: Array<[ValueLevel, string]> = [
    ['很高', '175'],
    ['较高', '289'],
    ['一般', '176'],
    ['较低', '177'],
    ['很低', '290'],
  ]

  it('has the level as this server numbers it', async () => {
    const own = { 1: '很低', 2: '较低', 3: '一般', 4: '较高', 5: '很高' }
    const { erp, sandbox } = await open({ variants: { options: { ...defaultOptions, 14: own } } })
    const ord = await create(erp, { ...company, value: '较高' })
    expect(sandbox.customer(ord)?.fields.jz).toBe('4')
  })

  it.each(levels)('%s goes by the documented id where the server has no list of levels', async (value, id) => {
    const { 14: _, ...options } = defaultOptions
    const { erp, sandbox } = await open({ variants: { options: options as OptionLists } })
    const ord = await create(erp, { ...company, value })
    expect(sandbox.customer(ord)?.fields.jz).toBe(id)
  })
})

const field = (id: string, value: unknown, text?: string): DocumentField => ({
  id,
  caption: id,
  type: 'text',
  value,
  text,
})
const document = (caption: string, ...fields: DocumentField[]): DocumentResult => ({
  kind: 'document',
  caption,
  fields,
})

describe('the detail of a customer', () => {
  const ord = 574 as CustomerOrd

  it('tells all that the ERP knows of him', () => {
    const values: Record<string, string> = {
      name: '石狮远帆服饰有限公司',
      khid: 'WX7K2M9QA4BC',
      person_name: '庄严',
      mobile: '13905951234',
      phone: '0595-88001234',
      email: 'zhuang@example.com',
      qq: '700012345',
      weixinAcc: 'zhuangyan_88',
      job: '采购经理',
      address: '石狮市宝盖镇1号',
      product: '要 300 件',
      intro: '微信评分 82',
      telintro: '改为 500 件',
    }
    const fields = Object.entries(values).map(([id, value]) => field(id, value))
    const choices = [field('intsort', '1', '单位客户'), field('jz', '289', '较高'), field('sort1', '3,7', '微信客户')]
    const found = customerOf(document('客户详情', ...fields, ...choices, field('cateid', '63', '林知远')), ord)
    expect(found).toEqual({
      ord,
      name: values.name,
      khid: values.khid,
      type: 'company',
      ownerId: 63,
      ownerName: '林知远',
      contactName: values.person_name,
      mobile: values.mobile,
      phone: values.phone,
      email: values.email,
      qq: values.qq,
      wechatId: values.weixinAcc,
      job: values.job,
      address: values.address,
      value: '较高',
      category: '微信客户',
      profile: values.product,
      remark: values.intro,
      latestNote: values.telintro,
    })
  })

  it('is read in the spelling of other servers too', () => {
    const found = customerOf(
      document(
        '单位客户',
        ...[
          field('NAME', '远帆服饰'),
          field('person_name', ''),
          field('PersonName', '庄严'),
          field('catename', '林知远'),
        ],
        ...[field('cateid', 63, '63 林知远'), field('jz', '较高'), field('sort1', '微信客户')],
      ),
      ord,
    )
    expect(found).toMatchObject({ name: '远帆服饰', contactName: '庄严', ownerName: '林知远', ownerId: 63 })
    expect(found).toMatchObject({ value: '较高', category: '微信客户' })
  })

  it('that is empty belongs to nobody, as some servers answer for an id they do not know', () => {
    expect(customerOf(document('客户详情', field('name', ''), field('khid', 'KH000575')), ord)).toBeUndefined()
    expect(customerOf(document('客户详情'), ord)).toBeUndefined()
  })

  it('has no category where the detail shows its bare ids: a list tells the label', () => {
    const categoryOf = (id: string, label?: string) =>
      customerOf(document('客户详情', field('name', '林秀'), field('sort1', id, label)), ord)?.category
    expect(categoryOf('3,7')).toBeUndefined()
    expect(categoryOf('3,7', '微信客户')).toBe('微信客户')
  })

  it('says nothing where it is silent', () => {
    const found = customerOf(document('个人客户', field('name', '林秀'), field('mobile', '')), ord)
    expect(found).toEqual({ ord, name: '林秀', type: 'personal' })
  })

  const contact = field('person_name', '')
  it.each([
    ['company', 'its own number', '客户详情', [field('intsort', '1')]],
    ['personal', 'its own number', '客户详情', [field('intsort', 2), contact]],
    ['company', 'its own word', '个人客户', [field('intsort', '单位客户')]],
    ['personal', 'its own word', '单位客户', [field('intsort', '个人客户'), contact]],
    ['company', 'the caption', '单位客户详情', []],
    ['personal', 'the caption', '个人客户详情', [contact]],
    ['company', 'the contact it has room for', '客户详情', [contact]],
    ['personal', 'the contact it has no room for', '客户详情', []],
  ])('is of a %s by %s', (type, _, caption, fields) => {
    expect(typeOf(document(caption, ...fields))).toBe(type)
  })
})
