import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { type CustomerOrd, callPriority, sayEntry, threadId } from '../../src/domain/index.ts'
import { lina, manager, type Office, openOffice, operator } from './office.ts'

let office: Office
beforeEach(async () => {
  // Tuesday 2026-11-24, 14:02 in Shanghai.
  office = await openOffice()
  office.crm.add({ ord: 1, name: '深圳华强电子', ownerName: '李娜', contactName: '李伟', mobile: '13800138000' })
  office.crm.add({ ord: 2, name: '苏州远航机械', ownerName: '王强', contactName: '赵敏', mobile: '13900001111' })
})
afterEach(() => office.close())

describe('待办', () => {
  it('takes customer, date and words in one line and counts what is open', async () => {
    expect(await office.ask('/erp 待办 华强 周五 10点 回电')).toBe(
      '✅ 待办：周五(11-27) 10:00｜深圳华强电子｜回电，到时提醒您',
    )
    expect(await office.ask('/erp 待办 明天下午三点 寄样')).toContain('明天 15:00｜寄样')
    expect(await office.ask('/erp 待办 月底 对账')).toContain('周一(11-30)｜对账')
    expect(await office.ask('/erp 待办')).toMatch(/^逾期 0，今天 0，本周 2\n1 明天 15:00｜寄样\n2 周五/)
    expect(await office.ask('/erp 完成 1')).toContain('已完成：寄样，还有 2 条')
    office.clock.advance(5 * 86_400_000)
    expect(await office.ask('/erp 待办')).toMatch(/^逾期 1，今天 0/)
  })

  it('refuses a time that no clock shows', async () => {
    for (const time of ['25点', '二十五点', '10点75分', '25:00', '9:75']) {
      const answer = await office.ask(`/erp 待办 华强 周五 ${time} 回电`)
      expect(answer, time).toContain(`没有『${time}』这个时间，应为 0–24 点`)
    }
    expect(office.book.tasks(lina.name)).toEqual([])
    for (const words of ['周五 10:30 回电', '周五 24点 交图', '周五 回复 25点意见', '周五 送 10点 5公斤样品']) {
      expect(await office.ask(`/erp 待办 华强 ${words}`), words).toContain('✅ 待办')
    }
  })

  it('handles an entry by its number: done, a day later, dropped', async () => {
    await office.ask('/erp 待办 华强 周五 10点 回电')
    await office.ask('/erp 待办')
    expect(await office.ask('1')).toMatch(/1 完成\n2 推迟一天/)
    expect(await office.ask('2')).toContain('已推迟到周六(11-28) 10:00')
    await office.ask('/erp 待办')
    await office.ask('1')
    expect(await office.ask('1')).toContain('已完成')
    expect(await office.ask('/erp 待办')).toContain('没有待办')
  })

  it('says what is missing, asks which customer, and knows days off', async () => {
    expect(await office.ask('/erp 待办 华强 回电')).toContain('什么时候')
    expect(await office.ask('/erp 待办 今天上午9点 回电')).toContain('请写以后的时间')
    expect(await office.ask('/erp 完成 3')).toContain('没有待办')
    expect(await office.ask('/erp 待办 周六 看展')).toContain('休息日')
    office.crm.add({ ord: 5, name: '华强北商行', ownerName: '李娜' })
    expect(await office.ask('/erp 待办 华强 周五 回电')).toMatch(/『华强』有 2 个[\s\S]*3 不关联客户/)
    expect(await office.ask('2')).toContain('华强北商行｜回电')
  })

  it('is offered where a note names a date, and lasts when the ERP is away', async () => {
    expect(await office.ask('/erp 跟进 深圳华强电子 已报价3.2万，周五回复')).toContain('发现“周五”，建待办吗')
    expect(await office.ask('是')).toContain('周五(11-27)｜深圳华强电子｜已报价3.2万，周五回复')
    office.crm.down = true
    expect(await office.ask('/erp 待办')).toContain('深圳华强电子')
  })
})

