import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FieldSource } from '../../src/domain/index.ts'
import { type AskAbout, askAbout } from './ask-about.ts'
import { lina, type Office, openOffice } from './office.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const ask: AskAbout = (...about) => askAbout(office, ...about)

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
