import { describe, expect, it } from 'vitest'
import type { Assessment, FollowUp, PromiseMade, Reason } from '../../../src/domain/index.ts'
import { createJudge } from '../../../src/scoring/index.ts'
import { byRules, talk } from '../llm/office.ts'

const judge = createJudge()
const messages = talk('客户：密封圈多少钱', '我方：3元一个')
const now = messages.at(-1)!.sentAt
const noteOf = (change: Partial<Assessment> = {}) =>
  judge.writeNotes(messages, { ...byRules(messages).assessment, score: 64, ...change })[0]!.text
const lineOf = (title: string, change: Partial<Assessment>) =>
  new RegExp(`^${title}：(.*)$`, 'm').exec(noteOf(change))?.[1]

const reason = (signal: string, quote: string | undefined, messageId = 'msg-0'): Reason => ({
  signal,
  label: `<${signal}>`,
  points: 1,
  messageId,
  quote,
})
const promise = (text: string, messageId: string, dueAt?: number): PromiseMade => ({
  by: 'sales',
  text,
  dueAt,
  messageId,
})

describe('the text of a note', () => {
  it('tells the talk from the need to the score, a line each', () => {
    const text = noteOf({
      summary: '问密封圈的价',
      reasons: [reason('price', '密封圈多少钱'), reason('haggle', '便宜点')],
      promises: [promise('寄样品', 'msg-1')],
    })
    expect(text.split('\n')).toEqual([
      '【微信记录·机器人整理】正在考虑中',
      '概要（模型整理）：问密封圈的价',
      '需求：<price>「密封圈多少钱」',
      '报价：3元一个',
      '异议：<haggle>「便宜点」',
      '承诺：我方：寄样品',
      '对话：',
      '客户：密封圈多少钱',
      '我方：3元一个',
      '下一步：发报价或资料，约定下次沟通',
      '评分 64',
    ])
  })

  it.each<[FollowUp['template'], string, Partial<Assessment>]>([
    [106, '谈的很好，让发合同', { committed: true }],
    [108, '现在还没考虑', { optedOut: true }],
    [109, '今天谈的不错，让明天面谈', { reasons: [reason('appointment', '明天来看')] }],
    [120, '正在考虑中', {}],
  ])('opens with the words of template %i', (template, words, change) => {
    const [note] = judge.writeNotes(messages, { ...byRules(messages).assessment, score: 64, ...change })
    expect(note).toMatchObject({ template, text: expect.stringMatching(`^【微信记录·机器人整理】${words}\n`) })
  })

  it('leaves out what there is nothing of', () => {
    expect(
      noteOf({ reasons: [], promises: [], summary: '' })
        .split('\n')
        .map((line) => line.split('：')[0]),
    ).toEqual(['【微信记录·机器人整理】正在考虑中', '报价', '对话', '客户', '我方', '下一步', '评分 64'])
  })

  it('says what he wants in the order of its weight, each thing once', () => {
    const reasons = [
      reason('price', '多少钱'),
      reason('quantity', '200个'),
      reason('ordered', '下单了'),
      reason('price', '多少钱'),
      reason('budget', undefined),
      reason('greeting', '你好'),
    ]
    expect(lineOf('需求', { reasons })).toBe('<ordered>「下单了」；<quantity>「200个」；<price>「多少钱」')
  })

  it('tells nothing as said now that was said before', () => {
    const before = [reason('price', '上周问过价', 'earlier'), { ...reason('need', '要一批'), messageId: undefined }]
    expect(lineOf('需求', { reasons: before })).toBeUndefined()
    expect(lineOf('需求', { reasons: [...before, reason('quantity', '200个')] })).toBe('<quantity>「200个」')
  })

  it('holds promises of this talk, and those of earlier ones while they are open', () => {
    const promises = [
      promise('发目录', 'msg-1', now - 1),
      promise('打电话', 'earlier', now - 1),
      promise('有空再聊', 'earlier'),
      promise('寄样品', 'earlier', now),
    ]
    expect(lineOf('承诺', { promises })).toMatch(/^我方：发目录（.*前）；我方：寄样品（.*前）$/)
  })
})
