import { describe, expect, it } from 'vitest'
import type { Assessment, FollowUp, PromiseMade } from '../../../src/domain/index.ts'
import { createJudge } from '../../../src/scoring/index.ts'
import { byRules, talk } from '../llm/office.ts'

const judge = createJudge()

/** What the note of this talk says is to be done next. */
function nextAfter(lines: string[], change: Partial<Assessment> = {}) {
  const messages = talk(...lines)
  const [note] = judge.writeNotes(messages, { ...byRules(messages).assessment, promises: [], ...change })
  return { template: note?.template, next: /^下一步：(.*)$/m.exec(note?.text ?? '')?.[1] }
}

const asked = ['客户：密封圈多少钱']
const askedAt = talk(...asked)[0]!.sentAt
const hour = 3_600_000
const promise = (by: PromiseMade['by'], text: string, dueAt?: number): PromiseMade => ({
  by,
  text,
  dueAt,
  messageId: 'earlier',
})

describe('the next step', () => {
  it.each<[FollowUp['template'], string, string[], Partial<Assessment>]>([
    [106, '准备合同，确认交付和付款', ['客户：合同发我吧，今天签', '我方：好的'], {}],
    [107, '换个时间再打电话', ['客户：密封圈怎么卖', '我方：刚打您电话没人接'], {}],
    [108, '暂不打扰，有新品或到期时再问', ['我方：考虑得怎么样', '客户：现在不需要了，谢谢'], {}],
    [109, '确认面谈的时间和地点', ['客户：密封圈多少钱', '客户：明天我想去你们厂里看看'], {}],
    [120, '发报价或资料，约定下次沟通', asked, { score: 60 }],
    [120, '了解具体需求', asked, { score: 59 }],
  ])('of template %i is: %s', (template, next, lines, change) => {
    expect(nextAfter(lines, change)).toEqual({ template, next })
  })

  it('is to keep what our side promised, the earliest first', () => {
    const promises = [
      promise('customer', '下午把图纸发来', askedAt + hour),
      promise('sales', '明天回电话', askedAt + 20 * hour),
      promise('sales', '今天发报价', askedAt + 2 * hour),
      promise('sales', '周五寄样品', askedAt + 30 * hour),
    ]
    expect(nextAfter(asked, { promises }).next).toBe('兑现“今天发报价”（6/3周三 12:00前）')
  })

  it('is to come back to what the customer promised, where our side owes nothing', () => {
    const promises = [
      promise('customer', '明天给数量', askedAt + 20 * hour),
      promise('customer', '下午把图纸发来', askedAt + 4 * hour),
      promise('customer', '周五付定金', askedAt + 30 * hour),
      promise('sales', '有空再聊'),
    ]
    expect(nextAfter(asked, { promises }).next).toBe('跟进客户所说“下午把图纸发来”（6/3周三 14:00前）')
  })

  it('leaves promises alone whose time is over', () => {
    const promises = [promise('sales', '发报价', askedAt - 1), promise('customer', '付定金', askedAt - 1)]
    expect(nextAfter(asked, { promises, score: 50 }).next).toBe('了解具体需求')
    expect(nextAfter(asked, { promises: [promise('sales', '发报价', askedAt)] }).next).toContain('兑现“发报价”')
  })

  it('is to ask for words where nobody has heard or seen what he sent', () => {
    const unread = [{ messageId: 'msg-0', kind: 'audio' as const }]
    expect(nextAfter(asked, { unread }).next).toBe('请客户把语音或图片里的内容打成文字')
    const promises = [promise('sales', '发报价', askedAt + hour)]
    expect(nextAfter(asked, { unread, promises }).next).toContain('兑现')
  })

  it('after an opt-out is to leave him in peace, whatever was promised', () => {
    const promises = [promise('sales', '发报价', askedAt + hour)]
    expect(nextAfter(asked, { optedOut: true, promises }).next).toBe('客户要求不再联系，停止打扰')
  })
})