describe('numbers of the last list', () => {
  it('stand for its customers in other commands, for five minutes', async () => {
    office.crm.add({ ord: 5, name: '华强北商行', ownerName: '李娜' })
    await office.ask('/erp 查客户 华强')
    expect(await office.ask('/erp 补充 2 邮箱:a@example.com')).toContain('【华强北商行】更新邮箱')
    expect(await office.ask('/erp 跟进 1 已寄样')).toContain('【深圳华强电子】记洽谈进展')
    office.clock.advance(6 * 60_000)
    expect(await office.ask('/erp 跟进 1 已寄样')).toContain('列表可能已过期')
  })
})

describe('合并 and 拆分', () => {
  it('joins two leads after 是 and parts them again', async () => {
    const a = await office.lead({ company: '常州恒力泵业', mobile: '13700137000' })
    const b = await office.lead({ name: '周敏' })
    expect(await office.ask('/erp 合并 恒力 周敏')).toContain('把【周敏】并入【常州恒力泵业】')
    expect(await office.ask('否')).toContain('未做任何改动')
    await office.ask('/erp 合并 恒力 周敏')
    expect(await office.ask('是')).toContain('已合并')
    expect(await office.store.lead(b.id)).toMatchObject({ status: 'ignored', mergedInto: a.id })
    expect(await office.ask('/erp 拆分 恒力')).toContain('拆出来')
    expect(await office.ask('是')).toContain('已拆分')
    expect((await office.store.lead(b.id))?.mergedInto).toBeUndefined()
    expect(await office.ask('/erp 拆分 恒力')).toContain('没有合并过')
  })

  it('leaves two customers of the ERP alone', async () => {
    await office.lead({ company: '甲甲公司', customerOrd: 11 as CustomerOrd })
    await office.lead({ company: '乙乙公司', customerOrd: 12 as CustomerOrd })
    expect(await office.ask('/erp 合并 甲甲 乙乙', manager)).toContain('请在 ERP 里合并')
    expect(await office.ask('/erp 合并 甲甲', manager)).toContain('格式')
  })
})

describe('忘记', () => {
  it('reaches what the connection keeps of the person, in each of his chats', async () => {
    const forgotten: unknown[] = []
    const contacts = { forget: async (places: readonly unknown[]) => void forgotten.push(...places) }
    const house = await openOffice({ contacts })
    onTestFinished(() => house.close())
    const lead = await house.lead({ name: '张三丰', mobile: '13700137000', threadId: threadId('account', 'r1', 'c1') })
    await house.chat(lead, [['customer', '我叫张三丰']])
    await house.ask('/erp 忘记 张三丰')
    await house.ask('是')
    expect(forgotten).toEqual([{ contactId: 'c1' }])
  })

  it('erases words, fields and keys after 是, and says what remains', async () => {
    const lead = await office.lead({ name: '张三丰', mobile: '13700137000' })
    await office.chat(lead, [['customer', '我叫张三丰，手机13700137000']])
    await office.ask('/erp 待办 张三丰 明天 10点 回电')
    const waiting = sayEntry({
      to: { kind: 'contact', contactId: 'wx-wang' },
      text: '【张三丰】昨天没回',
      dedupeKey: 'waiting',
      priority: callPriority.normal,
      dueAt: office.clock.now() + 1,
      expiresAfterMs: 3_600_000,
    })
    await office.store.transact((tx) => tx.enqueue(waiting))
    expect(await office.ask('/erp 忘记 张三丰')).toContain('不可恢复')
    expect(await office.ask('是')).toMatch(/已删除本地资料：1 条聊天[\s\S]*ERP 中没有此人/)
    const left = JSON.stringify([
      await office.store.lead(lead.id),
      await office.store.threadsOfLead(lead.id),
      await office.desk.findLead('张三丰'),
    ])
    expect(left).not.toMatch(/张三丰|13700137000/)
    expect(office.book.tasks()).toEqual([])
    expect(await office.store.entries({ kind: 'chat', state: ['ready'] })).toEqual([])
    expect((await office.store.threadsOfLead(lead.id))[0]?.muted).toBe(true)
  })
})

