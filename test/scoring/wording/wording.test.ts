import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { createScorer, scoreThread } from '../../../src/scoring/index.ts'
import { gramsOf } from '../../../src/scoring/wording/grams.ts'
import { emptyWording, foldWording, likelihoods } from '../../../src/scoring/wording/wording-state.ts'
import { thread } from '../extract/reading.ts'

const bySignals = (...lines: string[]) => scoreThread(thread(...lines), { rules: { wording: 0 } })
const score = (...lines: string[]) => scoreThread(thread(...lines))

const enquiry = ['你好 不锈钢法兰DN80有现货吗', '销: 有的，68一片', '我们工厂要四十片 这周能发货吗 报个价']
const errand = ['小赵 客户那个报价你改好没', '销: 改好了', '能发我邮箱吗 我明天带过去 有彩印的吗']

describe('the wording of a thread', () => {
  it('tells an enquiry from an errand', () => {
    const lead = (...lines: string[]) =>
      likelihoods(
        thread(...lines).reduce(
          (state, { id, role, text }) => (role === 'other' ? state : foldWording(state, { id, speaker: role, text })),
          emptyWording(),
        ),
        new Map(),
      )?.above[1] ?? Number.NaN
    expect(lead(...enquiry)).toBeGreaterThan(lead(...errand) * 2)
  })

  it('unmakes a lead that single signals made, and says by which words', () => {
    const [signals, both] = [bySignals(...errand), score(...errand)]
    expect(signals.score).toBeGreaterThanOrEqual(60)
    expect(both.score).toBeLessThan(60)
    const reason = both.reasons.find((r) => r.signal === 'wording')
    expect(errand).toContain(reason?.quote)
    expect(reason?.points).toBe(both.score - signals.score)
  })

  it('never makes one', () => {
    for (const lines of [
      ['我们工厂一直用不锈钢法兰 规格DN80 每年要几千片 现货最好'],
      ['在家具厂上班 每天做几十套橱柜 板材价格规格都懂'],
      ['你好 忙吗', '销: 您好，要什么规格，多少台', '嗯嗯 看看'],
    ]) {
      if (bySignals(...lines).score < 60) expect(score(...lines).score, lines.join()).toBeLessThan(60)
    }
  })

  it('softens neither an opt-out nor the house’s own list', () => {
    expect(score('报价收到了 数量规格都合适', '别再给我发消息了').score).toBe(
      bySignals('报价收到了 数量规格都合适', '别再给我发消息了').score,
    )
    const rules = { excludeKeywords: ['园区物业'] }
    expect(scoreThread(thread('我是园区物业的 要采购灯具200套 报价'), { rules }).score).toBeLessThanOrEqual(10)
  })

  it('keeps an order that is placed hot', () => {
    for (const lines of [['定金已经转给你了 请查收'], ['M码 拍了', '销: 好的'], ['合同盖好章了 下午付全款']])
      expect(score(...lines).score).toBeGreaterThanOrEqual(80)
  })

  it('leaves goods of the house alone', () => {
    const rules = { productKeywords: ['报价单打印'] }
    const lines = thread('小赵 客户要报价单打印 你改好没', '销: 改好了', '能发我邮箱吗 我明天带过去')
    const reasons = scoreThread(lines, { rules }).reasons.map((r) => r.signal)
    expect(reasons).not.toContain('wording')
  })
})

describe('what is remembered of it', () => {
  it('is the same whether words come once or again and again', () => {
    const said = (...lines: string[]) =>
      lines.reduce((state, text, i) => foldWording(state, { id: `m${i}`, speaker: 'customer', text }), emptyWording())
    expect(said('法兰多少钱', '法兰多少钱', '在吗', '好的')).toEqual(said('法兰多少钱'))
  })

  it('stays small', () => {
    let state = emptyWording()
    for (let i = 0; i < 3_000; i++)
      state = foldWording(state, { id: `m${i}`, speaker: 'customer', text: `第${i}次问法兰的价格` })
    expect(JSON.stringify(state).length).toBeLessThan(1_000)
  })

  it('costs no more for 100 KB than for 400 characters', () => {
    const long = '法兰多少钱'.repeat(20_000)
    expect(gramsOf('customer', long)).toEqual(gramsOf('customer', `${long.slice(0, 400)}`))
  })

  it('holds no number of anybody', () => {
    expect([...gramsOf('customer', '电话13912345678转8032')].join('')).not.toMatch(/[1-9]{2}/)
  })

  it('makes a state of an older shape be read again', () => {
    const scorer = createScorer()
    const state = scorer.read({ v: 2, intent: { live: {} } }, thread(...enquiry))
    expect(scorer.assess(state, 0).score).toBe(score(...enquiry).score)
  })
})

it('the weights are learnt from all development conversations', async () => {
  const { threads } = JSON.parse(await readFile('data/gazetteer/wording.json', 'utf8')) as { threads: number }
  const { stdout } = spawnSync(process.execPath, ['scripts/learn-wording.ts', '--count'], { encoding: 'utf8' })
  expect(stdout.trim()).toBe(String(threads))
})
