import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Office, openOffice } from './office.ts'

let office: Office
beforeEach(async () => {
  // Tuesday 2026-11-24, 14:02 in Shanghai.
  office = await openOffice()
})
afterEach(() => office.close())

/** `事 1` is due first. */
async function add(count: number): Promise<void> {
  for (let i = 1; i <= count; i++) await office.ask(`/erp 待办 明天 ${7 + i}点 事项${String.fromCharCode(64 + i)}`)
}

describe('完成 with a number', () => {
  it('means what stands under that number, on every page', async () => {
    await add(11)
    expect(await office.ask('/erp 待办')).toMatch(/1 明天 08:00｜事项A[\s\S]*8 明天 15:00｜事项H/)
    expect(await office.ask('下页')).toMatch(/9 明天 16:00｜事项I\n10 明天 17:00｜事项J\n11 明天 18:00｜事项K/)
    expect(await office.ask('/erp 完成 9')).toBe('✅ 已完成：事项I，还有 10 条')
    expect(await office.ask('/erp 完成 1')).toBe('✅ 已完成：事项A，还有 9 条')
    await office.ask('/erp 待办')
    await office.ask('下页')
    expect(await office.ask('9')).toMatch(/事项K\n1 完成/)
    expect(await office.ask('1')).toBe('✅ 已完成：事项K，还有 8 条')
  })

  it('goes by the list that was shown, whatever was done since', async () => {
    await add(3)
    await office.ask('/erp 待办')
    await office.ask('/erp 完成 1')
    expect(await office.ask('/erp 完成 2')).toContain('已完成：事项B')
    expect(await office.ask('/erp 完成 2')).toContain('第 2 条已经完成了')
    expect(await office.ask('/erp 完成 7')).toContain('没有第 7 条，请回 1–3')
    expect(await office.ask('/erp 完成 第三条')).toContain('已完成：事项C')
  })

  it('takes several numbers at once, or all or none', async () => {
    await add(4)
    expect(await office.ask('/erp 完成 1 9')).toContain('没有第 9 条')
    expect(await office.ask('/erp 完成 1、3')).toBe('✅ 已完成 2 条：事项A；事项C，还有 2 条')
  })

  it('takes words of the to-do', async () => {
    await add(2)
    expect(await office.ask('/erp 完成 事项B')).toContain('已完成：事项B')
    await office.ask('/erp 待办 明天 事项甲')
    expect(await office.ask('/erp 完成 事项')).toMatch(/『事项』有 2 条：\n1 事项A\n2 事项甲/)
    expect(await office.ask('2')).toContain('已完成：事项甲')
    expect(await office.ask('/erp 完成 盘点')).toContain('完成哪一条')
  })
})
