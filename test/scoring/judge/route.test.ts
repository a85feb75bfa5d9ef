import { describe, expect, it } from 'vitest'
import type { Judge, Rotation } from '../../../src/domain/index.ts'
import { createJudge } from '../../../src/scoring/index.ts'

const turns = (judge: Judge, score: number, times: number): number[] => {
  let rotation: Rotation = {}
  return Array.from({ length: times }, () => {
    const routing = judge.route(score, 'acc', rotation)
    rotation = routing.rotation
    return routing.target.kind === 'users' ? (routing.target.userIds[0] as number) : 0
  })
}

describe('who gets a customer', () => {
  const judge = createJudge({ seniorUserIds: [63, 65], normalUserIds: [64] })

  it('goes by score: 80 to the senior, 60 to the ordinary, below to 公海', () => {
    const pool = (score: number) => judge.route(score, 'acc', {}).pool
    expect([100, 80, 79, 60, 59, 0].map(pool)).toEqual(['senior', 'senior', 'normal', 'normal', 'public', 'public'])
    expect(judge.route(59, 'acc', {})).toEqual({
      target: { kind: 'public_pool' },
      pool: 'public',
      rotation: {},
      why: '评分 59，进入公海',
    })
    expect(judge.route(85, 'acc', {})).toEqual({
      target: { kind: 'users', userIds: [63] },
      pool: 'senior',
      rotation: { senior: { 63: 1 } },
      why: '评分 85，由资深销售轮流接待',
    })
  })

  it('takes turns in the list’s order, each pool for itself, and does not change what it was given', () => {
    expect(turns(judge, 90, 5)).toEqual([63, 65, 63, 65, 63])
    const rotation = Object.freeze({ senior: Object.freeze({ 63: 1 }), normal: Object.freeze({ 64: 7 }) })
    expect(judge.route(90, 'acc', rotation as Rotation).rotation).toEqual({
      senior: { 63: 1, 65: 1 },
      normal: { 64: 7 },
    })
  })

  it('serves by quota', () => {
    const pools = [
      {
        name: '大客户组',
        minScore: 70,
        members: [
          { userId: 1, quota: 1 },
          { userId: 2, quota: 2 },
        ],
      },
    ]
    const served = turns(createJudge({ pools }), 70, 9)
    expect(served.filter((id) => id === 2)).toHaveLength(6)
    expect(createJudge({ pools }).route(70, 'acc', {}).why).toBe('评分 70，由“大客户组”轮流接待')
    expect(createJudge({ pools }).route(69, 'acc', {}).pool).toBe('public')
  })

  it('pools win over the two lists, the best first, however they are listed', () => {
    const low = { name: 'low', minScore: 0, members: [{ userId: 8, quota: 1 }] }
    const high = { name: 'high', minScore: 90, members: [{ userId: 9, quota: 1 }] }
    const pooled = createJudge({ pools: [low, high], seniorUserIds: [63] })
    expect([95, 85].map((score) => pooled.route(score, 'acc', {}).pool)).toEqual(['high', 'low'])
    expect(createJudge({ pools: [], seniorUserIds: [63] }).route(95, 'acc', {}).pool).toBe('senior')
  })

  it('an empty pool falls to the next one, then to 公海, with a warning', () => {
    const next = createJudge({ normalUserIds: [64] }).route(90, 'acc', {})
    expect(next).toMatchObject({ pool: 'normal', warning: '资深销售没有配置人员，已转普通销售' })
    const none = createJudge().route(90, 'acc', {})
    expect(none).toMatchObject({ pool: 'public', warning: '资深销售、普通销售没有配置人员，已转公海' })
    expect(createJudge({ seniorUserIds: [63] }).route(90, 'acc', {}).warning).toBeUndefined()
    expect(createJudge({ seniorUserIds: [63] }).route(50, 'acc', {}).warning).toBeUndefined()
  })

  it('a salesperson’s own account keeps its customers, whatever the score', () => {
    const own = createJudge({ accountOwner: 77, seniorUserIds: [63] }).route(10, 'acc', { senior: { 63: 2 } })
    expect(own).toEqual({
      target: { kind: 'users', userIds: [77] },
      pool: 'owner',
      rotation: { senior: { 63: 2 } },
      why: '该微信号归属本人，客户归本人',
    })
    const by = createJudge({ accountOwner: { acc: 77 }, seniorUserIds: [63] })
    expect([by.route(90, 'acc', {}).pool, by.route(90, 'other', {}).pool]).toEqual(['owner', 'senior'])
  })
})
