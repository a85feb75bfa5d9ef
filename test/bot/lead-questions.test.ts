import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FieldSource, Lead, LeadOption, LeadQuestion } from '../../src/domain/index.ts'
import { lina, type Office, openOffice } from './office.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const options: LeadOption[] = [
  { label: '忽略', action: 'ignore' },
  { label: '稍后', action: 'later' },
]

async function ask(lead: Lead, missing: LeadQuestion['missing'] = 'has_mobile', asked?: string): Promise<void> {
  office.clock.advance(1_000)
  await office.store.savePrompt({
    id: `q-${lead.id}-${missing}`,
    contactId: 'wx-lina',
    conversationId: 'wx-lina',
    kind: 'lead_question',
    data: { leadId: lead.id, missing, options, asked } satisfies LeadQuestion,
    createdAt: office.clock.now(),
    expiresAt: office.clock.now() + 3_600_000,
  })
}

const named = (name: string, source: FieldSource) => ({
  fields: { name: { value: name, source, confidence: 1, at: office.clock.now() } },
})

const given = () => office.desk.accepted.map(({ leadId, fields }) => [String(leadId), fields])
const sunQiang = () =>
  office.lead({ id: 'sun' as never, name: '孙强', company: '常州三星机械有限公司', status: 'asking' })
const zhouYong = () => office.lead({ id: 'zhou' as never, name: '周勇', company: '镇江四海机械', status: 'asking' })
const quote = async (text: string, quoted: string) =>
  (await office.handle(text, lina, undefined, { quoted })).map((reply) => reply.text).join()

describe('several questions about leads at once', () => {
  beforeEach(async () => {
    await ask(await sunQiang(), 'has_mobile', '【82分】常州三星机械有限公司 孙强 有意向，缺手机号')
    await ask(await zhouYong(), 'has_mobile', '【78分】镇江四海机械 周勇 有意向，缺手机号')
  })

  it.each([
    '孙强的手机 13900003333',
    '13900003333 孙强',
    '孙总的手机是13900003333',
    '老孙的13900003333',
    '三星机械 13900003333',
    '常州三星的号码13900003333',
    '姓名:孙强 手机:13900003333',
  ])('takes %s for whom it names, and says whom', async (text) => {
    expect(await office.ask(text)).toContain('已受理建档【孙强（常州三星机械有限公司）】')
    expect(given()).toMatchObject([['sun', { mobile: '13900003333' }]])
    expect(given()[0]?.[1]).not.toMatchObject({ name: expect.stringMatching(/的|总/) })
    expect(await office.ask('13900004444')).toContain('已受理建档【周勇（镇江四海机械）】')
  })

  it('asks whose a number is that names nobody, the oldest question first', async () => {
    expect(await office.ask('13900004444')).toBe(
      '有 2 个在等：\n1 孙强（常州三星机械有限公司）\n2 周勇（镇江四海机械）\n这个号码给谁？回数字',
    )
    expect(given()).toEqual([])
    expect(await office.ask('2')).toContain('已受理建档【周勇')
    expect(given()).toEqual([['zhou', { mobile: '13900004444' }]])
  })

  it('takes a name for the number of a moment ago', async () => {
    await office.ask('13900004444')
    expect(await office.ask('孙强的')).toContain('已受理建档【孙强')
    expect(given()).toEqual([['sun', { mobile: '13900004444' }]])
  })

  it('asks where the words name both, or somebody else', async () => {
    expect(await office.ask('孙强和周勇 13900004444')).toContain('有 2 个在等')
    expect(await office.ask('四海机械孙强 13900004444')).toContain('有 2 个在等')
    for (const text of ['李伟 13900004444', '常州恒力机械 13900004444']) {
      expect(await office.ask(text), text).toMatch(/^没有在等『(?:李伟|常州恒力机械)』的。有 2 个在等/)
    }
    expect(given()).toEqual([])
  })

  it('takes what quotes a question for that one, a number as well', async () => {
    expect(await quote('13900004444', '小助手：【82分】常州三星机械有限公司 孙强 有意向，缺手机号\n“报价”')).toContain(
      '【孙强',
    )
    await ask(await office.lead({ id: 'wu' as never, name: '吴敏' }), 'has_mobile', '【71分】吴敏 有意向，缺手机号')
    expect(await quote('1', '【78分】镇江四海机械 周勇 有意向，缺手机号')).toBe(
      '已忽略【周勇（镇江四海机械）】，不再建档。找回发 /erp 恢复 镇江四海机械',
    )
    expect(office.desk.ignored).toEqual(['zhou'])
  })

  it('names whom an option was chosen for', async () => {
    expect(await office.ask('1')).toContain('已忽略【周勇（镇江四海机械）】')
    expect(await office.ask('2')).toContain('【孙强（常州三星机械有限公司）】明天上午提醒您')
  })

  it('keeps every question over words that answer none', async () => {
    for (const text of ['好的', '孙强今天来过了', '帮我查一下 13900004444'])
      expect(await office.ask(text), text).toBe('')
    expect(await office.ask('13900004444')).toContain('有 2 个在等')
  })
})

