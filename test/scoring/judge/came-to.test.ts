import { describe, expect, it } from 'vitest'
import type { Assessment, FollowUp, Reason, ThreadMessage } from '../../../src/domain/index.ts'
import { createJudge } from '../../../src/scoring/index.ts'
import { byRules, talk } from '../llm/office.ts'

const judge = createJudge()
const asked = ['客户：密封圈多少钱', '我方：3元一个']

const noteOf = (messages: ThreadMessage[], change: Partial<Assessment> = {}): FollowUp =>
  judge.writeNotes(messages, { ...byRules(messages).assessment, ...change })[0]!
const reason = (signal: string, quote?: string): Reason => ({ signal, label: signal, points: 1, quote })
/** The template where the talk is read so. */
const templateAt = (score: number, ...reasons: Reason[]) => noteOf(talk(...asked), { score, reasons }).template

describe('what a talk came to', () => {
  it.each(['refusal', 'bought_elsewhere', 'opt_out'])(
    'with a %s he is not considering, unless he is a lead all the same',
    (no) => {
      expect(templateAt(59, reason(no))).toBe(108)
      expect(templateAt(60, reason(no))).toBe(120)
    },
  )

  it('is nothing more once he has opted out, whatever else was said', () => {
    const change = { optedOut: true, score: 90, committed: true, reasons: [reason('ordered')] }
    expect(noteOf(talk(...asked), change).template).toBe(108)
  })

  it.each(['signed', 'signing', 'contract', 'paid', 'ordered'])('with %s is a contract, at any score', (signal) => {
    expect(templateAt(10, reason(signal))).toBe(106)
  })

  it('is a contract for whoever has committed himself, or is hot', () => {
    expect(noteOf(talk(...asked), { score: 30, reasons: [], committed: true }).template).toBe(106)
    expect(templateAt(80)).toBe(106)
    expect(templateAt(79)).toBe(120)
  })

  it('with an appointment is a meeting for a lead only', () => {
    expect(templateAt(60, reason('appointment'))).toBe(109)
    expect(templateAt(59, reason('appointment'))).toBe(120)
  })

  it.each(['我再考虑一下', '要跟领导商量', '想想再说', '我想一想', '再比较比较', '对比几家', '研究研究'])(
    'is thinking it over where he says: %s',
    (quote) => {
      expect(templateAt(50, reason('postponed', quote))).toBe(120)
    },
  )

  it.each([
    '以后再考虑',
    '明年考虑',
    '年后再商量',
    '下次再对比',
    '改天研究',
    '暂时不考虑',
    '现在不考虑',
    '目前还没想想',
    '过段时间再说',
  ])('is not considering where he says: %s', (quote) => {
    expect(templateAt(50, reason('postponed', quote))).toBe(108)
  })

  it('is put off by a word that nobody kept, and not at all for a lead', () => {
    expect(templateAt(59, reason('postponed'))).toBe(108)
    expect(templateAt(60, reason('postponed', '明年再说'))).toBe(120)
  })
})

describe('a call in vain', () => {
  it.each([
    ['打您没人接'],
    ['打了过去没接通'],
    ['打了您几次都没接到'],
    ['您的电话一直无人接听'],
    ['手机打不通'],
    ['手机不通'],
    ['电话关机了'],
    ['电话占线'],
    ['刚才打你没打通'],
    ['电话是空号'],
    ['打过去没人接'],
    ['打几次没接通'],
    ['打了没接通'],
    ['您电话没接'],
  ])('is noted: %s', (words) => {
    expect(noteOf(talk('客户：密封圈怎么卖', `我方：${words}`))).toMatchObject({ template: 107, channel: 481 })
  })

  it.each([
    ['客户：你们电话没人接'],
    ['我方：电话里已经跟财务同事反复确认过没问题 不通过也没关系'],
    ['旁人：他电话关机'],
  ])('is none: %s', (line) => {
    expect(noteOf(talk('客户：密封圈怎么卖', line)).template).toBe(120)
  })

  it('may be all that was said', () => {
    expect(noteOf(talk('我方：打您电话没人接')).template).toBe(107)
  })

  it('counts as the last of several, and while nobody but we has written since', () => {
    const calls = [
      '我方：打您电话没人接',
      '客户：刚才在忙',
      '我方：又打您电话没人接',
      '我方：方便时回我',
      '旁人：在开会',
    ]
    expect(noteOf(talk('客户：密封圈怎么卖', ...calls)).template).toBe(107)
    expect(noteOf(talk('客户：密封圈怎么卖', ...calls, '客户：来了')).template).toBe(120)
  })

  it('is looked for in the beginning of a message only', () => {
    expect(noteOf(talk('客户：密封圈怎么卖', `我方：${'您好'.repeat(250)}电话没人接`)).template).toBe(120)
  })
})