describe('批准 and 驳回', () => {
  const request = async () => {
    await office.ask('/erp 新建 另一家公司 联系人:赵敏 手机:13900001111')
    return Number(/(\d+) 号/.exec(await office.ask('2'))?.[1])
  }

  it('are not asked of a manager who has left', async () => {
    await office.people.configure([lina, operator])
    await office.ask('/erp 新建 另一家公司 联系人:赵敏 手机:13900001111')
    expect(await office.ask('2')).toContain('还没有绑定的主管')
  })

  it('lets a manager decide once, in the name of who asked', async () => {
    const id = await request()
    expect(await office.ask('/erp 批准', manager)).toContain(`${id} 李娜：新建【另一家公司】`)
    expect(await office.ask(`/erp 批准 ${id}`, manager)).toContain('已批准')
    expect(office.desk.accepted).toMatchObject([{ by: '李娜', fields: { separate: '1', mobile: '13900001111' } }])
    expect(await office.ask(`/erp 批准 ${id}`, manager)).toContain('没有这一号')
    expect(await office.ask(`/erp 批准 ${id}`)).toContain('无权限')
  })

  it('tells who asked when it is refused, and why', async () => {
    const id = await request()
    expect(await office.ask(`/erp 驳回 ${id}`, manager)).toContain('缺 原因')
    expect(await office.ask(`/erp 驳回 ${id} 王强在跟`, manager)).toContain('已告诉李娜')
    const said = (await office.store.entries({ kind: 'chat' })).map((entry) => JSON.stringify(entry.job))
    expect(said.join()).toMatch(/驳回了：新建【另一家公司】[\s\S]*王强在跟/)
    expect(office.desk.accepted).toEqual([])
  })

  it('takes the words as they come, 原因 before them or alone, and looks for the number first', async () => {
    expect(await office.ask('/erp 驳回 99 原因', manager)).toContain('没有这一号')
    for (const [said, told] of [
      ['原因', '原因'],
      ['原因：太远', '太远'],
      ['原因 太远', '太远'],
      ['原因不明', '原因不明'],
    ]) {
      expect(await office.ask(`/erp 驳回 ${await request()} ${said}`, manager)).toContain('已告诉李娜')
      const jobs = (await office.store.entries({ kind: 'chat' })).map(({ job }) => JSON.stringify(job))
      expect(jobs.join(), said).toContain(`\\n原因：${told}"`)
    }
    expect(await office.ask(`/erp 驳回 ${await request()} 原因：`, manager)).toContain('缺 原因')
  })
})

describe('the way to a colleague’s customer', () => {
  it('is offered by number with the refusal', async () => {
    expect(await office.ask('/erp 跟进 远航 想接手')).toContain('回 1 申请')
    expect(await office.ask('1')).toMatch(/申请【苏\*+[^】]*】吗？现归王强，由主管批准/)
    const number = /（(\d+) 号）/.exec(await office.ask('是'))?.[1]
    expect(await office.jobs()).toEqual([])
    expect(await office.ask(`/erp 批准 ${number}`, manager)).toMatch(/把【苏州远航机械】（现归王强）转给李娜/)
    expect((await office.jobs()).at(-1)).toMatchObject({
      type: 'assign',
      subject: { ord: 2 },
      target: { kind: 'users', userIds: [63] },
    })
  })

  it('is turned down without showing who it is', async () => {
    await office.ask('/erp 申请 远航')
    const number = /（(\d+) 号）/.exec(await office.ask('是'))?.[1]
    await office.ask(`/erp 驳回 ${number} 王强在跟`, manager)
    const said = (await office.store.entries({ kind: 'chat' })).map(({ job }) => job)
    const [told] = said.filter((job) => job.type === 'say' && job.text.includes('驳回了'))
    expect(told).toMatchObject({ text: expect.stringMatching(/^陈主管驳回了：把【苏\*+[^】]*】（现归王强）转给李娜/) })
  })
})

