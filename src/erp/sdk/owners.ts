import type { AssignTarget } from '../../domain/customer.ts'
import type { ErpUserId } from '../../domain/ids.ts'
import { bandOf } from '../../domain/lead.ts'

export interface SdkRules {
  scoreThreshold: number
  seniorUserIds: readonly number[]
  normalUserIds: readonly number[]
}

/** By score; an empty pool falls to the next one, then to 公海 (RULES.md, "Assignment"). The same number, the same owner. */
export function ownersFor(score: number, khid: string, rules: SdkRules): AssignTarget {
  const band = bandOf(score)
  if (band === 'cold') return { kind: 'public_pool' }
  const pools = band === 'hot' ? [rules.seniorUserIds, rules.normalUserIds] : [rules.normalUserIds, rules.seniorUserIds]
  const pool = pools.find((ids) => ids.length > 0)
  const turn = [...khid].reduce((sum, character) => sum + character.charCodeAt(0), 0)
  const userId = pool?.[turn % pool.length]
  return userId === undefined ? { kind: 'public_pool' } : { kind: 'users', userIds: [userId as ErpUserId] }
}
