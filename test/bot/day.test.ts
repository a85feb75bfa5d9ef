import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CustomerOrd, EntryId, ErpUserId } from '../../src/domain/index.ts'
import { lina, manager, type Office, openOffice, operator, wangqiang } from './office.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice()
  office.crm.add({ ord: 1, name: '深圳华强电子', ownerName: '李娜', contactName: '李伟', mobile: '13800138000' })
  office.crm.add({ ord: 2, name: '苏州远航机械', ownerName: '王强', ownerId: 64 as ErpUserId })
  office.crm.add({ ord: 3, name: '苏州新城包装', ownerName: '' })
})
afterEach(() => office.close())
const job = async () => (await office.jobs()).at(-1)

describe('改 and 补充', () => {
  it('fills a blank at once', async () => {
    expect(await office.ask('/erp 补充 华强 邮箱:a@example.com')).toContain('更新邮箱')
    expect(await job()).toMatchObject({ type: 'update_customer', changes: { email: 'a@example.com' } })
  })

  it('warns of a number that another customer has', async () => {
    office.crm.add({ ord: 8, name: '苏州远航机械', ownerName: '王强', contactName: '赵敏', mobile: '13900009999' })
    const warning = await office.ask('/erp 改 华强 手机:13900009999')
    expect(warning).toMatch(/^撞单：这个手机号已是【苏\*\*\*机械】（负责人 王强）的。仍要写给【.*华强.*】吗/)
    expect(await office.jobs()).toEqual([])
    expect(await office.ask('是')).toContain('1 保留原值')
  })

  it('asks before it replaces a number: keep, replace, or a further contact', async () => {
    expect(await office.ask('/erp 改 华强 手机:13900139000')).toMatch(/与 ERP 不同：\n1 保留原值\n2 替换\n3 新增联系人/)
    expect(await office.jobs()).toEqual([])
    expect(await office.ask('1')).toContain('未做任何改动')
    await office.ask('/erp 改 华强 手机:13900139000')
    await office.ask('2')
    expect(await job()).toMatchObject({ type: 'update_customer', changes: { mobile: '13900139000' } })
    await office.ask('/erp 改 华强 手机:13900139000 联系人:王芳')
    await office.ask('3')
    await office.ask('是')
    expect(await job()).toMatchObject({ type: 'add_contact', contact: { name: '王芳', mobile: '13900139000' } })
  })

  it('refuses nonsense, a colleague’s customer, and a blind change while the ERP is away', async () => {
    expect(await office.ask('/erp 改 华强 手机:123')).toContain('应为 11 位')
    expect(await office.ask('/erp 改 华强')).toContain('要改哪一项')
    expect(await office.ask('/erp 改 远航 邮箱:a@example.com')).toContain('无权限')
    await office.know({ ord: 9, name: '只有名字', ownerName: '李娜' })
    office.crm.down = true
    expect(await office.ask('/erp 改 只有名字 邮箱:a@example.com')).toContain('已受理')
  })

  it('corrects a lead that is not in the ERP yet', async () => {
    const lead = await office.lead({ company: '常州恒力泵业' })
    expect(await office.ask('/erp 改 恒力 手机:13700137000')).toContain('已更新线索')
    expect((await office.store.lead(lead.id))?.fields.mobile).toMatchObject({ value: '13700137000', source: 'staff' })
  })
})

describe('联系人', () => {
  it('lists and adds after confirmation', async () => {
    expect(await office.ask('/erp 联系人 华强')).toMatch(/1 位联系人：李伟\n李伟｜13800138000/)
    expect(await office.ask('/erp 联系人 新建 华强 姓名:王芳 手机:13900139000')).toContain('回“是”确认')
    await office.ask('是')
    expect(await job()).toMatchObject({ type: 'add_contact', contact: { name: '王芳', mobile: '13900139000' } })
    office.crm.down = true
    expect(await office.ask('/erp 联系人 华强')).toMatch(/连不上/)
  })
})