describe('people of the ERP', () => {
  it('get a code without being in SALES_CONFIG, told apart by number', async () => {
    office.crm.employ(80, '赵六', '销售二部')
    expect(await office.ask('/erp 绑定码 赵六', operator)).toMatch(/赵六 的绑定码：\d{6}/)
    office.crm.employ(81, '孙七', '一部')
    office.crm.employ(82, '孙七', '二部')
    expect(await office.ask('/erp 绑定码 孙七', operator)).toMatch(/2 位孙七[\s\S]*2 孙七\(二部\)/)
    const code = /绑定码：(\d{6})/.exec(await office.ask('2', operator))?.[1]
    const bound = await office.ask(`/erp 绑定 ${code}`, { contactId: 'wx-sun', nickname: 'x' })
    expect(bound).toContain('已绑定 ERP 账号 孙七(二部)')
    expect(office.people.byContact('wx-sun')).toMatchObject({ role: 'sales', erpUserId: 82 })
    office.crm.down = true
    expect(await office.ask('/erp 绑定码 钱八', operator)).toContain('ERP 暂时连不上')
  })

  it('bind again when their contact id has changed', async () => {
    const code = /绑定码：(\d{6})/.exec(await office.ask('/erp 绑定码 李娜', operator))?.[1]
    await office.ask(`/erp 绑定 ${code}`, { contactId: 'wx-lina-2', nickname: '娜' })
    expect(office.people.byContact('wx-lina-2')?.name).toBe('李娜')
  })

  it('stay when the configuration is read again, and who was unbound stays so until a new code', async () => {
    office.crm.employ(80, '赵六', '销售二部')
    await office.ask('/erp 绑定码 赵六', operator)
    expect(await office.ask('/erp 解绑 李娜', operator)).toContain('已解除')
    await office.people.configure([lina, operator])
    expect(office.people.byName('赵六')).toMatchObject({ erpUserId: 80 })
    expect(office.people.byContact('wx-lina')).toBeUndefined()
    expect(await office.ask('/erp 我是谁', { contactId: 'wx-lina' })).toBe('')
    const code = /绑定码：(\d{6})/.exec(await office.ask('/erp 绑定码 李娜', operator))?.[1]
    expect(await office.ask(`/erp 绑定 ${code}`, { contactId: 'wx-lina' })).toContain('已绑定')
  })
})

describe('what is no text', () => {
  it('gets a line to the salesperson, now and then', async () => {
    const send = (kind: 'audio' | 'card', name?: string) =>
      office.handle('', lina, undefined, { media: { kind, name } })
    expect((await send('audio'))[0]?.text).toContain('请打字或发名片')
    expect(await send('audio')).toEqual([])
    expect((await send('card', '王五'))[0]?.text).toContain('/erp 新建 王五 手机')
    expect(await office.handle('', { contactId: 'wx-stranger' }, undefined, { media: { kind: 'audio' } })).toEqual([])
  })
})

describe('free words', () => {
  it('become a command of this person, in his direct chat only', async () => {
    await office.close()
    const asked: string[][] = []
    office = await openOffice({
      reader: {
        async read(text, verbs) {
          asked.push([...verbs])
          return text.includes('华强') ? { command: '/erp 查客户 华强' } : undefined
        },
      },
    })
    office.crm.add({ ord: 1, name: '深圳华强电子', ownerName: '李娜' })
    expect(await office.ask('帮我查下华强最近跟进')).toContain('【深圳华强电子】')
    expect(await office.ask('今天天气不错')).toBe('')
    expect(await office.ask('帮我查下华强', { contactId: 'wx-stranger' })).toBe('')
    expect(await office.ask('帮我查下华强', lina, { kind: 'internal_room', conversationId: 'r' })).toBe('')
    expect(asked).toHaveLength(2)
    expect(asked[0]).not.toContain('暂停')
    expect(await office.ask('帮我查下华强', operator)).toBe('')
  })
})
