import type { ErpUserId, Judge } from '../../domain/index.ts'
import { admit } from './admit.ts'
import { clear } from './clear.ts'
import { writeNotes } from './notes.ts'
import { type Pool, poolsOf, route } from './route.ts'

/** The installation's settings; ids are ERP user ids. */
export interface JudgeSettings {
  /** ERP_SCORE_THRESHOLD, 0–100. @default 60 */
  threshold?: number
  /** ERP_SENIOR_USER_IDS: serve scores of 80 and more. */
  seniorUserIds?: readonly number[]
  /** ERP_NORMAL_USER_IDS: serve scores of 60 and more. */
  normalUserIds?: readonly number[]
  /** Pools of SALES_CONFIG; where there are any, they win over the two lists. */
  pools?: readonly Pool[]
  /** This WeChat account is a salesperson's own: one user for every account, or one by account id. */
  accountOwner?: number | Readonly<Record<string, number>>
  /** Wording that opens a note, by template id (SALES_CONFIG `templates`). */
  templates?: Readonly<Partial<Record<string, string>>>
}

/** The business rules of admission, assignment and notes. Pure: the same input gives the same answer. */
export function createJudge(settings: JudgeSettings = {}): Judge {
  const threshold = settings.threshold ?? 60
  const pools = poolsOf(settings)
  const ownerOf = (accountId: string) =>
    (typeof settings.accountOwner === 'number' ? settings.accountOwner : settings.accountOwner?.[accountId]) as
      | ErpUserId
      | undefined
  return {
    admit: (candidate) => admit(candidate, threshold),
    clear: (candidate, trigger) => clear(candidate, trigger, threshold),
    route: (score, accountId, rotation) => route(score, pools, rotation, ownerOf(accountId)),
    writeNotes: (messages, known, said = known) => writeNotes(messages, { known, said }, settings.templates ?? {}),
  }
}
