import type { ErpUserId } from './ids.ts'

/**
 * Who is who among the ERP's accounts: its lists tell whose a customer is by name alone, the house may call somebody
 * otherwise, and two accounts may have one name.
 */
export interface Roster {
  /** Asks the ERP where nothing is known or what is known is old. Never rejects: with the ERP away all stays as it was. */
  refresh(actor: string): Promise<void>
  /** As the ERP calls the account; undefined: not known. */
  nameOf(userId: ErpUserId): string | undefined
  /** The accounts of that name; undefined: not known. */
  idsOf(name: string): readonly ErpUserId[] | undefined
}