describe('公海', () => {
  it('lists, takes by number after confirmation', async () => {
    expect(await office.ask('/erp 公海 地区:苏州')).toMatch(/公海（苏州） 1 个[\s\S]*1 苏州新城包装/)
    expect(await office.ask('/erp 领取 1')).toContain('领取【苏州新城包装】吗')
    expect(await office.ask('是')).toContain('已受理')
    expect(await job()).toMatchObject({
      type: 'assign',
      subject: { ord: 3 },
      target: { kind: 'users', userIds: [lina.erpUserId] },
      onlyFromPool: true,
    })
  })

  it('does not take what is somebody’s', async () => {
    const answer = await office.ask('/erp 领取 远航')
    expect(answer).toContain('归王强')
    expect(answer).not.toContain('远航')
    expect(await office.ask('/erp 领取 8')).toContain('没有第 8 个')
  })

  it('gives back with a reason and a confirmation', async () => {
    expect(await office.ask('/erp 放公海 华强')).toContain('缺 原因')
    expect(await office.ask('/erp 放公海 华强 原因:联系不上')).toContain('回“是”确认')
    await office.ask('是')
    expect(await job()).toMatchObject({ type: 'assign', target: { kind: 'public_pool' } })
    office.crm.down = true
    expect(await office.ask('/erp 公海')).toContain('ERP 恢复后')
  })
})

describe('申请, 保护, 共享', () => {
  it('asks, then queues', async () => {
    expect(await office.ask('/erp 申请 远航')).not.toContain('远航')
    expect(await office.ask('是')).toContain('已提交主管批准')
    await office.ask('/erp 保护 华强')
    await office.ask('是')
    expect(await job()).toMatchObject({ action: 'protect' })
    await office.ask('/erp 共享 华强 给 陈主管')
    await office.ask('是')
    expect(await job()).toMatchObject({ type: 'share', userIds: [70] })
  })
})

describe('摘要', () => {
  it('drafts a note from the chat, writes it as drafted after 是, and not without', async () => {
    const lead = await office.lead({ company: '常州恒力泵业', score: 82, band: 'hot' })
    await office.chat(lead, [
      ['customer', '想要50台多级泵，报价多少'],
      ['sales', '3.2万一台'],
    ])
    const draft = await office.ask('/erp 摘要 恒力')
    expect(draft).toMatch(/草稿（2 条聊天）[\s\S]*50台多级泵[\s\S]*回“是”写入/)
    expect(draft.split('\n').length).toBeLessThanOrEqual(15)
    expect(await office.ask('否')).toContain('未做任何改动')
    expect(await office.jobs()).toEqual([])
    await office.ask('/erp 摘要 恒力')
    expect(await office.ask('是')).toContain('记 1 条洽谈进展')
    expect(await job()).toMatchObject({ type: 'follow_up', subject: { leadId: lead.id } })
  })

  it('says so where there is nothing to draft', async () => {
    expect(await office.ask('/erp 摘要 华强')).toContain('没有微信聊天记录')
    await office.lead({ company: '只有名字公司' })
    expect(await office.ask('/erp 摘要 只有名字')).toContain('没有新的聊天')
  })
})

describe('撤销', () => {
  it('cancels what is not submitted yet, the last or by its ticket', async () => {
    const said = await office.ask('/erp 跟进 深圳华强电子 写错了')
    const ticket = /#T\d+/.exec(said)?.[0]
    expect(await office.ask(`/erp 撤销 ${ticket}`, wangqiang)).toContain('不是您提交的')
    expect(await office.ask('/erp 撤销')).toContain('已取消（未提交 ERP）：洽谈进展')
    expect(await office.ask(`/erp 撤销 ${ticket}`)).toContain('之前已取消')
    expect(await office.ask('/erp 撤销')).toContain('没有可撤销的')
    expect(await office.ask('/erp 撤销 #T999')).toContain('没有 #T999')
  })

  it('says what can still be done where it is too late', async () => {
    await office.ask('/erp 跟进 深圳华强电子 已写入的')
    office.clock.advance(120_000)
    const [entry] = await office.store.claimEntries({
      worker: 'w',
      kind: 'erp',
      now: office.clock.now(),
      leaseMs: 1000,
      limit: 1,
    })
    await office.store.finishEntry(
      entry?.id as EntryId,
      entry?.lease?.fence as number,
      { state: 'done' },
      office.clock.now(),
    )
    expect(await office.ask(`/erp 撤销 #T${entry?.id}`)).toContain('已提交无法删除')
    expect(await office.ask('/erp 撤销')).toMatch(/已提交无法删除，可：\n1 追加作废说明\n2 放公海/)
  })
})

