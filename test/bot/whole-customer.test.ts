import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lina, manager, type Office, openOffice, wangqiang } from './office.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice()
  office.crm.add({
    ord: 1,
    name: '深圳华强电子',
    ownerName: '李娜',
    ownerId: 63 as never,
    contactName: '李伟',
    mobile: '13800138000',
    phone: '0755-88001234',
    email: 'liwei@example.com',
    wechatId: 'liwei_hq',
    qq: '10001234',
    address: '深圳市福田区福华路1号',
  })
})
afterEach(() => office.close())

const reach = ['0755-88001234', 'liwei@example.com', 'liwei_hq', '10001234', '福华路1号']

describe('查客户', () => {
  it.each([lina, manager])('shows $name all that the ERP has, with one call more than the search', async (who) => {
    const before = office.crm.calls.length
    const answer = await office.ask('/erp 查客户 深圳华强电子', who)
    for (const word of reach) expect(answer).toContain(word)
    expect(office.crm.calls.slice(before).filter((call) => call === 'getCustomer')).toHaveLength(1)
  })

  it('shows a colleague none of it, and asks nothing for him', async () => {
    const answer = await office.ask('/erp 查客户 深圳华强电子', wangqiang)
    for (const word of [...reach, '13800138000']) expect(answer).not.toContain(word)
  })

  it('sends it to the person, not to the room', async () => {
    const place = { kind: 'internal_room' as const, conversationId: 'room-1', topic: '销售群' }
    const replies = await office.handle('/erp 查客户 深圳华强电子', lina, place)
    const inRoom = replies.filter(({ to }) => to.kind === 'room').map(({ text }) => text)
    const direct = replies.filter(({ to }) => to.kind === 'contact').map(({ text }) => text)
    for (const word of reach) {
      expect(inRoom.join()).not.toContain(word)
      expect(direct.join()).toContain(word)
    }
  })

  it('shows what is known while the ERP is away', async () => {
    await office.know({
      ord: 1,
      name: '深圳华强电子',
      ownerName: '李娜',
      mobile: '13800138000',
      email: 'liwei@example.com',
    })
    office.crm.down = true
    expect(await office.ask('/erp 查客户 深圳华强电子')).toContain('liwei@example.com')
  })
})
