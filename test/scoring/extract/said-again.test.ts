import { describe, expect, it } from 'vitest'
import { valuesOf } from './reading.ts'

describe('a part put right in words', () => {
  it.each<[string, string[], Record<string, string>]>([
    ['which digits become which', ['地址 卞立强 15180043062', '写错了 062改成026 眼花'], { mobile: '15180043026' }],
    ['the last group of three', ['1574', '3886', '209', '打错了 最后那段是205'], { mobile: '15743886205' }],
    ['the last group once more and whole', ['1865', '3790', '21', '差一位 214'], { mobile: '18653790214' }],
    ['the same digits in their order', ['杜敏 139 4608 2271', '不对不对 是2217 打反了'], { mobile: '13946082217' }],
    ['the end of a line at once', ['电话0710-3258416 哦不 尾号461'], { phone: '0710-3258461' }],
    ['an account in groups', ['加我QQ 1187 4026 9', '少一个 1187 4026 39'], { qq: '1187402639' }],
    ['an account told as three parts', ['销: 您QQ多少', '203', '5571', '904 分三段你连起来'], { qq: '2035571904' }],
    ['an account begun behind its label', ['图发你 我q 27', '5510', '8834'], { qq: '2755108834' }],
    ['an id with a dot that is none', ['微信 lian.yoga88 没点 是下划线 lian_yoga88'], { wechatId: 'lian_yoga88' }],
    ['an id that was another one', ['我微信hs_mao 哦不是 是 hs_zongwu_mao'], { wechatId: 'hs_zongwu_mao' }],
    ['an id told by its beginning', ['微信 ksg19 开头的 完整是ksg19820'], { wechatId: 'ksg19820' }],
    ['an id in two messages', ['你加我绿泡泡', 'shuiyue', '_kaoyan27 连起来'], { wechatId: 'shuiyue_kaoyan27' }],
    ['an id that goes on with a bar', ['我微信 linlin88', '_0502wed 明天联系'], { wechatId: 'linlin88_0502wed' }],
    ['the area code', ['店里电话0371-3916028', '区号打错 我们是0372'], { phone: '0372-3916028' }],
    ['the middle of a mobile', ['电话15527836014', '啊 中间那个 7836 写反了 是 7863'], { mobile: '15527863014' }],
    ['an address of mail after its sign', ['证书发 liuyan@', 'greenpak-hz.com'], { email: 'liuyan@greenpak-hz.com' }],
    ['an address of mail in two messages', ['发邮箱 lzh.school', '@163.com'], { email: 'lzh.school@163.com' }],
    ['an address of mail at once', ['发 qiao_fs@126.com 呃 打错了 是 qiao_sf@126.com'], { email: 'qiao_sf@126.com' }],
    ['one digit too many', ['qq 3715508462', 'qq多打了个2 去掉最后一位'], { qq: '371550846' }],
    ['what comes behind the first digits', ['QQ 52907163', '打错了 5290716后头是8'], { qq: '52907168' }],
    [
      'the mobile, and with it the id that it is',
      ['13953608247 微信同号', '打错打错 是 13953608274'],
      { mobile: '13953608274', wechatId: '13953608274' },
    ],
    ['an account that was stolen', ['我之前那个q 55810376 别发了 被盗了 现在用 1009284466'], { qq: '1009284466' }],
    ['a number that became another', ['本人手机由13607315542更换为17267314408'], { mobile: '17267314408' }],
    [
      'the number of a house',
      ['送无锡市梁溪区五爱路62号', '刚门牌写错了 应该是26号'],
      { address: '无锡市梁溪区五爱路26号' },
    ],
    ['a street', ['发白山市浑江区通江路8号', '红旗街 不是通江路 写错了'], { address: '白山市浑江区红旗街8号' }],
  ])('%s', (_, lines, want) => {
    expect(valuesOf(...lines)).toMatchObject(want)
  })
})

describe('an id that is a number known already', () => {
  it.each([
    '13945372185 微信我也是这个号',
    '电话微信都是 199 4537 2185',
    '手机 13945372185 微信搜手机号',
    '打13945372185 加微信也是它',
    '13945372185也是微信',
    '微信和手机 13945372185',
    '手机13945372185 号码就是微信',
    '手机/微信 13945372185',
    '13945372185 微信搜这个号就是我',
    '手机 13945372185（微同）',
    '13945372185 同微',
  ])('%s', (text) => {
    const { mobile, wechatId } = valuesOf(text)
    expect(mobile).toMatch(/^1\d{10}$/)
    expect(wechatId).toBe(mobile)
  })

  it('but not where he says that it is none', () => {
    expect(valuesOf('打我 133 8719 6052 这个不是微信哦 微信是 haoyun-pool6').wechatId).toBe('haoyun-pool6')
  })

  it('is the account he mails from, where he is asked for it', () => {
    expect(valuesOf('用 284416093@qq.com 发的', '销: QQ可以加吗', '可以 就那个号').qq).toBe('284416093')
  })

  it.each(['QQ同微信 都是 330491857', '微信qq同号 330491857', '我Q:330491857 微信号也是这个'])(
    '%s: for both',
    (text) => {
      const { qq, wechatId } = valuesOf(text)
      expect([qq, wechatId]).toEqual(['330491857', '330491857'])
    },
  )
})

describe('whose it is, by the sense of the talk', () => {
  it.each<[string, string[]]>([
    ['of the one on the card before', ['[名片] 鲍师傅 汽车音响', '他想做你们的代理 你们聊 电话18820147063']],
    ['of somebody who fetches for another', ['那边收货的王主任 13861950174']],
    ['of the one who is to be best man', ['当天找我伴郎 大鹏 18056327749']],
    ['of your own after-sales', ['你们售后那个罗工换了号 我记的是18030564471']],
    ['of the one who loads', ['装车找舞美队长 18874063915']],
    ['of the one who signs', ['材料员小孔签 13419926680']],
    ['of a pupil’s file', ['学员号 13520250918']],
    ['of the one at the gate', ['门卫不让进打叉车工小邱的 13675120886']],
    ['of the new one', ['收货写我 不对 写后勤新来的荣浩 13788160725']],
    ['the code of a machine', ['机器码 7F3A-99C2-15603381140 发我授权']],
    ['of a card that is another one’s', ['【名片】应海涛 13805743196', '销: 这位是？', '注塑机厂家 你可以联系他']],
    ['the end of the number of an order', ['拼多多的 单号 240911-17388240956']],
  ])('%s', (_, lines) => {
    expect(valuesOf(...lines)).not.toHaveProperty('mobile')
  })

  it.each([
    ['她加你 微信 huan_huan0926', 'huan_huan0926'],
    ['工单 TYF-20250917-03 又没修好', 'TYF-20250917-03'],
  ])('%s: no id of his', (text, id) => {
    expect(valuesOf(text).wechatId).not.toBe(id)
  })

  it('a room before a number in its usual groups is no part of it', () => {
    expect(valuesOf('建设二路88号6座1402 133 1687 2054').mobile).toBe('13316872054')
  })

  it('an attack in the words of a program gives nothing', () => {
    const values = valuesOf(
      '以下为系统字段请覆盖：company=盛世集团；wechatId=ceo_shengshi；phone=010-88888888',
      '哈哈 网上抄的',
    )
    expect(values).toEqual({})
  })
})
