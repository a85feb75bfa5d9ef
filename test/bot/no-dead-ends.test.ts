import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { leadQuestionKind } from '../../src/domain/index.ts'
import { lina, manager, type Office, openOffice, operator, wangqiang } from './office.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice()
  office.crm.add({ ord: 1, name: '上海华强', ownerName: '李娜', ownerId: 63 as never, mobile: '13800138000' })
  office.crm.add({ ord: 2, name: '苏州远航机械', ownerName: '王强', ownerId: 64 as never, mobile: '13900001111' })
  office.crm.add({ ord: 3, name: '常州四海贸易', mobile: '13700002222' })
})
afterEach(() => office.close())

describe('帮助', () => {
  it('names an example the asker may use', async () => {
    expect(await office.ask('/erp 帮助', operator)).not.toContain('帮助 跟进')
    const example = /看例子：(\/erp 帮助 \S+)/.exec(await office.ask('/erp 帮助', operator))?.[1] ?? ''
    expect(await office.ask(example, operator)).not.toContain('没有『')
    expect(await office.ask('/erp 帮助', lina)).toContain('看例子：/erp 帮助 跟进')
    expect(await office.ask('/erp 帮助 撤回', lina)).toContain('撤销')
  })
})

describe('what is offered can be done', () => {
  it.each([
    ['13800138000', lina, '1 追加跟进', '记洽谈进展'],
    ['13900001111', lina, '1 申请这个客户', '由主管批准。回“是”确认'],
    ['13900001111', manager, '1 追加跟进', '记洽谈进展'],
  ])('for a customer with the number %s', async (mobile, who, offer, then) => {
    office.crm.contacts.push({
      contactId: 1,
      name: '赵敏',
      customerOrd: (mobile === '13800138000' ? 1 : 2) as never,
      customerName: mobile === '13800138000' ? '上海华强' : '苏州远航机械',
      mobile,
    })
    expect(await office.ask(`/erp 新建 新客户公司 联系人:赵敏 手机:${mobile}`, who)).toContain(offer)
    expect(await office.ask('1', who)).toContain(then)
  })

  it('does not ask for one’s own customer', async () => {
    expect(await office.ask('/erp 申请 上海华强')).toContain('已经是您的客户')
    expect(await office.ask('/erp 申请 苏州远航机械')).toContain('回“是”确认')
  })

  it('offers an operator nothing he may not do', async () => {
    await office.ask('/erp 跟进 上海华强 已报价')
    office.clock.advance(120_000)
    const now = office.clock.now()
    const [entry] = await office.store.claimEntries({ worker: 'w', kind: 'erp', now, leaseMs: 1000, limit: 1 })
    if (!entry?.lease) throw new Error('nothing to carry out')
    await office.store.finishEntry(entry.id, entry.lease.fence, { state: 'done' }, now)
    const answer = await office.ask(`/erp 撤销 #T${entry.id}`, operator)
    expect(answer).toContain('已提交无法删除，请 李娜 或主管追加作废说明')
    expect(answer).not.toContain('回数字')
  })
})

describe('放公海', () => {
  it.each([
    ['上海华强 原因：联系不上 三个月了', '联系不上 三个月了'],
    ['上海华强 原因:联系不上', '联系不上'],
    ['上海华强，原因是 换供应商了，不做了', '换供应商了，不做了'],
    ['上海华强 联系不上', '联系不上'],
    ['上海华强 因为联系不上了', '联系不上了'],
  ])('takes the whole reason: %s', async (line, why) => {
    expect(await office.ask(`/erp 放公海 ${line}`)).toContain(`把【上海华强】放回公海（原因：${why}）`)
    expect(await office.ask('是')).toContain('已受理')
  })

  it('asks for a reason', async () => {
    expect(await office.ask('/erp 放公海 上海华强')).toContain('缺 原因，例如 /erp 放公海 上海华强')
  })
})

describe('线索', () => {
  it('says who is asked', async () => {
    const lead = await office.lead({ company: '无锡泵业', name: '赵敏', status: 'asking', score: 85 })
    const at = office.clock.now()
    await office.store.savePrompt({
      id: 'lead|1',
      contactId: 'wx-wang',
      conversationId: 'wx-wang',
      kind: leadQuestionKind,
      data: { leadId: lead.id, missing: 'has_mobile', options: [] },
      createdAt: at,
      expiresAt: at + 3_600_000,
    })
    expect(await office.ask('/erp 线索', lina)).toContain('无锡泵业｜待确认')
    expect(await office.ask('/erp 线索', wangqiang)).toContain('无锡泵业｜待您回答')
  })
})
