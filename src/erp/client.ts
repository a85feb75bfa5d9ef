import type { CallContext } from '../domain/crm.ts'
import type { Clock } from '../shared/clock.ts'
import type { Logger } from '../shared/logger.ts'
import type { Caller } from './caller.ts'
import { checkParams, type OperationName, type OperationParams, operation } from './catalogue/index.ts'
import type { MappingSettings } from './crm/customer-fields.ts'
import { createNoteWriter } from './crm/follow-up.ts'
import { type Discovery, discover } from './discover.ts'
import { ErpNotAllowedError } from './errors.ts'
import { createOptionBook, type OptionBook } from './option-book.ts'
import { type Contacts, createContacts } from './resources/contacts.ts'
import { type Customers, createCustomers } from './resources/customers.ts'
import { createUsers, type Users } from './resources/users.ts'
import { createAllowList } from './transport/allow.ts'
import type { ErpResult } from './wire/result.ts'

/**
 * Any operation of the catalogue by its name. In this order: allow-list, parameter check, rate gate, HTTP, envelope.
 * Throws ErpNotAllowedError and ErpParameterError before anything is sent, else CrmError by kind of failure.
 */
export type Call = <N extends OperationName>(
  name: N,
  params: OperationParams[N],
  context?: CallContext,
) => Promise<ErpResult>

/** The ERP from TypeScript: every documented operation, and typed resources for what sales live on. */
export interface ErpClient {
  readonly call: Call
  readonly customers: Customers
  readonly contacts: Contacts
  readonly followUps: ReturnType<typeof createNoteWriter>
  readonly users: Users
  /** The server's own option lists. */
  readonly options: OptionBook
  /** Reads the server's lists and required fields and says where the settings differ from them. */
  discover(context?: CallContext): Promise<Discovery>
}

export interface ClientParts {
  send: Caller
  allow: readonly string[]
  settings: MappingSettings
  clock: Clock
  logger: Logger
}

export function createClient({ send, allow, settings, clock, logger }: ClientParts): ErpClient {
  const isAllowed = createAllowList(allow)
  const call: Call = async (name, params, context) => {
    const found = operation(name)
    if (!found || !isAllowed(name)) throw new ErpNotAllowedError(name, found?.label)
    const { values, warnings } = checkParams(found, params as Record<string, unknown>)
    for (const warning of warnings) logger.debug('erp_parameter', { operation: name, warning })
    return send(found, values, context)
  }
  const book = createOptionBook(send, clock)
  return {
    call,
    customers: createCustomers({ call, send, book, settings }),
    contacts: createContacts(call),
    followUps: createNoteWriter({ call }, book),
    users: createUsers(call, book),
    options: book,
    discover: (context) => discover({ call, book, settings }, context),
  }
}
