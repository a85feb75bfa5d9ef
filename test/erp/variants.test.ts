import { afterEach, describe, expect, it } from 'vitest'
import type { CustomerOrd } from '../../src/domain/index.ts'
import type { ErpOptions } from '../../src/erp/index.ts'
import type { ErpSandboxOptions, Variants } from '../../src/sandbox/erp/index.ts'
import { resolveVariants } from '../../src/sandbox/erp/variants.ts'
import { doMainJob } from './main-job.ts'
import { company, create, type Office, openOffice } from './sandbox-office.ts'

let office: Office | undefined
afterEach(async () => {
  await office?.close()
  office = undefined
})

async function open(sandbox: ErpSandboxOptions, erp?: Partial<ErpOptions>): Promise<Office> {
  office = await openOffice(sandbox, erp)
  return office
}

const servers: Array<[string, Partial<Variants>, Partial<ErpOptions>?]> = [
  ['as documented', {}],
  ['with the older login only', { loginPath: 'mobile' }],
  ['with the newer login only', { loginPath: 'v3' }],
  ['that wants application/zsml', { contentType: 'zsml' }, { contentType: 'application/zsml' }],
  ['with the business object at the top level', { business: 'top' }],
  ['with sources under report', { listSource: 'report' }],
  ['with rows as value arrays', { rows: 'values' }],
  ['with rows as objects', { rows: 'objects' }],
  ['that shuffles its columns', { shuffleColumns: true }],
  ['with camel case pages', { pageKeys: 'camel' }],
  ['with pascal case pages', { pageKeys: 'pascal' }],
  ['with snake case pages', { pageKeys: 'snake' }],
  ['that sends numbers as text', { numbersAsStrings: true }],
  ['that lists the khid', { khidInList: true }],
  ['whose trees hold whole paths', { treeValues: 'path' }],
  ['whose refusals have status 0', { refusals: 'text' }],
  ['that blanks absent fields', { absentFields: 'blank' }],
  ['without /sysa in its paths', { sysaPrefix: 'absent' }],
  ['with /sysa demanded', { sysaPrefix: 'required' }],
  ['with captions for v3 columns', { v3Columns: 'captions' }],
  ['with pages for errors, status 200', { htmlErrorStatus: 200 }],
  [
    'of another kind in everything',
    {
      loginPath: 'mobile',
      business: 'top',
      listSource: 'report',
      rows: 'values',
      shuffleColumns: true,
      pageKeys: 'pascal',
      numbersAsStrings: true,
      treeValues: 'path',
      refusals: 'text',
      absentFields: 'blank',
      htmlErrorStatus: 200,
      v3Columns: 'captions',
    },
  ],
]

describe('the main job at a server', () => {
  it.each(servers)('%s', async (_, variants, options) => {
    await doMainJob(await open({ variants }, options))
  })
})

const note = (text: string) => ({ text, template: 106, channel: 484 }) as const

describe('notes', () => {
  it.each([['template'], ['every_field']] as const)(
    'find the form that a server of kind %s takes, and keep to it',
    async (followUp) => {
      const { erp, sandbox } = await open({ variants: { followUp } })
      const ord = await create(erp, company)
      await erp.crm.addFollowUp(ord, note('要 300 件，月底前交'))
      const calls = sandbox.countOf('note.add')
      await erp.crm.addFollowUp(ord, note('改为 500 件'))
      expect(sandbox.countOf('note.add')).toBe(calls + 1)
      const notes = sandbox.notes(ord)
      expect(notes).toHaveLength(2)
      expect(JSON.stringify(notes)).toContain('改为 500 件')
      expect(erp.client.followUps.form()).toBe('template')
    },
  )

  it('are written for contacts, projects and contracts too', async () => {
    const { erp, sandbox } = await open({})
    const ord = await create(erp, company)
    const contact = sandbox.contacts(ord)[0]?.person ?? 0
    await erp.client.followUps.add('contact', contact, note('联系人说下周来'))
    await erp.client.followUps.add('project', 3, note('项目推进'))
    await erp.client.followUps.add('contract', 4, note('合同已寄'))
    expect(sandbox.notes().map((one) => [one.subject, one.ord])).toEqual([
      ['person', contact],
      ['chance', 3],
      ['contract', 4],
    ])
  })

  it('longer than the field become several, nothing lost', async () => {
    const { erp, sandbox } = await open({})
    const ord = await create(erp, company)
    const content = '一二三四五六七八九十'.repeat(230)
    expect(await erp.client.addFollowUp(ord, 109, content)).toBe(3)
    const texts = sandbox.notes(ord).map((one) => one.text)
    expect(texts.every((text) => text.length <= 1_000)).toBe(true)
    expect(texts.map((text) => text.replace(/^（\d\/\d）/, '')).join('')).toBe(`【今天谈的不错，让明天面谈】${content}`)
  })

  it('for a customer who is not there are refused with the words of the server', async () => {
    const { erp } = await open({})
    await expect(erp.crm.addFollowUp(99_999 as CustomerOrd, note('x'))).rejects.toMatchObject({
      failure: 'refused',
      serverMessage: expect.stringContaining('不存在'),
    })
  })
})

describe('labels', () => {
  it('win over the ids of the documentation', async () => {
    const options = { ...resolveVariants().options, 13: { 171: '展会', 205: '网站注册' } }
    const { erp, sandbox } = await open({ variants: { options } })
    const ord = await create(erp, company)
    expect(sandbox.customer(ord)?.fields.ly).toBe('205')
    const { drift } = await erp.client.discover()
    expect(drift).toEqual([
      expect.objectContaining({ subject: 'ERP_CUSTOMER_SOURCE_ID', expected: '171', found: '205' }),
    ])
  })

  it('that do not exist are named with those that do', async () => {
    const { erp } = await open({}, { category: '抖音客户' })
    await expect(create(erp, company)).rejects.toMatchObject({
      failure: 'refused',
      code: 'erp_label_missing',
      message: expect.stringMatching(/抖音客户.*微信客户/),
    })
    const { drift } = await erp.client.discover()
    expect(drift.map((one) => one.subject)).toEqual(['ERP_CUSTOMER_CATEGORY'])
  })

  it('choose the stage that is asked for', async () => {
    const { erp, sandbox } = await open({})
    const stages = (await erp.client.options.categories()).find((one) => one.text === '微信客户')?.nodes ?? []
    const last = stages.at(-1)
    expect(await erp.client.options.categoryPath(`微信客户/${last?.text}`)).toMatch(new RegExp(`,${last?.id}$`))
    expect(sandbox.countOf('options.categories')).toBe(1)
  })
})

describe('required fields', () => {
  it('of this installation are refused with their names, and found before', async () => {
    const { erp, sandbox } = await open({ seed: [{ name: '老客户' }], variants: { requiredFields: ['area'] } })
    const { drift } = await erp.client.discover()
    expect(drift).toEqual([expect.objectContaining({ subject: '必填字段 客户区域' })])
    expect(sandbox.countOf('customer.allocate')).toBe(0)
    await expect(create(erp, company)).rejects.toMatchObject({ failure: 'refused' })
  })
})
