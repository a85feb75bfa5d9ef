import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LeadOption } from '../../src/domain/index.ts'
import { type AskAbout, askAbout, leaving } from './ask-about.ts'
import { type Office, openOffice } from './office.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const ask: AskAbout = (...about) => askAbout(office, ...about)
const given = () => office.desk.accepted.map(({ leadId, fields }) => [String(leadId), fields])
const sunQiang = () => office.lead({ id: 'sun' as never, name: '孙强', company: '常州三星机械有限公司' })
const zhouYong = () => office.lead({ id: 'zhou' as never, name: '周勇', company: '镇江四海机械' })

describe('是, 否 and numbers', () => {
  const change: LeadOption[] = [
    { label: '改成 13900004444', action: 'accept', fields: { mobile: '13900004444' } },
    { label: '保留 ERP 的', action: 'later' },
  ]
  const filed = { status: 'synced', customerOrd: 7 as never } as const
  const yesNo: LeadOption[] = [{ label: '建档', action: 'accept' }, ...leaving]

  it('是 does not pick one of two numbers, and what was changed is said so', async () => {
    await ask(await office.lead({ id: 'x' as never, name: '孙强', ...filed }), 'change', undefined, change)
    expect(await office.ask('是')).toBe('【孙强】请回数字：1 改成 13900004444　2 保留 ERP 的')
    expect(given()).toEqual([])
    expect(await office.ask('1')).toMatch(/^✅ 已受理：【孙强】更新手机\n/)
    expect(given()).toEqual([['x', { mobile: '13900004444' }]])
  })

  it('否 leaves what the ERP has', async () => {
    await ask(await office.lead({ id: 'x' as never, name: '孙强', ...filed }), 'change', undefined, change)
    expect(await office.ask('否')).toBe('好的，【孙强】未做任何改动')
  })

  it('answer no question whose lead was filed meanwhile', async () => {
    await ask(await office.lead({ id: 'old' as never, name: '秦川', ...filed }))
    await ask(await sunQiang())
    expect(await office.ask('2')).toContain('【孙强')
    expect(await office.ask('是')).toBe('')
    expect(await office.ask('1')).toBe('【秦川】已建档，不用再答')
    expect(office.desk.ignored).toEqual([])
  })

  it('是 and 否 answer the last question, not the one before it', async () => {
    await ask(await sunQiang(), 'score_pass', undefined, yesNo)
    await ask(await zhouYong(), 'score_pass', undefined, yesNo)
    expect(await office.ask('不是')).toBe('好的，【周勇（镇江四海机械）】未做任何改动')
    expect(await office.ask('否')).toContain('还在等的是【孙强（常州三星机械有限公司）】：请回数字：1 建档')
    expect(await office.ask('是')).toContain('还在等的是【孙强')
    expect(await office.ask('1')).toContain('已受理建档【孙强')
    expect(office.desk.ignored).toEqual([])
  })

  it('asks before a number replaces the one he was filed with, and leaves a colleague’s customer alone', async () => {
    await ask(await office.lead({ id: 'x' as never, name: '孙强', mobile: '13900003333', ...filed }))
    expect(await office.ask('13900004444')).toBe('【孙强】已建档，手机改为 13900004444 吗？回“是”确认')
    expect(await office.ask('是')).toContain('更新手机')
    const owner = { kind: 'users' as const, userIds: [64 as never], names: ['王强'] }
    await ask(await office.lead({ id: 'y' as never, name: '周勇', ...filed, owner }))
    expect(await office.ask('周勇 13900005555')).toBe(
      '【周勇】已在 ERP 中，归王强，没有写入。要接手请发 /erp 申请 周勇',
    )
  })

  it('what the bot noted to do about somebody ends with him', async () => {
    const lead = await sunQiang()
    const task = {
      owner: '李娜',
      dueAt: office.clock.now() + 3_600_000,
      createdAt: 0,
      about: { leadId: lead.id, name: '孙强' },
    }
    await office.book.addTask({ ...task, text: '客户说：明天签合同' })
    await office.book.addTask({ ...task, text: '寄样品' })
    await ask(lead)
    expect(await office.ask('1')).toContain('已忽略')
    expect(office.book.tasks('李娜').map(({ text }) => text)).toEqual(['寄样品'])
  })
})
