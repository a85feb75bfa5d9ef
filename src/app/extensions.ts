import type { Command } from '../bot/index.ts'
import type { Crm, Scorer } from '../domain/index.ts'

/** Parts of one's own in place of ours. */
export interface Extensions {
  /** Reads conversations instead of the rules. SALES_CONFIG's keywords and weights are the rules' own. */
  scorer?: Scorer
  /** Another CRM instead of the 智邦国际 ERP; `erp` is not needed then. */
  crm?: Crm
  /** Further chat commands; a name that is taken replaces the command of that name. */
  commands?: readonly Command[]
}
