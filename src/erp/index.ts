/** The 智邦国际 ERP from TypeScript. Needs neither Wechaty nor a store. */

export { type CallContext, CrmError, type CrmFailure, callPriority } from '../domain/crm.ts'
export type { GatePass, GateState, LoginRefusal, RateGate, SessionStore, StoredSession } from '../domain/erp-shared.ts'
export * from './catalogue/index.ts'
export type { Call, ErpClient } from './client.ts'
export { createErp, type Erp, type ErpOptions } from './create-erp.ts'
export { createNoteFormMemory, type FollowUpSubject, type NoteForm, type NoteFormMemory } from './crm/follow-up.ts'
export type { Discovery, Drift } from './discover.ts'
export {
  ErpBusyError,
  ErpLabelError,
  ErpNotAllowedError,
  ErpPermissionError,
  ErpReadOnlyError,
  ErpRefusedError,
  ErpSessionError,
  ErpUnknownOutcomeError,
  ErpUnreachableError,
  type SessionErrorCode,
} from './errors.ts'
export type { CallRecord } from './log/call-record.ts'
export type { OptionBook } from './option-book.ts'
export type { WeChatContact, WeChatThread } from './sdk/admission.ts'
export type { Sdk } from './sdk/sdk.ts'
export type { WeChatSyncResult } from './sdk/sync-from-wechat.ts'
export type { ServerFacts } from './server-facts.ts'
export { createMemorySessionStore } from './session/memory-store.ts'
export { unknownAllowed } from './transport/allow.ts'
export { createRateGate } from './transport/gate.ts'
export type * from './wire/result.ts'
