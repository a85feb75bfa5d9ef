import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allCommands } from '../../src/bot/commands/registry.ts'
import type { Place } from '../../src/bot/index.ts'
import type { StaffRole } from '../../src/domain/index.ts'
import { lina, manager, type Office, openOffice, operator } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
  office.crm.add({ ord: 1, name: '深圳华强电子', ownerName: '李娜', contactName: '李伟', mobile: '13800138000' })
  office.crm.add({ ord: 2, name: '苏州远航机械', ownerName: '王强', contactName: '赵敏', mobile: '13900001111' })
})
afterAll(() => office.close())

// Written down once more by hand, so that a changed role in a command is seen here.
const selling: StaffRole[] = ['sales', 'manager']
const everyone: StaffRole[] = ['sales', 'manager', 'operator']
const mayUse: Record<string, StaffRole[]> = {
  ...Object.fromEntries(
    [
      '查客户',
      '查重',
      '我的客户',
      '新建',
      '改',
      '联系人',
      '跟进',
      '摘要',
      '指派',
      '共享',
      '公海',
      '领取',
      '放公海',
      '申请',
      '保护',
    ].map((name) => [name, selling]),
  ),
  ...Object.fromEntries(
    [
      '放弃保护',
      '评分',
      '线索',
      '统计',
      '合并',
      '拆分',
      '忽略',
      '不是客户',
      '恢复',
      '漏了',
      '忘记',
      '新建需主管',
      '保留',
      '建档补充',
      '在等的',
    ].map((name) => [name, selling]),
  ),
  待办: everyone,
  完成: everyone,
  看待办: everyone,
  撤销: everyone,
  绑定: everyone,
  我是谁: everyone,
  帮助: everyone,
  收回: ['manager'],
  团队: ['manager'],
  批准: ['manager'],
  驳回: ['manager'],
  交接: ['manager'],
  状态: ['operator'],
  队列: ['operator'],
  重试: ['operator'],
  丢弃: ['operator'],
  同步: ['operator'],
  暂停: ['operator'],
  继续: ['operator'],
  体检: ['operator'],
  绑定码: ['operator'],
  解绑: ['operator'],
  验证码: ['operator'],
  放行: ['operator'],
}
const people = { sales: lina, manager, operator }
const places: Record<string, (contactId: string) => Place> = {
  direct: (contactId) => ({ kind: 'direct', conversationId: contactId }),
  internal_room: () => ({ kind: 'internal_room', conversationId: 'room-in' }),
  customer_room: () => ({ kind: 'customer_room', conversationId: 'room-out' }),
  file_helper: () => ({ kind: 'file_helper', conversationId: 'filehelper' }),
}

it('the matrix covers every command', () => {
  expect(
    allCommands()
      .map((c) => c.name)
      .sort(),
  ).toEqual(Object.keys(mayUse).sort())
})

describe.each(Object.keys(places))('in %s', (kind) => {
  it.each(Object.keys(people) as StaffRole[])('%s may use exactly his commands', async (role) => {
    const person = people[role]
    const place = places[kind]?.(person.contactIds[0] as string) as Place
    for (const { name } of allCommands()) {
      // A name nobody has: permission is looked at before anything else.
      const replies = await office.handle(`/erp ${name} 甲乙丙丁`, person, place)
      const text = replies.map((r) => r.text).join('\n')
      if (kind === 'customer_room') {
        expect(
          replies.every((r) => r.to.kind === 'contact'),
          name,
        ).toBe(true)
        expect(text, name).toMatch(/^$|命令在那里不处理/)
      } else {
        expect(/^无权限/m.test(text), `${role} ${name}: ${text}`).toBe(!mayUse[name]?.includes(role))
      }
    }
  })

  it('an outsider gets nothing from any command', async () => {
    for (const { name } of allCommands()) {
      const place = places[kind]?.('wx-stranger')
      expect(await office.handle(`/erp ${name} 华强`, { contactId: 'wx-stranger' }, place), name).toEqual([])
    }
  })

  it('nobody sees in a room a number, nor a colleague’s customer anywhere', async () => {
    const place = places[kind]?.('wx-lina') as Place
    for (const { name } of allCommands()) {
      for (const [what, forbidden] of [
        ['华强', kind === 'internal_room' ? /13800138000/ : /^\b$/],
        ['远航', /13900001111|苏州远航|赵敏/],
      ] as const) {
        const replies = await office.handle(`/erp ${name} ${what}`, lina, place)
        const inPlace = replies.filter((r) => kind !== 'internal_room' || r.to.kind === 'room' || what === '远航')
        expect(inPlace.map((r) => r.text).join('\n'), `${name} ${what}`).not.toMatch(forbidden)
      }
    }
  })
})
