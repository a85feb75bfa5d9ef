import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Office, openOffice } from './office.ts'

let office: Office
beforeEach(async () => {
  // Tuesday 2026-11-24, 14:02 in Shanghai.
  office = await openOffice()
  const huaqiang = {
    ord: 1,
    name: '深圳华强电子',
    ownerName: '李娜',
    ownerId: 63 as never,
    contactName: '李伟',
    mobile: '13800138000',
  }
  office.crm.add(huaqiang)
  await office.know(huaqiang)
  office.crm.add({ ord: 2, name: '苏州远航机械', ownerName: '王强', ownerId: 64 as never })
  office.crm.add({ ord: 3, name: '苏州远方贸易' })
  await office.lead({ company: '小广告', score: 20 })
  await office.ask('/erp 待办 周六 10点 看展')
})
afterEach(() => office.close())

const found = '【深圳华强电子】负责人 李娜'
const note = '要给【深圳华强电子】记这条洽谈进展吗'
const two = '王强有 2 人'
const taking = '领取【苏州远方贸易】吗'
const release = '把【深圳华强电子】放回公海'

describe('commands as people type them', () => {
  it.each([
    ['查客户华强', found],
    ['查一哈华强', found],
    ['查下华强', found],
    ['帮我查查华强', found],
    ['请查华强', found],
    ['查 华强 的电话', found],
    ['查华强电话', found],
    ['查客户 华强谢谢', found],
    ['查华强，谢谢', found],
    ['查客户：华强', found],
    ['查客户，华强', found],
    ['查 138 0013 8000', found],
    ['查１３８００１３８０００', found],
    ['查重138-0013-8000', '已存在：深圳华强电子'],
    ['改 华强 手机13900139000', '手机与 ERP 不同'],
    ['改 华强 手机 13900139000', '手机与 ERP 不同'],
    ['改华强手机号为13900139000', '手机与 ERP 不同'],
    ['补充华强 邮箱 a@example.com', '更新邮箱'],
    ['改 华强 邮箱a@example.com', '更新邮箱'],
    ['改 华强 地址 深圳福田', '更新地址'],
    ['改 华强 微信号 hq_2020', '更新微信'],
    ['新建 宁波海川机械有限公司 联系人周明远 手机13700137000', '将新建单位客户：宁波海川机械有限公司，联系人 周明远'],
    ['新建宁波海川机械有限公司联系人:周明远手机:13700137000', '将新建单位客户：宁波海川机械有限公司'],
    ['新建一个客户 周明远 13700137000', '将新建个人客户：联系人 周明远'],
    ['联系方式 华强', '1 位联系人'],
    ['新增联系人 华强 王芳 13900139000', '新增联系人 王芳'],
    ['跟进一下华强，已报价', note],
    ['跟进 华强已报价3.2万', note],
    ['记 华强 已报价', note],
    ['跟进：华强：已报价', note],
    ['跟进 【华强】已报价', note],
    ['跟进 华强\n已报价', note],
    ['华强 跟进 已报价', '是不是 跟进 华强 已报价？'],
    ['我的待办', '看展'],
    ['今天待办', '看展'],
    ['待办明天给华强回电', '明天｜给华强回电'],
    ['提醒我明天上午给华强打电话', '明天 12:00｜给华强打电话'],
    ['提醒 后儿个 上门', '后天｜上门'],
    ['待办 华强 过俩小时 回电', '今天 16:02｜深圳华强电子｜回电'],
    ['待办 晚上 给华强回电', '今天｜给华强回电'],
    ['待办 华强 星期五下午两点 送样', '周五(11-27) 14:00｜深圳华强电子｜送样'],
    ['完成 第一个', '已完成：看展'],
    ['做完了 1', '已完成：看展'],
    ['完成待办 1', '已完成：看展'],
    ['把华强指派给王强', two],
    ['分配华强给王强', two],
    ['把华强共享给王强', two],
    ['指派华强给 wangqiang', 'wangqiang有 2 人'],
    ['看看公海', '苏州远方贸易'],
    ['抢 远方', taking],
    ['认领 远方', taking],
    ['放公海 华强 联系不上', release],
    ['把华强放公海 原因:不做了', release],
    ['取消保护华强', '放弃保护【深圳华强电子】吗'],
    ['线索 大于70', '没有70 分以上的线索'],
    ['今天的日报', '今天：新线索'],
    ['本月统计', '本月：新线索'],
    ['撤销上一条', '没有可撤销的项'],
    ['怎么用', '您可用的命令'],
    ['你好', '您可用的命令'],
  ])('/erp %s', async (line, shown) => {
    expect(await office.ask(`/erp ${line}`)).toContain(shown)
  })
})
