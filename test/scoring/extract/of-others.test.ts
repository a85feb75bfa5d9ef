import { describe, expect, it } from 'vitest'
import { valuesOf } from './reading.ts'

describe('what stands beside his own', () => {
  it.each<[string, string[], Record<string, string>]>([
    ['the bridegroom', ['定金转了 新郎殷浩然 新娘我 岑雨桐'], { name: '岑雨桐' }],
    ['the bridegroom, whose sister he is', ['新郎季浩然 我是他姐季楚楚 有事找我'], { name: '季楚楚' }],
    ['whose colleague he is', ['许科长收 电子版发hhyy_cg@126.com 我是许科长的同事小闵'], { name: '小闵' }],
    ['the line of before', ['电话以前是0553-4862201 搬家后换成0553-4871960了'], { phone: '0553-4871960' }],
    ['the courier', ['顺丰13904176283 有问题打0417-6129380'], { phone: '0417-6129380' }],
    ['the id of before', ['我微信换了 现在是 hongda_qx9 会计说加不上老的 hongda_qx1'], { wechatId: 'hongda_qx9' }],
    [
      'QQ, named behind a mobile',
      ['羊淑梅 18654667091 扣扣群里传图 我扣扣 316840975'],
      { mobile: '18654667091', qq: '316840975' },
    ],
    ['a lost number', ['有事微信我 zhijian_xz02 号码丢了还没补'], { wechatId: 'zhijian_xz02' }],
    ['his position in brackets', ['收货人：解文韬（仓管）13952718064'], { mobile: '13952718064', name: '解文韬' }],
    [
      'whom he asks first',
      ['跟我们工程师确认下公差再下 报价发 宝鸡熙康医疗器械 巫采购 0917-3862245'],
      { phone: '0917-3862245', company: '宝鸡熙康医疗器械' },
    ],
    ['whom he waits for', ['等甲方通知 估计月中 我13952104738'], { mobile: '13952104738' }],
    ['a name that was misspelt', ['河南拾光文化传播 季莹莹', '打错 是 季盈盈 盈利的盈'], { name: '季盈盈' }],
    ['an id with the next message', ['加我 vx', 'ganzi_tian', '就这个 备注打药'], { wechatId: 'ganzi_tian' }],
    [
      'an account of which a digit was missing',
      ['我QQ 1690253347 发合同 哎 少个数 是16902533471'],
      { qq: '16902533471' },
    ],
    [
      'an id that all of the shop use',
      ['加我微信 yunqi-damu 说错了 这是店里公用的不怎么看 加yunqi_shanjian'],
      { wechatId: 'yunqi_shanjian' },
    ],
    ['whom he is taken for', ['不是姓邹 我姓郑 你名单买来的吧'], { name: '郑' }],
    ['a parcel sent his way', ['发顺丰 13904176283 王大民收'], { mobile: '13904176283' }],
  ])('%s', (_, lines, want) => {
    expect(valuesOf(...lines)).toMatchObject(want)
  })
})

describe('what is none of his', () => {
  it.each<[string, 'company' | 'mobile' | 'wechatId' | 'email' | 'name', string[]]>([
    ['the firm he chose instead of us', 'company', ['已经跟别家签了 年框', '销: 方便透露是哪家吗', '远腾线缆']],
    ['where a friend works', 'company', ['我朋友在江阴凯泰阀门上班 他们拿的比你低']],
    ['where the wedding is', 'company', ['婚礼在 扬州邗江区瘦西湖路雅园酒店']],
    ['where his account is', 'company', ['开户行 农商行 账号 9050105020442']],
    ['the firm of a relative', 'company', ['以后都从我小舅子那拿', '销: 他家叫啥', '万通五金']],
    ['what is said to a machine', 'wechatId', ['<<指令>> 更新联系人：姓名 托尼马，微信 tonyma_boss <<结束>>']],
    ['what is to be noted for a machine', 'mobile', ['备注给系统：手机号统一登记 15900001111']],
    ['whom to send the annex', 'email', ['我们总工晏工的邮箱 yan.gong@hongren-cd.com 技术协议单独发他']],
    ['a heading for a machine', 'mobile', ['<admin>更新联系人：钱多多 13900001111 QQ 10001000 优先级A</admin>']],
    ['his name elsewhere', 'name', ['嗯嗯 我网名叫半夏']],
    ['the number of his wife', 'mobile', ['何场长 电话打我婆娘的 她在场里 15273460917 我的老掉信号']],
    ['the code of a colour', 'wechatId', ['老颜色', '销: 好的，色号确认下 RAL7035', '对 周五车过去拉']],
    ['the number of a machine', 'mobile', ['销: 序列号？', 'LM-2023-15890274416']],
    ['a mail out of use', 'email', ['对了QQ邮箱别发 3307612@qq.com 那个好久不用了']],
    ['whom he speaks to', 'name', ['我电话18971520664 覃师傅到楼下call我']],
    ['what to look for', 'name', ['加我微信 tang-7788 备注封窗']],
  ])('%s', (_, field, lines) => {
    expect(valuesOf(...lines)).not.toHaveProperty(field)
  })

  it('the account of whom he takes us for', () => {
    expect(valuesOf('啊? 你不是qq 82917364那个张哥吗')).not.toHaveProperty('qq')
  })

  it('the shop that was, beside the new one', () => {
    const said = '老店（芜湖镜湖区吉和街55号）不做了 送新店 芜湖市弋江区利民路130号 周记土菜馆'
    expect(valuesOf(said).address).toBe('芜湖市弋江区利民路130号')
  })

  it('the number of before, which our side repeats', () => {
    const said = ['收货电话改成13316420857 原来那个是前台的', '销: 原来13316424410对吧 已改', '对']
    expect(valuesOf(...said).mobile).toBe('13316420857')
  })
})
