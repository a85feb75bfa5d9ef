import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  CrmError,
  type CustomerOrd,
  type ErpUserId,
  type Khid,
  type LeadId,
  type LeadOption,
  type LeadQuestion,
} from '../../src/domain/index.ts'
import { lina, manager, type Office, openOffice, operator, wangqiang } from './office.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice()
  office.crm.add({
    ord: 1,
    name: '深圳华强电子有限公司',
    ownerName: '李娜',
    contactName: '李伟',
    mobile: '13800138000',
    khid: 'WX1' as never,
  })
  office.crm.add({
    ord: 2,
    name: '苏州远航机械有限公司',
    ownerName: '王强',
    contactName: '赵敏',
    mobile: '13900001111',
  })
})
afterEach(() => office.close())

describe('查客户', () => {
  it('shows an own customer in full, by name, mobile or Chinese number', async () => {
    for (const text of [
      '/erp 查客户 华强',
      '／ｅｒｐ查客户华强',
      '/erp find 138 0013 8000',
      '/erp 查 １３８００１３８０００',
    ]) {
      expect(await office.ask(text), text).toMatch(/深圳华强电子有限公司.*李娜[\s\S]*13800138000/)
    }
  })

  it('masks a colleague’s customer and names the way to it', async () => {
    const answer = await office.ask('/erp 查客户 远航')
    expect(answer).toContain('负责人 王强')
    expect(answer).toContain('申请')
    expect(answer).not.toMatch(/13900001111|苏州远航|赵敏/)
  })

  it('believes the ERP about the owner, not our own memory', async () => {
    await office.lead({
      company: '苏州远航机械有限公司',
      customerOrd: 2 as CustomerOrd,
      owner: { kind: 'users', userIds: [63 as ErpUserId], names: ['李娜'] },
    })
    expect(await office.ask('/erp 查客户 远航')).not.toContain('苏州远航')
    expect(await office.ask('/erp 跟进 远航 抢单')).toContain('无权限')
  })

  it('does not take a namesake for the owner', async () => {
    office.crm.add({
      ord: 3,
      name: '常州远景阀门有限公司',
      ownerName: '王强',
      ownerId: 99 as ErpUserId,
      mobile: '13900002222',
    })
    const answer = await office.ask('/erp 查客户 常州远景', wangqiang)
    expect(answer).toContain('负责人 王强')
    expect(answer).not.toMatch(/13900002222|常州远景/)
    expect(await office.ask('/erp 跟进 常州远景 抢单', wangqiang)).toContain('无权限')
    office.crm.add({
      ord: 4,
      name: '无锡近山轴承厂',
      ownerName: '王强',
      ownerId: 64 as ErpUserId,
      mobile: '13900003333',
    })
    expect(await office.ask('/erp 查客户 近山', wangqiang)).toContain('13900003333')
    expect(office.crm.calls.filter((call) => call === 'employees')).toHaveLength(1)
  })

  it('knows whose account it is, whatever the house calls its owner', async () => {
    office.crm.staff.find(({ userId }) => Number(userId) === 63)!.name = '李晓娜'
    office.crm.customers[0]!.ownerName = '李晓娜'
    expect(await office.ask('/erp 查客户 华强')).toContain('13800138000')
    expect(await office.ask('/erp 跟进 华强 已报价')).not.toContain('无权限')
  })

  it('pages long lists, opens entries by number and goes on with 下页', async () => {
    for (let i = 10; i < 22; i++) office.crm.add({ ord: i, name: `华诚第${i}机电厂`, ownerName: '李娜' })
    const first = await office.ask('/erp 查客户 华诚')
    expect(first).toMatch(/找到 12 个，第 1\/3 页/)
    expect(await office.ask('2')).toContain('【华诚第11机电厂】')
    expect(await office.ask('下页')).toMatch(/第 2\/3 页[\s\S]*1 华诚第15机电厂/)
    expect(await office.ask('1')).toContain('【华诚第15机电厂】')
    expect(await office.ask('9')).toContain('没有第 9 项')
  })

  it('finds by pinyin initials and offers what sounds alike for a slip', async () => {
    await office.know({ ord: 1, name: '深圳华强电子有限公司', ownerName: '李娜' })
    expect(await office.ask('/erp 查客户 hqdz')).toContain('【深圳华强电子有限公司】')
    expect(await office.ask('/erp 查客户 华墙')).toMatch(/没有『华墙』，是不是[\s\S]*1 深圳华强电子/)
    expect(await office.ask('1')).toContain('【深圳华强电子有限公司】')
  })

  it('answers from the last known state with its age when the ERP is away', async () => {
    await office.know({ ord: 1, name: '深圳华强电子有限公司', ownerName: '李娜', mobile: '13800138000' })
    office.clock.advance(20 * 60_000)
    office.crm.down = true
    expect(await office.ask('/erp 查客户 华强')).toMatch(/ERP 暂时连不上，以下为 14:02 的数据\n【深圳华强电子/)
    expect(await office.ask('/erp 查客户 没见过的')).toMatch(/ERP 暂时连不上[\s\S]*恢复后请再查/)
  })

  it('tells a login page that answers wrongly from a login that ran out', async () => {
    office.crm.listCustomers = () =>
      Promise.reject(new CrmError('session', 'login', 'ERP 登录应答无法识别', { code: 'erp_login_unclear' }))
    const answer = await office.ask('/erp 查客户 没见过的')
    expect(answer).toContain('ERP 应答不正常')
    expect(answer).not.toContain('登录失效')
  })

  it('says so where there is nothing', async () => {
    expect(await office.ask('/erp 查客户 子虚乌有')).toContain('没有『子虚乌有』')
    expect(await office.ask('/erp 查客户')).toContain('例如')
  })
})