describe('what an answer says beside the number', () => {
  it('leaves the name that the customer gave himself, and says so', async () => {
    await ask(await sunQiang())
    expect(await office.ask('李伟 13900004444')).toContain('在等的是【孙强（常州三星机械有限公司）】，不是『李伟』')
    expect(await office.ask('是')).toContain('姓名仍用“孙强”，要改请发 /erp 改 孙强 姓名:李伟')
    expect(given()).toEqual([['sun', { mobile: '13900004444' }]])
  })

  it('says that a name is corrected by its field', async () => {
    await ask(await sunQiang())
    expect(await office.ask('姓名:孙强生 手机:13900004444')).toContain('姓名由“孙强”改为“孙强生”')
    expect(given()).toEqual([['sun', { mobile: '13900004444', name: '孙强生' }]])
  })

  it.each(['profile', 'inferred'] as const)('takes a name where there is only a guess (%s)', async (source) => {
    await ask(await office.lead({ id: 'x' as never, nickname: '阿强', ...named('阿强', source) }))
    expect(await office.ask('孙强的 13900004444')).toContain('已受理建档')
    expect(given()).toEqual([['x', { mobile: '13900004444', name: '孙强' }]])
  })

  it.each([
    ['他的手机13912340001', '13912340001'],
    ['客户手机号码是13912340002', '13912340002'],
    ['我问到了 13912340004', '13912340004'],
    ['手机13912340005，姓王', '13912340005'],
    ['刚打听到的，+86 139-1234-0006 是新号码', '13912340006'],
    ['周五给的１３９１２３４０００７', '13912340007'],
  ])('reads %s', async (text, mobile) => {
    await ask(await office.lead({ id: 'x' as never, nickname: '海风' }))
    expect(await office.ask(text)).toContain('已受理建档【海风】')
    expect(given()).toEqual([['x', { mobile }]])
  })

  it.each([
    ['他的手机1391234000', '『1391234000』不是有效的手机号：是 10 位，应为 11 位，请重发'],
    ['139123400012', '『139123400012』不是有效的手机号：是 12 位，应为 11 位，请重发'],
    ['手机 12912340001', '『12912340001』不是有效的手机号：应以 13–19 开头，请重发'],
    ['13912340001 或者 13912340002', '有 2 个手机号，请只回一个'],
  ])('refuses %s and says why', async (text, why) => {
    await ask(await office.lead({ id: 'x' as never, nickname: '海风' }))
    expect(await office.ask(text)).toBe(`【海风】${why}`)
    expect(given()).toEqual([])
    expect(await office.ask('13912340001')).toContain('已受理建档')
  })

  it('asks before it takes a number that is doubted', async () => {
    await ask(await office.lead({ id: 'x' as never, nickname: '海风' }))
    for (const text of ['13912340001 打不通', '他老板的手机13912340001', '13912340001 对吗'])
      expect(await office.ask(text), text).toContain('用手机号 13912340001 建档吗？回“是”确认')
    expect(given()).toEqual([])
  })
})

describe('a company’s name where the person’s is asked for', () => {
  beforeEach(async () => ask(await office.lead({ id: 'x' as never, nickname: '海风' }), 'has_name'))

  it('is no person', async () => {
    expect(await office.ask('嘉兴风行机电有限公司')).toContain(
      '像公司名，还缺姓名。请一起回，例如：嘉兴风行机电有限公司 李伟',
    )
    expect(given()).toEqual([])
  })

  it('is taken with the person’s', async () => {
    expect(await office.ask('嘉兴风行机电有限公司 李伟')).toContain('已受理建档')
    expect(given()).toEqual([['x', { company: '嘉兴风行机电有限公司', name: '李伟' }]])
  })
})

it('lists all who wait, page by page, and takes a name of any page', async () => {
  const names = [...'赵钱孙李周吴郑王冯陈蒋沈韩'].map((surname) => `${surname}大明`)
  for (const [i, name] of names.entries()) await ask(await office.lead({ id: `w${i}` as never, name }))
  expect(await office.ask('13900004444')).toMatch(
    /^有 13 个在等，第 1\/2 页：\n1 赵大明[\s\S]*10 陈大明\n这个号码给谁？回数字，回“下页”$/,
  )
  expect(await office.ask('下页')).toMatch(/第 2\/2 页：\n1 蒋大明\n2 沈大明\n3 韩大明/)
  expect(await office.ask('2')).toContain('已受理建档【沈大明】')
  await office.ask('13900005555')
  expect(await office.ask('韩大明的')).toContain('已受理建档【韩大明】')
  expect(given().map(([id]) => id)).toEqual(['w11', 'w12'])
})

describe('是, 否 and numbers', () => {
  const change: LeadOption[] = [
    { label: '改成 13900004444', action: 'accept', fields: { mobile: '13900004444' } },
    { label: '保留 ERP 的', action: 'later' },
  ]
  const askWith = async (lead: Lead, missing: LeadQuestion['missing'], offered: LeadOption[]) => {
    await ask(lead, missing)
    const prompt = await office.store.prompt('wx-lina', 'wx-lina')
    if (prompt) await office.store.savePrompt({ ...prompt, data: { ...prompt.data, options: offered } })
  }
  const filed = { status: 'synced', customerOrd: 7 as never } as const
  const yesNo: LeadOption[] = [{ label: '建档', action: 'accept' }, ...options]

  it('是 does not pick one of two numbers, and what was changed is said so', async () => {
    await askWith(await office.lead({ id: 'x' as never, name: '孙强', ...filed }), 'change', change)
    expect(await office.ask('是')).toBe('【孙强】请回数字：1 改成 13900004444　2 保留 ERP 的')
    expect(given()).toEqual([])
    expect(await office.ask('1')).toMatch(/^✅ 已受理：【孙强】更新手机\n/)
    expect(given()).toEqual([['x', { mobile: '13900004444' }]])
  })

  it('否 leaves what the ERP has', async () => {
    await askWith(await office.lead({ id: 'x' as never, name: '孙强', ...filed }), 'change', change)
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
    await askWith(await sunQiang(), 'score_pass', yesNo)
    await askWith(await zhouYong(), 'score_pass', yesNo)
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
