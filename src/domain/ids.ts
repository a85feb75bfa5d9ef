declare const brand: unique symbol
type Branded<T, Name extends string> = T & { readonly [brand]: Name }

/** A lead's own id, made once: sorts by time of creation. */
export type LeadId = Branded<string, 'LeadId'>
/** `account|conversation|contact`: one customer in one conversation. */
export type ThreadId = Branded<string, 'ThreadId'>
export type EntryId = Branded<number, 'EntryId'>
/** The ERP's id of a customer (`ord`). */
export type CustomerOrd = Branded<number, 'CustomerOrd'>
/** The ERP's id of a user (salesperson). */
export type ErpUserId = Branded<number, 'ErpUserId'>
/** The customer number we give, `WX…`: the primary key between WeChat and ERP. */
export type Khid = Branded<string, 'Khid'>

export const threadId = (accountId: string, conversationId: string, contactId: string): ThreadId =>
  `${accountId}|${conversationId}|${contactId}` as ThreadId
