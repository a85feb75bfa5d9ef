import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Office, openOffice } from './office.ts'

let office: Office
beforeEach(async () => {
  // Tuesday 2026-11-24, 14:02 in Shanghai.
  office = await openOffice()
  office.crm.add({ ord: 1, name: '宏泰', ownerName: '李娜', contactName: '李伟', mobile: '13800138000' })
  await office.know({ ord: 1, name: '宏泰', ownerName: '李娜' })
  office.crm.add({ ord: 2, name: '国庆饭店', ownerName: '李娜' })
  await office.know({ ord: 2, name: '国庆饭店', ownerName: '李娜' })
})
afterEach(() => office.close())

const notes = async () => (await office.jobs()).flatMap((job) => (job.type === 'follow_up' ? [job.note.text] : []))

describe('what stands between a customer and the words about him', () => {
  it.each([
    ['跟进 宏泰，明天上午十点再打电话', '明天上午十点再打电话'],
    ['跟进宏泰：今天去拜访了', '今天去拜访了'],
    ['跟进:宏泰 报价3.2万', '报价3.2万'],
    ['跟进 宏泰、报价了', '报价了'],
    ['跟进宏泰今天去拜访了', '今天去拜访了'],
    ['跟进 “宏泰”已报价', '已报价'],
    ['跟进 宏泰。电话没人接', '电话没人接'],
    ['跟进 宏泰 电话:说周五 10:30 回复', '电话:说周五 10:30 回复'],
  ])('/erp %s', async (line, text) => {
    expect(await office.ask(`/erp ${line}`)).toContain('已受理：【宏泰】记洽谈进展')
    expect(await notes()).toEqual([text])
  })

  it.each(['改 宏泰，职务:经理', '改宏泰：职务:经理', '改 宏泰、职务：经理', '补充 宏泰； 职务:经理'])(
    '/erp %s',
    async (line) => {
      expect(await office.ask(`/erp ${line}`)).toContain('已受理：【宏泰】更新职务')
    },
  )

  it.each(['联系人 宏泰，', '联系人：宏泰', '联系人宏泰。'])('/erp %s', async (line) => {
    expect(await office.ask(`/erp ${line}`)).toContain('【宏泰】1 位联系人')
  })

  it.each(['指派 宏泰，王强', '指派宏泰给王强。', '指派 宏泰、 王强'])('/erp %s', async (line) => {
    expect(await office.ask(`/erp ${line}`)).toMatch(/王强有 2 人/)
  })

  it.each([
    ['待办 宏泰，周五 10点 回电', '周五(11-27) 10:00｜宏泰｜回电'],
    ['待办宏泰：周五10点回电', '周五(11-27) 10:00｜宏泰｜回电'],
    ['待办宏泰周五回电', '周五(11-27)｜宏泰｜回电'],
    ['待办 国庆饭店 15号 送样', '周二(12-15)｜国庆饭店｜送样'],
    ['待办 12月31日 盘点', '周四(12-31)｜盘点'],
    ['待办 下个月5号 收款', '周六(12-05)（休息日）｜收款'],
    ['待办 半小时后 打电话', '今天 14:32｜打电话'],
  ])('/erp %s', async (line, shown) => {
    expect(await office.ask(`/erp ${line}`)).toContain(shown)
  })

  it('offers a to-do by all of the words that name the date', async () => {
    expect(await office.ask('/erp 跟进 宏泰 已报价，12月15日前回复')).toContain('发现“12月15日前”，建待办吗')
    expect(await office.ask('/erp 跟进 宏泰 工厂在福华路1号')).not.toContain('建待办')
  })
})
