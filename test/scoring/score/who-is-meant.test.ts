import { describe, expect, it } from 'vitest'
import { scoreThread } from '../../../src/scoring/index.ts'
import { thread } from '../extract/reading.ts'

const signalsOf = (...lines: string[]) => scoreThread(thread(...lines)).reasons.map(({ signal }) => signal)

describe('to whom a word is said', () => {
  const asks = '@阿斌 隐形防护网 阳台加两个窗 68一平的 周末来量 电话18359226041'

  it('a no to somebody else’s offer is none to us', () => {
    expect(signalsOf(asks, '他: 别急 我侄子也做这个 13667120398 便宜', '不用啦 我看他们口碑好')).not.toContain(
      'refusal',
    )
    expect(signalsOf(asks, '销: 好的 周六上午给您量', '不用啦 先不装了')).toContain('refusal')
  })

  it('who mends for money hears of faults from buyers', () => {
    expect(signalsOf('壁挂炉坏了 不点火', '销: 上门费50，配件另算')).not.toContain('complaint')
    expect(signalsOf('上个月你们装的壁挂炉又坏了', '销: 上门费50，配件另算')).toContain('complaint')
  })

  it('amid an order a closed line is no wish to be left alone', () => {
    const order = [
      '一次性手套 上次那款 再来200箱 周五前送到',
      '销: 好的 32一箱',
      '行 打我13357142690 座机莫打 钱下午转你',
    ]
    expect(scoreThread(thread(...order)).score).toBeGreaterThanOrEqual(60)
    expect(scoreThread(thread(...order.slice(0, 2), '别再打了 再打举报')).score).toBeLessThan(20)
  })
})
