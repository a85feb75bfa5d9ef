import { type CallContext, CrmError } from '../domain/crm.ts'
import type { Caller } from './caller.ts'
import { ownOperation } from './catalogue/catalogue.ts'
import type { Operation } from './catalogue/index.ts'

/** Lists that an account for customer management has no business with: one of each area, reading only. */
const beyondSales = [
  'finance.invoice.list',
  'finance.receivable.list',
  'purchase.order.list',
  'sales.contract.list',
  'store.inventory.summary',
] as const

/** Areas the account may read although the product never asks for them, by their label. */
export interface ExcessRights {
  /** `发票列表`, … */
  readable: string[]
  /** Asked for, without an answer that tells. */
  unclear: string[]
}

/** Reads one row of each; nothing is written. The allow-list does not apply: this is how the operator learns what it guards. */
export async function lookForExcess(send: Caller, context?: CallContext): Promise<ExcessRights> {
  const found: ExcessRights = { readable: [], unclear: [] }
  for (const name of beyondSales) {
    const at = ownOperation(name)
    try {
      await send(at, oneRow(at), context)
      found.readable.push(at.label)
    } catch (error) {
      if (!(error instanceof CrmError)) throw error
      if (error.failure === 'session') throw error
      if (error.failure !== 'refused') found.unclear.push(at.label)
    }
  }
  return found
}

const paging = ['pagesize', 'page_size', 'pageindex', 'page_index']

const oneRow = ({ params }: Operation) =>
  Object.fromEntries(params.filter(({ id }) => paging.includes(id.toLowerCase())).map(({ id }) => [id, 1]))
