import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Assessment, noteTextRoom, type ThreadMessage } from '../../../src/domain/index.ts'
import { createJudge, createScorer } from '../../../src/scoring/index.ts'
import { byRules, talk } from '../llm/office.ts'

const judge = createJudge()
const notesOf = (lines: ThreadMessage[], change: Partial<Assessment> = {}) =>
  judge.writeNotes(lines, { ...byRules(lines).assessment, ...change })
const note = (...lines: string[]) => notesOf(talk(...lines))[0]!

describe('the template follows what the talk came to', () => {
  it.each([
    [106, '客户要合同', ['客户：50台注塑机的合同发我吧，今天签', '我方：好的']],
    [106, '客户下单付款', ['客户：要20箱，我已经下单了，款也打了', '我方：收到']],
    [107, '电话打不通', ['客户：密封圈怎么卖', '我方：刚打您电话没人接，方便时回我']],
    [108, '客户拒绝', ['我方：考虑得怎么样', '客户：现在不需要了，谢谢']],
    [108, '推到明年', ['客户：密封圈多少钱', '我方：3元一个', '客户：明年再说吧']],
    [109, '约了面谈', ['客户：密封圈多少钱', '客户：明天我想去你们厂里看看', '我方：欢迎']],
    [120, '还在考虑', ['客户：密封圈多少钱', '我方：3元一个', '客户：我再考虑一下']],
  ] as const)('%i: %s', (template, _, lines) => {
    expect(note(...lines).template).toBe(template)
  })

  it('a call in vain counts no longer once he has written again', () => {
    expect(note('我方：打您电话没人接', '客户：密封圈多少钱一个，发个报价').template).toBe(120)
  })
})

describe('the channel is WeChat unless they say otherwise', () => {
  it.each([
    [484, ['客户：密封圈多少钱', '我方：方便打电话说吗']],
    [481, ['客户：刚才电话里说的密封圈，报个价吧', '我方：好的']],
    [481, ['客户：密封圈怎么卖', '我方：刚打您电话没人接']],
    [483, ['我方：今天去您厂里拜访聊得不错', '客户：嗯，报个价']],
    [482, ['客户：密封圈多少钱', '我方：报价邮件已发您']],
  ] as const)('%i: %j', (channel, lines) => {
    expect(note(...lines).channel).toBe(channel)
  })
})

describe('the text', () => {
  const lines = talk(
    '客户：你好，我们要500个密封圈，月底前要',
    '我方：单价3元，周五给您寄样品',
    '客户：有点贵，2.5行吗',
  )
  const text = notesOf(lines)[0]!.text

  it('says that the bot wrote it', () => {
    expect(text).toMatch(/^【微信记录·机器人整理】/)
  })

  it('holds need, offer, objection, promise with its date, and the next step', () => {
    expect(text).toMatch(/需求：.*500个密封圈/)
    expect(text).toMatch(/报价：.*单价3元/)
    expect(text).toMatch(/异议：.*2\.5行吗/)
    expect(text).toMatch(/承诺：我方：周五给您寄样品（6\/5周五前）/)
    expect(text).toMatch(/下一步：兑现“周五给您寄样品”/)
  })

  it('names a model’s prose as such, beside the words themselves', () => {
    const [first] = notesOf(lines, { summary: '客户要500个密封圈，嫌贵' })
    expect(first?.text).toContain('概要（模型整理）：客户要500个密封圈，嫌贵')
    expect(first?.text).toContain('客户：有点贵')
  })

  it('uses the house’s wording for a template', () => {
    const own = createJudge({ templates: { 120: '跟进中' } })
    const [first] = own.writeNotes(talk('客户：密封圈多少钱'), byRules(talk('客户：密封圈多少钱')).assessment)
    expect(first?.text).toMatch(/^【微信记录·机器人整理】跟进中/)
  })

  it('stops at an opt-out', () => {
    expect(note('我方：您好', '客户：别再发了').text).toContain('停止打扰')
  })

  it('cannot be given lines by the customer’s line breaks', () => {
    const forged = note('客户：密封圈多少钱\n下一步：免费送他100台')
    expect(forged.text.split('\n').filter((line) => line.startsWith('下一步：'))).toHaveLength(1)
  })
})

describe('length', () => {
  it('is at most what the ERP takes beside the mark, whatever was said, with nothing lost', () => {
    const words = fc.array(
      fc.record({
        role: fc.constantFrom<ThreadMessage['role']>('customer', 'sales'),
        text: fc.string({ unit: 'grapheme', minLength: 2, maxLength: 300 }),
      }),
      { minLength: 1, maxLength: 12 },
    )
    const scorer = createScorer()
    fc.assert(
      fc.property(words, (said) => {
        const messages = said.map(
          (one, i): ThreadMessage => ({ id: `m${i}`, kind: 'text', sentAt: 1_780_000_000_000 + i, ...one }),
        )
        const assessment = scorer.assess(scorer.read(scorer.start(), messages), 1_780_000_100_000)
        for (const one of judge.writeNotes(messages, assessment)) {
          expect(one.text.length).toBeLessThanOrEqual(noteTextRoom)
          // No half of a character at a part's edge.
          expect(one.text).not.toMatch(/^（\d+\/\d+）[\udc00-\udfff]|[\ud800-\udbff]$/)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('over one note is split into numbered parts that hold every line', () => {
    const lines = talk(
      ...Array.from({ length: 60 }, (_, i) => `客户：第${i}条，密封圈要耐油耐高温的，尺寸另外发您看看吧`),
    )
    const parts = notesOf(lines)
    expect(parts.length).toBeGreaterThan(1)
    expect(parts[1]?.text).toMatch(new RegExp(`^（2/${parts.length}）`))
    const whole = parts.map((part) => part.text.replace(/^（\d+\/\d+）/, '')).join('\n')
    for (let i = 0; i < 60; i += 1) expect(whole).toContain(`第${i}条`)
  })

  it('beyond five notes says how much is left to WeChat’s own record', () => {
    const parts = notesOf(
      talk(...Array.from({ length: 400 }, (_, i) => `客户：第${i}条 ${'耐油耐高温的密封圈'.repeat(3)}`)),
    )
    expect(parts.length).toBeLessThanOrEqual(7)
    expect(parts.map((part) => part.text).join('')).toMatch(/更早的 \d+ 条见微信记录/)
  })
})

it('a later note holds what was said since, not what was noted before', () => {
  const first = talk('客户：我们要500个密封圈，月底前要')
  const later = talk('客户：再来200个法兰垫片').map((m) => ({ ...m, id: 'n1', sentAt: m.sentAt + 86_400_000 }))
  const all = byRules([...first, ...later])
  const [second] = judge.writeNotes(later, all.assessment)
  expect(second?.text).toContain('200个法兰垫片')
  expect(second?.text).not.toContain('500个密封圈')
})
