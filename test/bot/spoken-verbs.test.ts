import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lina, manager, type Office, openOffice, operator } from './office.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice()
  office.crm.add({ ord: 1, name: '深圳华强电子', ownerName: '李娜', contactName: '李伟', mobile: '13800138000' })
  office.crm.add({ ord: 2, name: '苏州远航机械', ownerName: '王强' })
  await office.know({ ord: 1, name: '深圳华强电子', ownerName: '李娜' })
})
afterEach(() => office.close())

describe('what is one’s own', () => {
  it.each(['我的客户', '我有哪些客户', '看看我的客户', '我名下的客户'])(
    '/erp %s lists one’s customers',
    async (line) => {
      const answer = await office.ask(`/erp ${line}`)
      expect(answer).toMatch(/您有 1 个客户，第 1\/1 页：\n1 深圳华强电子｜李娜/)
      expect(await office.ask('1')).toContain('【深圳华强电子】')
    },
  )

  it('lists a manager’s own, not the house’s', async () => {
    expect(await office.ask('/erp 我的客户', manager)).toContain('您名下还没有客户')
    office.crm.add({ ord: 3, name: '常州四海贸易', ownerName: '陈主管' })
    expect(await office.ask('/erp 我的客户', manager)).toMatch(/您有 1 个客户[\s\S]*常州四海贸易/)
  })

  it('says so with the ERP away', async () => {
    await office.lead({
      company: '远方电子',
      customerOrd: 9 as never,
      owner: { kind: 'users', userIds: [63 as never] },
    })
    office.crm.down = true
    expect(await office.ask('/erp 我的客户')).toMatch(/ERP[\s\S]*远方电子/)
  })

  it.each([
    ['我的待办', '没有待办'],
    ['我的线索', '没有线索'],
    ['我有哪些待办', '没有待办'],
    ['我', '已绑定 ERP 账号 李娜'],
    ['我是谁', '已绑定 ERP 账号 李娜'],
  ])('/erp %s', async (line, shown) => {
    expect(await office.ask(`/erp ${line}`)).toContain(shown)
  })
})

describe('what is offered for an unknown verb', () => {
  it.each([
    ['合同', lina, '没有『合同』，发 /erp 帮助'],
    ['取消共享 华强 给 王强', lina, '没有『取消共享』，发 /erp 帮助'],
    ['皮准 3', lina, '没有『皮准』，发 /erp 帮助'],
    ['皮准 3', manager, '是不是 批准？'],
    ['根进 华强 已报价', operator, '没有『根进』，发 /erp 帮助'],
    ['华强', lina, '没有『华强』，是不是 查客户 华强？'],
    ['华强 跟进 已报价', lina, '没有『华强』，是不是 跟进 华强 已报价？'],
  ])('/erp %s', async (line, who, shown) => {
    expect(await office.ask(`/erp ${line}`, who)).toContain(shown)
  })

  it.each([
    ['撤回', '没有可撤销的项'],
    ['分配 华强 给 王强', '王强有 2 人'],
    ['取消保护 深圳华强电子', '放弃保护【深圳华强电子】吗'],
    ['请帮我查一下华强', '【深圳华强电子】'],
    ['麻烦查下华强', '【深圳华强电子】'],
    ['新建联系人 深圳华强电子 王芳 13900139000', '新增联系人 王芳'],
  ])('/erp %s is understood', async (line, shown) => {
    expect(await office.ask(`/erp ${line}`)).toContain(shown)
  })
})
