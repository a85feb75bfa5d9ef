import type { Employee } from '../../domain/index.ts'
import { createErp } from '../../erp/index.ts'
import { messageOf } from '../../shared/errors.ts'
import { cureOf } from '../doctor/cures.ts'

export interface Account {
  baseUrl: string
  username: string
  password: string
  contentType?: string
}

export type Connection =
  | { ok: true; customers: number; people: Employee[] /** The server takes this alone. */; contentType?: string }
  | { ok: false; problem: string; todo: string }

const zsml = 'application/zsml'

/** Logs in, counts the customers and reads who is there; writes nothing. An older server's content type is tried by itself. */
export async function tryAccount(account: Account): Promise<Connection> {
  const first = await look(account)
  if (first.ok || account.contentType !== undefined || !/zsml/.test(first.todo)) return first
  const second = await look({ ...account, contentType: zsml })
  return second.ok ? { ...second, contentType: zsml } : first
}

async function look(account: Account): Promise<Connection> {
  const erp = createErp({ ...account, waitFirstWindow: false })
  try {
    const { total } = await erp.crm.listCustomers({}, { index: 1, size: 5 }, { actor: 'setup' })
    return { ok: true, customers: total, people: await erp.crm.employees({ actor: 'setup' }) }
  } catch (error) {
    return { ok: false, problem: messageOf(error), todo: cureOf(error) }
  } finally {
    await erp.close()
  }
}