describe('the way they spoke', () => {
  it.each([
    ['电话里说好的'],
    ['刚又电话联系过'],
    ['今天又打电话说的'],
    ['语音中聊过'],
    ['电话上沟通过'],
    ['刚才电话联系您的'],
    ['昨天语音聊的'],
    ['今天跟您电话沟通'],
    ['刚刚通了个电话'],
    ['通过语音'],
    ['通完电话'],
    ['电话聊了'],
    ['语音谈过'],
    ['电话沟通的'],
    ['刚挂了您的电话'],
    ['接了你电话'],
    ['上午打电话谈的'],
  ])('was the telephone: %s', (words) => {
    expect(noteOf(talk('客户：密封圈多少钱', `我方：${words}`)).channel).toBe(481)
  })

  it.each([
    ['今天去您厂里看了'],
    ['今天上午又去您厂里仔细看了'],
    ['刚到你们公司拜访'],
    ['昨天到贵司拜访'],
    ['刚在你们店里聊得很好'],
    ['上午来我家量尺寸'],
    ['下午去了您公司参观'],
    ['已经上门量过'],
    ['刚拜访了您'],
    ['已上门看了'],
    ['当面聊过'],
    ['面谈的很好'],
    ['当面说了'],
  ])('was a visit: %s', (words) => {
    expect(noteOf(talk('客户：密封圈多少钱', `我方：${words}`)).channel).toBe(483)
  })

  it.each([
    ['邮件已发'],
    ['邮件下午已发'],
    ['邮箱里今天发了'],
    ['邮箱发过去了'],
    ['邮件收到了'],
    ['邮件发您了'],
    ['已经把资料发您邮箱'],
    ['刚发了邮件'],
  ])('was mail: %s', (words) => {
    expect(noteOf(talk('客户：密封圈多少钱', `我方：${words}`)).channel).toBe(482)
  })

  it.each([['方便打电话吗'], ['明天去您公司拜访'], ['您邮箱是多少'], ['可以当面谈'], ['电话多少']])(
    'was WeChat while it is only proposed: %s',
    (words) => {
      expect(noteOf(talk('客户：密封圈多少钱', `我方：${words}`)).channel).toBe(484)
    },
  )

  it('is told by either side, not by others, and in words', () => {
    const channel = (...lines: string[]) => noteOf(talk(...lines)).channel
    expect(channel('客户：昨天电话里说的那个', '我方：好')).toBe(481)
    expect(channel('客户：密封圈多少钱', '旁人：昨天电话里说的那个')).toBe(484)
    const [asked, said] = talk('客户：密封圈多少钱', '我方：昨天电话里说的那个')
    expect(noteOf([asked!, { ...said!, kind: 'link' }]).channel).toBe(484)
    expect(channel('客户：密封圈多少钱', `我方：${'您好'.repeat(250)}昨天电话里说的那个`)).toBe(484)
  })

  it('was the closest one: a visit before the telephone before mail', () => {
    const channel = (...lines: string[]) => noteOf(talk('客户：密封圈多少钱', ...lines)).channel
    expect(channel('我方：邮件已发', '我方：昨天电话里说的', '我方：今天去您厂里看了')).toBe(483)
    expect(channel('我方：邮件已发', '我方：昨天电话里说的')).toBe(481)
  })
})
