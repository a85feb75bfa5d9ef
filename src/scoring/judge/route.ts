import { bandFrom, type ErpUserId, type Rotation, type Routing } from '../../domain/index.ts'

export interface Pool {
  name: string
  /** Serves scores from here up, 0–100. */
  minScore: number
  members: readonly { userId: number; quota: number }[]
}

const labels: Record<string, string> = { senior: '资深销售', normal: '普通销售' }
const equal = (ids: readonly number[] = []) => ids.map((userId) => ({ userId, quota: 1 }))

/** The configured pools, best first. */
export function poolsOf(settings: {
  pools?: readonly Pool[]
  seniorUserIds?: readonly number[]
  normalUserIds?: readonly number[]
}): Pool[] {
  const pools = settings.pools?.length
    ? [...settings.pools]
    : [
        { name: 'senior', minScore: bandFrom.hot, members: equal(settings.seniorUserIds) },
        { name: 'normal', minScore: bandFrom.warm, members: equal(settings.normalUserIds) },
      ]
  return pools.sort((a, b) => b.minScore - a.minScore)
}

/** Who gets a customer of this score: the account's owner, else the best pool that has people, else 公海. */
export function route(
  score: number,
  pools: readonly Pool[],
  rotation: Rotation,
  owner: ErpUserId | undefined,
): Routing {
  if (owner !== undefined)
    return { target: { kind: 'users', userIds: [owner] }, pool: 'owner', rotation, why: '该微信号归属本人，客户归本人' }
  const fitting = pools.filter((pool) => score >= pool.minScore)
  const serving = fitting.find((pool) => pool.members.length > 0)
  const empty = fitting.slice(0, serving ? fitting.indexOf(serving) : undefined).map((pool) => labelOf(pool.name))
  const warning = empty.length > 0 ? { warning: `${empty.join('、')}没有配置人员，已转${servedBy(serving)}` } : {}
  if (!serving) return { target: { kind: 'public_pool' }, pool: 'public', rotation, why: publicWhy(score), ...warning }
  const userId = nextOf(serving, rotation[serving.name] ?? {})
  return {
    target: { kind: 'users', userIds: [userId as ErpUserId] },
    pool: serving.name,
    rotation: served(rotation, serving.name, userId),
    why: `评分 ${score}，由${labelOf(serving.name)}轮流接待`,
    ...warning,
  }
}

const labelOf = (name: string) => labels[name] ?? `“${name}”`
const servedBy = (pool: Pool | undefined) => (pool ? labelOf(pool.name) : '公海')
const publicWhy = (score: number) => `评分 ${score}，进入公海`

/** Least served for his quota; the list's order breaks ties. Quota 2 is served twice as often as quota 1. */
function nextOf(pool: Pool, counts: Record<string, number>): number {
  const load = (m: Pool['members'][number]) => ((counts[m.userId] ?? 0) + 1) / m.quota
  return pool.members.reduce((best, m) => (load(m) < load(best) ? m : best)).userId
}

const served = (rotation: Rotation, pool: string, userId: number): Rotation => ({
  ...rotation,
  [pool]: { ...rotation[pool], [userId]: (rotation[pool]?.[userId] ?? 0) + 1 },
})