describe('忽略, 恢复, 漏了', () => {
  it('hands the decision on and keeps it as feedback', async () => {
    const lead = await office.lead({ company: '广告公司甲', score: 30 })
    expect(await office.ask('/erp 不是客户 广告公司甲')).toContain('不再记录')
    expect(office.desk.ignored).toEqual([lead.id])
    await office.ask('/erp 漏了 广告公司甲')
    const feedback = (await office.store.auditRecords({})).filter((r) => r.kind === 'decision')
    expect(feedback.map((r) => r.operation).sort()).toEqual(['feedback.missed', 'feedback.not_a_customer'])
  })

  it('a good customer who was rated low is to be filed only where he is not filed yet', async () => {
    await office.lead({ company: '荷风餐饮', score: 30 })
    expect(await office.ask('/erp 漏了 荷风')).toContain('要建档请发 /erp 新建 荷风餐饮')
    const owner = { kind: 'users' as const, userIds: [63 as ErpUserId], names: ['李娜'] }
    await office.lead({ company: '明月茶楼', score: 30, status: 'synced', customerOrd: 8 as CustomerOrd, owner })
    const filed = await office.ask('/erp 漏了 明月')
    expect(filed).toContain('已在 ERP 中（负责人 李娜），不用再建档')
    expect(filed).not.toContain('/erp 新建')
    await office.lead({ company: '清溪农庄', score: 30, status: 'queued' })
    expect(await office.ask('/erp 漏了 清溪')).toContain('正在建档')
  })

  it('brings an ignored lead back', async () => {
    const lead = await office.lead({ company: '冤枉公司', status: 'ignored' })
    expect(await office.ask('/erp 恢复')).toContain('忽略名单：冤枉公司')
    expect(await office.ask('/erp 恢复 冤枉')).toContain('已恢复')
    expect((await office.store.lead(lead.id))?.status).toBe('watching')
  })

  it('brings a customer back as a customer, and who asked not to be heard only when somebody says that he wants it', async () => {
    const known = await office.lead({ company: '老客户', status: 'ignored', customerOrd: 7 as CustomerOrd })
    const quiet = await office.lead({ company: '勿扰公司', status: 'ignored', optedOut: true })
    expect(await office.ask('/erp 恢复 老客户')).toContain('已恢复')
    expect((await office.store.lead(known.id))?.status).toBe('synced')
    await office.lead({ company: '免打扰商行', status: 'opted_out', optedOut: true, optedOutAt: office.clock.now() })
    expect(await office.ask('/erp 恢复')).toBe('忽略名单是空的')
    expect(await office.ask('/erp 恢复 勿扰')).toMatch(/【勿扰公司】要求过不再联系。.*回“是”恢复/)
    expect(await office.ask('否')).toContain('未做任何改动')
    expect(await office.store.lead(quiet.id)).toMatchObject({ status: 'ignored', optedOut: true })
    await office.ask('/erp 恢复 免打扰')
    expect(await office.ask('是')).toContain('已恢复【免打扰商行】')
    const [back] = await office.store.leads({ text: '免打扰' })
    expect(back).toMatchObject({ status: 'watching', optedOut: false, optOutLiftedAt: back?.lastMessageAt })
    const audit = await office.store.auditRecords({ operation: 'lift_opt_out' })
    expect(audit).toMatchObject([{ actor: '李娜', leadId: back?.id }])
  })
})

describe('评分', () => {
  it('of a customer who asked to be left alone is what was said, not that nothing was', async () => {
    const owner = { kind: 'users' as const, userIds: [63 as ErpUserId], names: ['李娜'] }
    const left = { status: 'opted_out' as const, optedOut: true, score: 12, owner }
    await office.lead({ company: '听雨书店', ...left, customerOrd: 17 as CustomerOrd })
    await office.lead({ company: '观澜书店', ...left })
    expect(await office.ask('/erp 评分 听雨书店')).toMatch(/^【听雨书店】12 分.*｜不再联系/)
    expect(await office.ask('/erp 评分 观澜书店')).not.toContain('观澜书店】12 分')
  })
})

