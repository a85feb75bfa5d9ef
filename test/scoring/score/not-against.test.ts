import { describe, expect, it } from 'vitest'
import { readMessage } from '../../../src/scoring/signals/read-message.ts'
import { thread } from '../extract/reading.ts'

const heard = (text: string) => readMessage(thread(text)[0]!, undefined).findings.map((f) => f.signal)

describe('what only sounds like no', () => {
  it.each([
    ['可以 就要这套 别给我打电话 加我小号 zz-wuhan_1024 转定金', 'opt_out'],
    ['你别给我打电话 我耳朵不好听不清', 'opt_out'],
    ['之前的地址 海甸四东路9号 别寄了', 'refusal'],
    ['上面那个号停了 用13757288032', 'refusal'],
  ])('%s', (text, signal) => {
    expect(heard(text)).not.toContain(signal)
  })

  it.each([
    ['别给我打电话', 'opt_out'],
    ['别再给我打电话发消息了 加我微信也没用', 'opt_out'],
    ['经评议,贵司方案未能入围', 'refusal'],
    ['看了 老板不满意', 'refusal'],
  ])('%s is one', (text, signal) => {
    expect(heard(text)).toContain(signal)
  })
})
