import { describe, expect, it } from 'vitest'
import { readMessage } from '../../../src/scoring/signals/read-message.ts'
import { thread } from '../extract/reading.ts'

const heard = (text: string) => readMessage(thread(text)[0]!, undefined).findings.map((f) => f.signal)

describe('what only sounds like no', () => {
  it.each([
    ['可以 就要这套 别给我打电话 加我小号 zz-wuhan_1024 转定金', 'opt_out'],
    ['你别给我打电话 我耳朵不好听不清', 'opt_out'],
    ['到货前让司机打我 18931725066 别打我们办公室', 'opt_out'],
    ['打座机 028-87315506 莫打我手机哈 车间听不到', 'opt_out'],
    ['报关资料发我QQ 508812674 ps：别发微信 文件会过期', 'opt_out'],
    ['微信换了 新号aijianjun_hf 旧号别发了', 'opt_out'],
    ['牙黄那种别给我发 我就要去年那款', 'opt_out'],
    ['看到你们招区域代理 车载吸尘器的', 'job_seeking'],
    ['幼小衔接班还招吗 我娃九月上学', 'job_seeking'],
    ['融资的人让他加我微信 lian-hengtuo', 'referral'],
    ['15994370826 这号别打了 是我前同事的', 'opt_out'],
    ['摄影班零基础收不收', 'job_seeking'],
    ['育儿嫂这个月能面试吗', 'job_seeking'],
    ['老的那个15194077213不用了', 'refusal'],
    ['有问题QQ 62847193', 'complaint'],
    ['门卫那个59081127老没人接', 'complaint'],
    ['报价单盖章发我看下', 'signing'],
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
