import { afterEach, describe, expect, it } from 'vitest'
import type { CustomerOrd, FollowUp } from '../../../src/domain/index.ts'
import { createErp, createNoteFormMemory, type ErpOptions, type NoteForm } from '../../../src/erp/index.ts'
import type { Variants } from '../../../src/sandbox/erp/index.ts'
import { defaultOptions } from '../../../src/sandbox/erp/lists.ts'
import { systemClock } from '../../../src/shared/clock.ts'
import { type Arrival, startWireServer } from '../../support/wire-server.ts'
import { message, options } from '../fixtures/mobile.ts'
import { company, create, openOffice } from '../sandbox-office.ts'

const closers: Array<() => unknown> = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const note = (text: string, more: Partial<FollowUp> = {}): FollowUp => ({ text, template: 106, channel: 484, ...more })
const at = Date.parse('2026-11-24T00:30:15Z')

/** A customer in a sandbox ERP, at half past eight in Shanghai. */
async function customerAt(variants: Partial<Variants> = {}) {
  const office = await openOffice({ variants }, { clock: { ...systemClock, now: () => at } })
  closers.push(office.close)
  const ord = await create(office.erp, company)
  return { ...office, ord }
}

describe('a note at a server that takes free text', () => {
  it('is the text itself, without a schedule', async () => {
    const { erp, sandbox, ord } = await customerAt()
    await erp.crm.addFollowUp(ord, note('要 300 件', { channel: 481 }))
    expect(sandbox.notes(ord)).toMatchObject([{ text: '要 300 件', sort: '481', plantype: '0', schedule: {} }])
    expect(erp.client.followUps.form()).toBe('text')
  })

  it.each([
    [481, '11'],
    [482, '12'],
    [483, '13'],
    [484, '14'],
  ] as const)('goes by channel %s as this server numbers it', async (channel, sort) => {
    const channels = { 11: '电话', 12: '邮件', 13: '上门', 14: '其他(微信)' }
    const { erp, sandbox, ord } = await customerAt({ options: { ...defaultOptions, 98: channels } })
    await erp.crm.addFollowUp(ord, note('要 300 件', { channel }))
    expect(sandbox.notes(ord)[0]?.sort).toBe(sort)
  })

  it.each([
    [106, '谈的很好，让发合同'],
    [107, '电话无人接听'],
    [108, '现在还没考虑'],
    [109, '今天谈的不错，让明天面谈'],
    [120, '正在考虑中'],
  ] as const)('from template %s opens with its words, and is one of WeChat', async (template, words) => {
    const { erp, sandbox, ord } = await customerAt()
    expect(await erp.client.addFollowUp(ord, template, '要 300 件')).toBe(1)
    expect(sandbox.notes(ord)).toMatchObject([{ text: `【${words}】要 300 件`, sort: '484' }])
  })
})

describe('a note at a server that takes templates only', () => {
  it('is a thing done just now, with its beginning for a title and all of its words', async () => {
    const { erp, sandbox, ord } = await customerAt({ followUp: 'template' })
    const title = `要 300 件${'😀'.repeat(43)}`
    const text = `${title}，月底前交\n下一步：发报价`
    await erp.crm.addFollowUp(ord, note(text, { template: 120, channel: 483 }))
    const now = '2026-11-24 08:30:15'
    const times = { '@ret_0': now, '@ret_1': now, '@ret2_0': now, '@ret2_1': now }
    expect(sandbox.notes(ord)).toMatchObject([
      {
        template: '120',
        sort: '483',
        plantype: '2',
        schedule: { ...times, '@title1': title, '@title2': title, '@intro2': text, '@remind': '1' },
      },
    ])
  })

  it('has the title of its first line', async () => {
    const { erp, sandbox, ord } = await customerAt({ followUp: 'template' })
    await erp.crm.addFollowUp(ord, note('要 300 件\n下一步：发报价'))
    await erp.crm.addFollowUp(ord, note('\n下一步：发报价'))
    expect(sandbox.notes(ord).map((one) => one.schedule['@title2'])).toEqual(['要 300 件', '微信沟通'])
  })
})

type Words = Record<NoteForm, string>

/** A server that answers notes of each form with these words. */
async function serverSaying(words: Words, erpOptions: Partial<ErpOptions> = {}) {
  const said = { ...words }
  const forms: NoteForm[] = []
  const server = await startWireServer((arrival) => {
    if (/log(?:in|out)/.test(arrival.path)) return { body: { header: { status: 0, session: 'S' } } }
    if (!arrival.path.includes('reply.asp')) return { body: { ...options, body: { source: { options: [] } } } }
    const form = formOf(arrival)
    forms.push(form)
    return said[form] === '' ? { reset: true } : { body: message(said[form]) }
  })
  const erp = createErp({
    baseUrl: server.baseUrl,
    username: 'bot',
    password: 'secret',
    ratePerSecond: 1_000,
    waitFirstWindow: false,
    ...erpOptions,
  })
  closers.push(server.close, erp.close)
  return { add: () => erp.crm.addFollowUp(5 as CustomerOrd, note('要 300 件')), forms, said }
}

function formOf({ json }: Arrival): NoteForm {
  const values = json?.datas as Array<{ id: string; val: unknown }>
  return String(values.find(({ id }) => id === 'plantype')?.val) === '0' ? 'text' : 'template'
}

describe('the other form of a note', () => {
  it('is tried where the first one is refused, and first from then on', async () => {
    const { add, forms } = await serverSaying({ text: '请选择洽谈进展模板', template: '保存成功' })
    await add()
    await add()
    expect(forms).toEqual(['text', 'template', 'template'])
  })

  it('is free text again after an update of the server', async () => {
    const noteForm = createNoteFormMemory()
    noteForm.set('template')
    const { add, forms } = await serverSaying({ text: '保存成功', template: '模板不存在' }, { noteForm })
    await add()
    await add()
    expect(forms).toEqual(['template', 'text', 'text'])
    expect(noteForm.get()).toBe('text')
  })

  it.each(['客户已锁定，拒绝操作', '您没有权限选择模板'])('is no answer to: %s', async (words) => {
    const { add, forms } = await serverSaying({ text: words, template: '保存成功' })
    await expect(add()).rejects.toMatchObject({ failure: 'refused', serverMessage: words })
    expect(forms).toEqual(['text'])
  })

  it('is no answer to silence: the note may have been stored', async () => {
    const { add, forms } = await serverSaying({ text: '', template: '保存成功' })
    await expect(add()).rejects.toMatchObject({ failure: 'unknown' })
    expect(forms).toEqual(['text'])
  })

  it('is no answer to words that nobody understands: the note may have been stored', async () => {
    const { add, forms } = await serverSaying({ text: '模板已提交', template: '保存成功' })
    await expect(add()).rejects.toMatchObject({ failure: 'unknown', serverMessage: '模板已提交' })
    expect(forms).toEqual(['text'])
  })

  it('that is refused for its form as well leaves the words of the first refusal', async () => {
    const { add, forms } = await serverSaying({ text: '请选择洽谈进展模板', template: '请输入提醒时间' })
    await expect(add()).rejects.toMatchObject({ serverMessage: '请选择洽谈进展模板' })
    expect(forms).toEqual(['text', 'template'])
  })

  it('that fails for another reason tells that one', async () => {
    const { add, said } = await serverSaying({ text: '请选择洽谈进展模板', template: '客户已锁定，拒绝操作' })
    await expect(add()).rejects.toMatchObject({ serverMessage: '客户已锁定，拒绝操作' })
    said.template = ''
    await expect(add()).rejects.toMatchObject({ failure: 'unknown' })
  })
})