describe('the manager', () => {
  it('sees the team, and hands over a leaver’s customers in one confirmed step', async () => {
    await office.lead({ company: '甲', owner: { kind: 'users', userIds: [63 as ErpUserId] }, score: 90, band: 'hot' })
    expect(await office.ask('/erp 团队', manager)).toMatch(/李娜：线索 1，高意向 1/)
    expect(await office.ask('/erp 交接 李娜 给 陈主管', manager)).toMatch(/李娜 名下的 1 个客户全部交给 陈主管/)
    expect(await office.ask('是', manager)).toContain('已受理：1 个客户')
    expect(await job()).toMatchObject({ type: 'assign', subject: { ord: 1 }, target: { userIds: [70] } })
  })

  it('does not guess between namesakes', async () => {
    expect(await office.ask('/erp 交接 王强 给 李娜', manager)).toMatch(/王强有 2 人/)
    expect(await office.ask('1', manager)).toContain('按名字分不清')
    expect(await office.jobs()).toEqual([])
  })

  it('gets figures without numbers of people', async () => {
    await office.lead({ company: '热门公司', score: 88, band: 'hot', mobile: '13600136000' })
    const answer = await office.ask('/erp 日报', manager)
    expect(answer).toMatch(/今天：新线索 1[\s\S]*建议先处理：热门公司/)
    expect(answer).not.toContain('13600136000')
  })
})

describe('the operator', () => {
  const dead = async () => {
    await office.ask('/erp 跟进 深圳华强电子 会失败的', lina)
    office.clock.advance(120_000)
    const [entry] = await office.store.claimEntries({
      worker: 'w',
      kind: 'erp',
      now: office.clock.now(),
      leaseMs: 1000,
      limit: 1,
    })
    const reason = '手机号 13800138000 重复'
    await office.store.finishEntry(
      entry?.id as EntryId,
      entry?.lease?.fence as number,
      { state: 'dead', reason },
      office.clock.now(),
    )
    return entry?.id as EntryId
  }

  it('sees failures masked, retries and discards them', async () => {
    const id = await dead()
    expect(await office.ask('/erp 队列', operator)).toMatch(/失败 1\n#\d+ 洽谈进展｜.*138\*\*\*\*8000/)
    expect(await office.ask(`/erp 重试 #${id}`, operator)).toContain('已重试')
    expect((await office.store.entry(id))?.state).toBe('ready')
    expect(await office.ask(`/erp 重试 #${id}`, operator)).toContain('排队中')
    const other = await dead()
    await office.ask(`/erp 丢弃 #${other}`, operator)
    expect((await office.store.entry(other))?.state).toBe('dead')
    await office.ask('是', operator)
    expect((await office.store.entry(other))?.state).not.toBe('dead')
  })

  it('sees why what waits did not get through yet, by reason', async () => {
    await office.ask('/erp 跟进 深圳华强电子 已报价', lina)
    await office.ask('/erp 跟进 苏州远航机械 已报价', wangqiang)
    expect(await office.ask('/erp 队列', operator)).toBe('排队 2，失败 0')
    office.clock.advance(120_000)
    const claim = { worker: 'w', kind: 'erp', now: office.clock.now(), leaseMs: 1000, limit: 2 } as const
    for (const { id, lease } of await office.store.claimEntries(claim)) {
      const reason = 'ERP 连不上：13800138000 connect ECONNREFUSED'
      const again = { state: 'ready', dueAt: claim.now + 60_000, counts: false, reason } as const
      await office.store.finishEntry(id, lease?.fence as number, again, claim.now)
    }
    const answer = await office.ask('/erp 队列', operator)
    expect(answer).toMatch(/^排队 2，失败 0\n自动重试 2 项（#\d+ 等）｜ERP 连不上：138\*\*\*\*8000/)
  })

  it('pauses, resumes, syncs, checks, and gives out binding codes in private only', async () => {
    expect(await office.ask('/erp 暂停', operator)).toContain('已暂停')
    expect(await office.ask('/erp 状态', operator)).toContain('写入已被运维暂停')
    expect(await office.ask('/erp 继续', operator)).toContain('已恢复')
    expect(await office.ask('/erp 同步', operator)).toContain('已同步')
    expect(await office.ask('/erp 体检', operator)).toContain('ERP 可读')
    office.crm.down = true
    expect(await office.ask('/erp 体检', operator)).toContain('连不上')
    expect(await office.ask('/erp 绑定码 李娜', operator)).toMatch(/绑定码：\d{6}/)
    const room = { kind: 'internal_room', conversationId: 'r' } as const
    expect(await office.ask('/erp 绑定码 李娜', operator, room)).not.toMatch(/\d{6}/)
    expect(await office.ask('/erp 解绑 李娜', operator)).toContain('已解除')
    expect(office.people.byContact('wx-lina')).toBeUndefined()
  })
})
