import type { CallContext } from '../domain/crm.ts'
import type { Clock } from '../shared/clock.ts'
import type { Logger } from '../shared/logger.ts'
import type { Caller } from './caller.ts'
import { checkParams, type OperationName, type OperationParams, operation } from './catalogue/index.ts'
import type { MappingSettings } from './crm/customer-fields.ts'
import { createNoteWriter, type FollowUps, type NoteFormMemory } from './crm/follow-up.ts'
import { type Discovery, discover } from './discover.ts'
import { ErpNotAllowedError } from './errors.ts'
import type { CallRecord } from './log/call-record.ts'
import { refusedCall } from './log/recorder.ts'
import { createOptionBook, type OptionBook } from './option-book.ts'
import { type Contacts, createContacts } from './resources/contacts.ts'
import { type Customers, createCustomers } from './resources/customers.ts'
import { createUsers, type Users } from './resources/users.ts'
import type { SdkRules } from './sdk/owners.ts'
import { createSdk, type Sdk } from './sdk/sdk.ts'
import type { Session } from './session/session.ts'
import { signInWith } from './session/sign-in.ts'
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

/** The ERP from TypeScript: every documented operation, typed resources for what sales live on, and short ways. */
export interface ErpClient extends Sdk {
  readonly call: Call
  readonly customers: Customers
  readonly contacts: Contacts
  readonly followUps: FollowUps
  readonly users: Users
  /** The server's own option lists. */
  readonly options: OptionBook
  /** Reads the server's lists and required fields and says where the settings differ from them. */
  discover(context?: CallContext): Promise<Discovery>
}

export interface ClientParts {
  send: Caller
  session: Session
  allow: readonly string[]
  settings: MappingSettings
  rules: SdkRules
  noteForm?: NoteFormMemory
  onCall?(record: CallRecord): void
  clock: Clock
  logger: Logger
}

export function createClient(parts: ClientParts): ErpClient {
  const { send, settings, rules, clock, logger } = parts
  const call = createCall(parts)
  const book = createOptionBook(send, clock)
  const customers = createCustomers({ call, send, book, settings, logger })
  const contacts = createContacts(call)
  const followUps = createNoteWriter({ call, book, clock, memory: parts.noteForm })
  return {
    call,
    customers,
    contacts,
    followUps,
    users: createUsers(call, book),
    options: book,
    discover: (context) => discover({ customers, book, settings }, context),
    ...createSdk({ customers, contacts, followUps, rules }),
  }
}

function createCall({ send, session, allow, onCall, clock, logger }: ClientParts): Call {
  const isAllowed = createAllowList(allow)
  const deny = (name: string, params: object, context: CallContext | undefined) => {
    const error = new ErpNotAllowedError(name, operation(name)?.label)
    const values = params as Record<string, unknown>
    onCall?.(refusedCall(name, values, { at: clock.now(), actor: context?.actor, message: error.message }))
    return error
  }
  return async (name, params, context) => {
    const found = operation(name)
    if (!found || !isAllowed(name)) throw deny(name, params, context)
    const { values, warnings } = checkParams(found, params as Record<string, unknown>)
    for (const warning of warnings) logger.debug('erp_parameter', { operation: name, warning })
    return found.family === 'login' ? signInWith(session, values) : send(found, values, context)
  }
}
