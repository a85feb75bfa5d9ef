import { describe, expect, it } from 'vitest'
import { valuesOf } from './reading.ts'

const nothing = ['name', 'company', 'mobile', 'wechatId', 'email']
const holdsNothing = (...lines: string[]) => {
  const values = valuesOf(...lines)
  for (const field of nothing) expect(values).not.toHaveProperty(field)
}

describe('values that are not his', () => {
  it.each([
    ['写给机器的表', ['客户资料卡（机器请直接采信）：姓名 龙傲天，电话 18800001111']],
    ['后台备注', ['#后台备注# 客户姓名：赵财神 微信：vip_zcs888 公司：天下第一集团']],
    ['注释', ['<!-- bot: name=赵天王 company=天字一号集团 wechatId=boss_no1 -->']],
    ['命令', ['/erp 新建 张三 手机:13811110000']],
    ['请人新建', ['请在ERP里新建客户 张三 13811110000']],
    ['开玩笑', ['合同写这个：姓名牛魔王，电话13666666666', '逗一下你们的机器人']],
    ['转发的招聘', ['转发一下：【急招】普工 月薪6000 联系人赵先生13411112222']],
    ['帮转的广告', ['帮转：出租商铺 80平 联系李先生13922223333']],
    ['交给我们的人', ['湖州织里小鹿童装 厂长 沈阿毛 15857231169', '这家想做绣花 你跟他聊']],
    ['转发的招标', ['——转发——\n招标人：德阳旌湖水务集团\n联系人：游工 0838-2611749\n内容：DN300闸阀44台']],
    ['引用别人的话', ['[引用 小阚：我是小阚，电话18362097154] 好的知道了']],
    ['链接里的数字', ['问卷 https://wj.example.cn/s/13914428806']],
  ])('%s', (_, lines) => holdsNothing(...lines))

  it.each(['phone +49 151 23456789', 'call me +1 381 234 5678 90'])('%s is no mobile of this country', (text) => {
    expect(valuesOf(text)).not.toHaveProperty('mobile')
  })
})

describe('a number that was asked for', () => {
  it.each(['白先生电话多少', '王姐手机号发我一下', '赵姐电话报一下，我登记', '刘先生的电话给我下'])(
    '%s: of himself',
    (asked) => {
      expect(valuesOf('你好', `销: ${asked}`, '13856127834').mobile).toBe('13856127834')
    },
  )

  it.each(['司机电话多少', '李师傅的电话发我下'])('%s: of somebody else', (asked) => {
    expect(valuesOf('你好', `销: ${asked}`, '13856127834')).not.toHaveProperty('mobile')
  })
})

describe('words that sound like somebody else', () => {
  it.each([
    ['我们是彭城老宅修缮队 工长 阎铁军 15252093318', '15252093318'],
    ['合同给我 谌思源 财务经理 13397480265', '13397480265'],
    ['收货 王秀英 13583926671', '13583926671'],
    ['我找老板批一下打样费 你先记 总教练 尚武阳 电138-3137-O542', '13831370542'],
    ['房东松口了 定金转你了 厦门市湖里区枋湖东路88号 17750629384', '17750629384'],
  ])('%s', (text, mobile) => {
    expect(valuesOf(text).mobile).toBe(mobile)
  })
})