describe('查重', () => {
  it('is open to everyone who sells, and masked', async () => {
    const answer = await office.ask('/erp 查重 13900001111')
    expect(answer).toContain('已存在')
    expect(answer).toContain('负责人 王强')
    expect(answer).not.toContain('远航')
    expect(await office.ask('/erp 查重 13700000000')).toContain('可以新建')
  })
})

describe('跟进', () => {
  it('queues a note on an exact match at once and gives a ticket', async () => {
    const answer = await office.ask('/erp 跟进 深圳华强电子 已报价3.2万，周五回复 电话:详谈')
    expect(answer).toMatch(/已受理：【深圳华强电子.*】记洽谈进展[\s\S]*#T\d+/)
    expect(await office.jobs()).toMatchObject([
      { type: 'follow_up', subject: { ord: 1 }, note: { text: '已报价3.2万，周五回复 电话:详谈', channel: 481 } },
    ])
  })

  it('asks first where the match is not exact, and 是 counts once', async () => {
    expect(await office.ask('/erp 跟进 华强 已报价')).toContain('回“是”确认')
    expect(await office.jobs()).toHaveLength(0)
    expect(await office.ask('是')).toContain('记洽谈进展')
    expect(await office.ask('是')).toBe('')
    expect(await office.jobs()).toHaveLength(1)
  })

  it('refuses a colleague’s customer without showing it', async () => {
    const answer = await office.ask('/erp 跟进 远航 抢单')
    expect(answer).toMatch(/无权限：.*归王强/)
    expect(answer).not.toContain('远航')
    expect(await office.jobs()).toHaveLength(0)
  })

  it('queues while the ERP is away, and says so', async () => {
    await office.know({ ord: 1, name: '深圳华强电子有限公司', ownerName: '李娜' })
    office.crm.down = true
    office.desk.breaker = 'open'
    expect(await office.ask('/erp 跟进 深圳华强电子 已寄样')).toMatch(/记洽谈进展[\s\S]*ERP 暂时连不上，已排队.*#T\d/)
    expect(await office.jobs()).toHaveLength(1)
  })

  it('says what is missing', async () => {
    expect(await office.ask('/erp 跟进')).toContain('格式')
    expect(await office.ask('/erp 跟进 华强')).toContain('要记什么')
    expect(await office.ask(`/erp 跟进 华强 ${'长'.repeat(1001)}`)).toContain('最多 1000 字')
  })

  it('takes an ambiguous customer by number', async () => {
    office.crm.add({ ord: 3, name: '华强北贸易商行', ownerName: '李娜' })
    expect(await office.ask('/erp 跟进 华强 已寄样')).toMatch(/有 2 个[\s\S]*1 深圳华强[\s\S]*2 华强北/)
    expect(await office.ask('2')).toContain('【华强北贸易商行】记洽谈进展')
  })
})

describe('指派', () => {
  it('settles customer and person, then asks for confirmation', async () => {
    expect(await office.ask('/erp 指派 华强 给 王强')).toMatch(/王强有 2 人：\n1 王强\(销售一部\)\n2 王强\(售后\)/)
    expect(await office.ask('2')).toMatch(/指派给 王强\(售后\)。回“是”确认/)
    expect(await office.ask('是')).toContain('已受理')
    expect(await office.jobs()).toMatchObject([{ type: 'assign', target: { kind: 'users', userIds: [99] } }])
  })

  it('does nothing on 否, and nothing after five minutes', async () => {
    await office.ask('/erp 转给 华强 陈主管')
    expect(await office.ask('否')).toContain('未做任何改动')
    await office.ask('/erp 转给 华强 陈主管')
    office.clock.advance(5 * 60_000 + 1)
    expect(await office.ask('是')).toBe('已过期，未做任何改动。要继续请重发 /erp 转给 华强 陈主管')
    expect(await office.ask('是')).toBe('')
    expect(await office.jobs()).toHaveLength(0)
  })

  it('says that a later command took the question’s place, lately, once, and how to ask again', async () => {
    await office.ask('/erp 转给 华强 陈主管')
    await office.ask('/erp 查客户 司')
    expect(await office.ask('是')).toBe(
      '没有要确认的了，刚才的问题已被后面的代替，未做任何改动。要继续请重发 /erp 转给 华强 陈主管',
    )
    expect(await office.ask('是')).toBe('')
    await office.ask('/erp 转给 华强 陈主管')
    expect(await office.ask('是')).toContain('已受理')
    await office.ask('/erp 查客户 司')
    expect(await office.ask('是')).toBe('')
    await office.ask('/erp 转给 华强 陈主管')
    await office.ask('/erp 查客户 司')
    office.clock.advance(20 * 60_000)
    expect(await office.ask('是')).toBe('')
    expect(await office.jobs()).toHaveLength(1)
  })

  it('never takes another person’s 是', async () => {
    const room = { kind: 'internal_room', conversationId: 'room-1' } as const
    await office.ask('/erp 指派 华强 给 陈主管', lina, room)
    expect(await office.ask('是', wangqiang, room)).toBe('')
    expect(await office.ask('是', lina)).toBe('')
    expect(await office.jobs()).toHaveLength(0)
    expect(await office.ask('是', lina, room)).toContain('已受理')
  })
})

describe('评分 and 线索', () => {
  it('explains each point with the customer’s words', async () => {
    await office.lead({
      company: '常州恒力泵业',
      score: 82,
      band: 'hot',
      reasons: [
        { signal: 'price', label: '询价', points: 20, quote: '报价多少' },
        { signal: 'quantity', label: '数量', points: 15, quote: '50台' },
      ],
    })
    expect(await office.ask('/erp 评分 恒力 为什么')).toMatch(/82 分[\s\S]*询价 \+20「报价多少」\n数量 \+15「50台」/)
  })

  it('lists own and unowned leads above a score, the best first', async () => {
    await office.lead({ company: '甲公司', score: 91, band: 'hot' })
    await office.lead({ company: '乙公司', score: 40 })
    await office.lead({
      company: '别人的',
      score: 95,
      owner: { kind: 'users', userIds: [64 as ErpUserId], names: ['王强'] },
    })
    const answer = await office.ask('/erp 线索 ＞70')
    expect(answer).toContain('91 甲公司')
    expect(answer).not.toMatch(/乙公司|别人的/)
    expect(await office.ask('/erp 线索 >70', manager)).toContain('别人的')
  })
})

describe('新建', () => {
  it('names what is missing, shows what will be written, and writes after 是', async () => {
    expect(await office.ask('/erp 新建 恒通电气 手机:13511112222')).toContain('缺 联系人')
    const draft = await office.ask('/erp 新建 恒通电气 联系人:周敏手机：13511112222')
    expect(draft).toMatch(/将新建单位客户：恒通电气，联系人 周敏，手机 135\*\*\*\*2222/)
    expect(await office.ask('是')).toContain('已受理')
    expect(office.desk.accepted).toMatchObject([
      { fields: { company: '恒通电气', name: '周敏', mobile: '13511112222', type: 'company' }, by: '李娜' },
    ])
  })

  it('takes the person of a lead for himself, not for a company', async () => {
    const type = { value: 'company', source: 'inferred' as const, confidence: 0.5, at: office.clock.now() }
    const lead = await office.lead({ id: 'he' as never, name: '何亮' })
    await office.store.transact((tx) => tx.saveLead({ ...lead, fields: { ...lead.fields, type }, version: 2 }))
    await office.lead({ id: 'ni' as never, name: '倪海', company: '绍兴凌云纺织' })
    expect(await office.ask('/erp 新建 何亮')).toContain('将新建个人客户：联系人 何亮')
    expect(await office.ask('/erp 新建 倪海')).toContain('将新建单位客户：绍兴凌云纺织，联系人 倪海')
  })

  it.each([
    '温州三和鞋业 何平 13867815501',
    '温州三和鞋业 联系人何平 手机138 6781 5501',
    '公司:温州三和鞋业 何平 13867815501',
    '温州三和鞋业 13867815501 何平',
  ])('takes person and number without their labels: %s', async (words) => {
    expect(await office.ask(`/erp 新建 ${words}`)).toContain(
      '将新建单位客户：温州三和鞋业，联系人 何平，手机 138****5501',
    )
  })

  it('writes all that was said, and says what it cannot read or is too long', async () => {
    const said = '地址:温州市鹿城区 鞋都路1号 备注:老客户介绍，周五要来 分类:意向客户 行业:制鞋'
    const draft = await office.ask(`/erp 新建 温州鞋业二厂 联系人:何平 ${said}`)
    expect(draft).toContain('温州鞋业二厂，联系人 何平，分类 意向客户，地址已填，备注已填')
    await office.ask(`/erp 新建 温州鞋业二厂 行业:制鞋 联系人:何平 ${said.replace(' 行业:制鞋', '')}`)
    expect(await office.ask('是')).toContain('已受理：新建【温州鞋业二厂】')
    expect(office.desk.accepted).toMatchObject([
      { fields: { address: '温州市鹿城区 鞋都路1号', remark: '老客户介绍，周五要来', category: '意向客户' } },
    ])
    expect(await office.ask('/erp 新建 温州鞋业二厂 行业:制鞋 联系人:何平')).toContain('没看懂，不会写入：行业:制鞋')
    expect(await office.ask(`/erp 新建 ${'温州鞋业二厂'.repeat(21)} 联系人:何平`)).toBe(
      '公司名 126 字，最多 100 字，请缩短后重发',
    )
    expect(await office.ask('/erp 新建 温州鞋业三厂 何平 1386781550')).toContain('不是有效的手机号')
  })

  it('asks for no more than the ERP requires', async () => {
    expect(await office.ask('/erp 新建 大通3 联系人:孙立 座机:0571-88888888')).toContain('将新建单位客户：大通3')
    expect(await office.ask('/erp 新建 周敏')).toContain('将新建个人客户：联系人 周敏')
  })

  it('takes an individual, and refuses a wrong mobile', async () => {
    expect(await office.ask('/erp 新建 周敏 手机:13511112222')).toContain('将新建个人客户')
    expect(await office.ask('/erp 新建 周敏 手机:1351111')).toContain('应为 11 位')
  })

  it('reads a forwarded or quoted record, and shows what it read before it writes', async () => {
    const record = [
      '李娜和周敏的聊天记录',
      '周敏：我是无锡新达机械有限公司的周敏',
      '李娜: 好的',
      '周敏：手机 13511112222',
    ].join('\n')
    expect(await office.handle('', lina, undefined, { record })).toEqual([])
    const answer = await office.ask('/erp 新建')
    expect(answer).toMatch(/无锡新达机械有限公司，联系人 周敏，手机 135\*\*\*\*2222[\s\S]*已从聊天识别 \d 项/)
    await office.ask('是')
    expect(office.desk.accepted).toMatchObject([{ fields: { name: '周敏', mobile: '13511112222', type: 'company' } }])
    const quoted = await office.handle('/erp 新建', wangqiang, undefined, { quoted: record })
    expect(quoted[0]?.text).toContain('已从聊天识别')
    expect((await office.handle('/erp 新建', wangqiang))[0]?.text).toContain('缺')
  })

  it('stops at a mobile that is there already', async () => {
    const answer = await office.ask('/erp 新建 另一家公司 联系人:赵敏 手机:13900001111')
    expect(answer).toContain('已有同手机号客户')
    expect(answer).not.toContain('远航')
    expect(await office.ask('2')).toContain('已提交主管批准')
    expect(office.desk.accepted).toHaveLength(0)
    await office.ask('/erp 新建 另一家公司 联系人:赵敏 手机:13900001111', manager)
    await office.ask('2', manager)
    await office.ask('是', manager)
    expect(office.desk.accepted).toMatchObject([{ fields: { separate: '1', mobile: '13900001111' }, by: '陈主管' }])
  })
})

describe('questions about a lead', () => {
  const create: LeadOption = { label: '建档', action: 'accept' }
  const personal: LeadOption = { label: '按个人客户建档', action: 'accept', fields: { type: 'personal' } }
  const ignore: LeadOption = { label: '忽略', action: 'ignore' }
  const later: LeadOption = { label: '稍后', action: 'later' }
  const ask = async (missing: LeadQuestion['missing'], ...options: LeadOption[]) =>
    office.store.savePrompt({
      id: 'lead-question-1',
      contactId: 'wx-lina',
      conversationId: 'wx-lina',
      kind: 'lead_question',
      data: { leadId: 'lead-x' as LeadId, missing, options } satisfies LeadQuestion,
      createdAt: office.clock.now(),
      expiresAt: office.clock.now() + 3_600_000,
    })

  it('takes the missing mobile as a single reply', async () => {
    await ask('has_mobile', ignore, later)
    expect(await office.ask('1380013800')).toContain('不是有效的手机号')
    expect(await office.ask('138-0013-8000')).toContain('已受理建档')
    expect(office.desk.accepted).toMatchObject([{ leadId: 'lead-x', fields: { mobile: '13800138000' } }])
    expect(await office.ask('13800138000')).toBe('')
  })

  it('takes a company’s name, or 个人客户 by number', async () => {
    await ask('has_company', personal, ignore)
    await office.ask('无锡新达机械')
    await ask('has_company', personal, ignore)
    await office.ask('1')
    expect(office.desk.accepted.map((a) => a.fields)).toEqual([{ company: '无锡新达机械' }, { type: 'personal' }])
  })

  it('does not take what is said in passing for a name, and asks where it may be', async () => {
    await ask('has_company', ignore)
    for (const text of ['好的', '收到！', '稍等，我问下', '在吗']) expect(await office.ask(text), text).toBe('')
    expect(await office.ask('恒力')).toContain('用『恒力』作为公司名建档吗')
    expect(office.desk.accepted).toEqual([])
    await office.ask('是')
    expect(office.desk.accepted).toMatchObject([{ leadId: 'lead-x', fields: { company: '恒力' } }])
    expect(await office.ask('无锡新达机械')).toBe('')
  })

  it('finds the question beneath a later list', async () => {
    await ask('has_mobile', ignore)
    office.crm.add({ ord: 5, name: '华强北贸易商行', ownerName: '李娜' })
    await office.ask('/erp 查客户 华强')
    expect(await office.ask('13800138000')).toContain('已受理建档')
    expect(await office.ask('1')).toContain('深圳华强')
  })

  it('ignores on its number, and keeps the question when something is still missing', async () => {
    office.desk.problem = '缺手机号'
    await ask('has_mobile', create, ignore)
    expect(await office.ask('1')).toBe('缺手机号')
    expect(await office.ask('2')).toContain('已忽略')
    expect(office.desk.ignored).toEqual(['lead-x' as LeadId])
  })
})

describe('grammar and help', () => {
  it('offers the nearest verb and runs it on 是', async () => {
    expect(await office.ask('/erp 查可户 华强')).toMatch(/没有『查可户』，是不是 查客户？/)
    expect(await office.ask('是')).toContain('深圳华强电子')
    expect(await office.ask('/erp 天气如何呀')).toContain('发 /erp 帮助')
  })

  it('shows each role its own commands', async () => {
    expect(await office.ask('/erp')).toContain('跟进')
    expect(await office.ask('/erp 帮助', operator)).not.toContain('跟进、')
    expect(await office.ask('/erp 帮助 跟进')).toContain('/erp 跟进 华强')
    const verbs = (await office.ask('/erp 帮助')).split(/[\n、]/)
    expect(verbs).toEqual(expect.arrayContaining(['补充', '日报', '周报', '统计', '改']))
    expect(await office.ask('/erp 帮助 周报')).toContain('/erp 周报')
  })

  it('does not answer text without the prefix, nor what is only quoted', async () => {
    expect(await office.ask('查客户 华强')).toBe('')
    expect(await office.handle('看看', lina, undefined, { quoted: '/erp 查客户 华强' })).toEqual([])
  })

  it('keeps every answer within fifteen lines', async () => {
    for (const text of ['/erp 帮助', '/erp 线索', '/erp 团队', '/erp 查客户 司']) {
      expect((await office.ask(text, manager)).split('\n').length).toBeLessThanOrEqual(15)
    }
  })
})

describe('people and places', () => {
  it('tells a person his department: as configured, else as the ERP has it, and nothing where it does not tell', async () => {
    expect(await office.ask('/erp 我是谁')).toBe('✅ 已绑定 ERP 账号 李娜（销售一部），角色：销售')
    expect(await office.ask('/erp 我是谁', manager)).toBe('✅ 已绑定 ERP 账号 陈主管（管理部），角色：主管')
    office.crm.down = true
    expect(await office.ask('/erp 我是谁', manager)).toBe('✅ 已绑定 ERP 账号 陈主管，角色：主管')
  })

  it('binds by a one-time code and by nothing else', async () => {
    const { code } = await office.people.createCode('李娜', office.clock.now())
    const stranger = { contactId: 'wx-new', nickname: '李娜' }
    expect(await office.ask('/erp 绑定 000000', stranger)).toBe('')
    expect(await office.ask('/erp 我是谁', stranger)).toBe('')
    expect(await office.ask(`/erp 绑定 ${code}`, stranger, { kind: 'customer_room', conversationId: 'r' })).toBe('')
    expect(await office.ask(`/erp 绑定 ${code}`, stranger)).toMatch(/已绑定 ERP 账号 李娜（销售一部），角色：销售/)
    expect(office.people.byContact('wx-new')?.name).toBe('李娜')
    expect(await office.ask(`/erp 绑定 ${code}`, { contactId: 'wx-other', nickname: 'x' })).toBe('')
  })

  it('gives outsiders nothing, whatever they write', async () => {
    for (const text of ['/erp 查客户 华强', '/erp 帮助', '1', '是', '/erp', '/erp 查可户']) {
      expect(await office.ask(text, { contactId: 'wx-stranger' }), text).toBe('')
    }
  })

  it('shows names in an internal room and sends numbers in private', async () => {
    const room = { kind: 'internal_room', conversationId: 'room-1' } as const
    const replies = await office.handle('/erp 查客户 华强', lina, room)
    expect(replies).toHaveLength(2)
    expect(replies[0]).toMatchObject({ to: { kind: 'contact', contactId: 'wx-lina' } })
    expect(replies[0]?.text).toContain('13800138000')
    expect(replies[1]).toMatchObject({ to: { kind: 'room', roomId: 'room-1', mention: 'wx-lina' } })
    expect(replies[1]?.text).toContain('详情已私发')
    expect(replies[1]?.text).not.toMatch(/1380013|李伟/)
    expect(replies[1]?.otherwise).toContain('没能私发')
  })

  it('says names and counts in an internal room: numbers, scores, notes and quotes go to the person', async () => {
    const room = { kind: 'internal_room', conversationId: 'room-1' } as const
    const note = '李娜：我的手机换成13811112222了，地址苏州工业园区星湖街328号，下周三上门看样'
    office.crm.add({ ord: 9, name: '昆山德力机电', ownerName: '李娜', mobile: '13700001111', latestNote: note })
    await office.lead({
      company: '昆山德力机电',
      customerOrd: 9 as CustomerOrd,
      khid: 'WX0000000009' as Khid,
      score: 77,
      owner: { kind: 'users', userIds: [63 as ErpUserId], names: ['李娜'] },
      reasons: [{ signal: 'price', label: '询价', points: 20, quote: '报价发到13811112222，50台以上的价格' }],
    })
    const saidIn = async (text: string) => {
      const replies = await office.handle(text, lina, room)
      const where = (kind: string) => replies.filter(({ to }) => to.kind === kind).map((reply) => reply.text)
      return { room: where('room').join('\n'), person: where('contact').join('\n') }
    }
    const view = await saidIn('/erp 查 德力')
    expect(view.room).toMatch(/^【昆山德力机电】负责人 李娜｜观察中\n详情已私发$/)
    expect(view.person).toMatch(
      /编号 WX0000000009[\s\S]*评分 77[\s\S]*地址苏州工业园区星湖街328号[\s\S]*手机：13700001111/,
    )
    const why = await saidIn('/erp 评分 德力')
    expect(why.room).toBe('【昆山德力机电】1 项评分依据\n详情已私发')
    expect(why.person).toContain('询价 +20「报价发到13811112222，50')
    expect((await saidIn('/erp 线索')).room).toMatch(/线索 1 条[\s\S]*\n1 昆山德力机电｜观察中/)
    await office.ask('/erp 待办 德力 周五 10点 送样到星湖街328号')
    expect((await saidIn('/erp 待办')).room).not.toMatch(/送样|星湖街/)
    const records = JSON.stringify(await office.store.auditRecords({}))
    expect(records).not.toMatch(/上门看样|以上的价格/)
  })

  it('never cuts a number in two, which would escape every mask', async () => {
    const note = `${'很'.repeat(51)}手机13811112222`
    office.crm.add({ ord: 9, name: '昆山德力机电', ownerName: '李娜', latestNote: note })
    expect(await office.ask('/erp 查 德力')).toMatch(/很手机…/)
    office.crm.add({ ord: 10, name: '昆山德新机电', ownerName: '公海', latestNote: '手机13811112222' })
    expect(await office.ask('/erp 查 德新')).toContain('最近跟进：手机138****2222')
  })

  it('does nothing in a room with a customer and says so once, in private', async () => {
    const room = { kind: 'customer_room', conversationId: 'room-2', topic: '项目群' } as const
    expect(await office.handle('/erp 查客户 华强', lina, room)).toMatchObject([
      { to: { kind: 'contact', contactId: 'wx-lina' } },
    ])
    expect(await office.handle('/erp 查客户 华强', lina, room)).toEqual([])
    expect(await office.handle('大家好', wangqiang, room)).toEqual([])
    expect(office.crm.calls).toEqual([])
  })

  it('writes every command to the operation log with who asked, masked', async () => {
    await office.ask('/erp 查重 13800138000')
    await office.ask('/erp 查客户 华强', operator)
    const records = await office.store.auditRecords({})
    expect(records.filter((r) => r.kind === 'command')).toMatchObject([
      { operation: '查客户', actor: '运维小赵', outcome: 'denied' },
      { operation: '查重', actor: '李娜', outcome: 'ok' },
    ])
    expect(JSON.stringify(records)).not.toContain('13800138000')
  })
})
