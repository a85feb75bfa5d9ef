import type { ThreadMessage } from '../../domain/index.ts'
import type { FieldState } from './field-state.ts'
import { readCustomer } from './read-customer.ts'
import { readOther, readSales } from './sales-side.ts'

/**
 * Pure: folds one message into the state. Messages come in order of their time; the cost depends on the
 * message (at most 4,000 characters of it are read), never on the length of the thread.
 */
export function readFields(state: FieldState, message: ThreadMessage): FieldState {
  if (message.role === 'customer') return readCustomer(state, message)
  return message.role === 'sales' ? readSales(state, message) : readOther(state, message)
}
