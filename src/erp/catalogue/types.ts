/** The four envelopes an operation can travel in. */
export type Family = 'login' | 'mobile' | 'v3' | 'zbservices'
/** What the mobile family answers with. */
export type ResponseClass = 'BillClass' | 'MessageClass' | 'SourceClass'

export const parameterTypes = ['string', 'int', 'decimal', 'datetime', 'boolean', 'list', 'object'] as const
/** `int` whole number · `decimal` number · `datetime` Asia/Shanghai · `list` lines of `fields` · `object` one line. */
export type ParameterType = (typeof parameterTypes)[number]

export interface Parameter {
  /** As the server spells it: `ord`, `@ret_0`. Case counts. */
  id: string
  /** Chinese name. */
  label: string
  type: ParameterType
  /** Nothing is sent without it. Where the documentation is known to be wrong, this is what holds. */
  required: boolean
  /** Required only while another parameter has this value: `@ret_0` while `plantype` is 1. */
  requiredWhen?: { id: string; value: string }
  /** In UTF-16 units, as the server's columns count. */
  maxLength?: number
  /** Value → Chinese meaning. */
  enum?: Record<string, string>
  /** `enum` is complete and binding. Without it, `enum` shows one installation's options: others are only warned about. */
  system?: boolean
  /** `enum` are suggestions for a free text or an id of elsewhere: nothing is odd about other values. */
  open?: boolean
  /** Where the server lists the options: `tree`, `installation`, or the path of the list. */
  optionsFrom?: string
  /** A search condition of a list. */
  filter?: boolean
  /** Matches substrings: a hit is not yet the one looked for. */
  fuzzy?: boolean
  /** Several values, comma-separated on the wire; arrays are joined. */
  multi?: boolean
  /** One end of a range of days. */
  dateRange?: boolean
  /** The installation may require it. */
  requiredByPolicy?: boolean
  /** The installation may refuse duplicates. */
  uniqueByPolicy?: boolean
  /** Travels in the query string instead of the body. */
  in?: 'query'
  /** The columns of a line, for `list` and `object`. */
  fields?: Parameter[]
}

/** A documented field of the answer; the mobile family documents none. */
export interface ReturnField {
  id: string
  label: string
  type: string
}

export interface Operation {
  /** Stable: `sales.customer.list`. */
  name: string
  /** Chinese name in the documentation; several operations can share one. */
  label: string
  /** Rows of the documentation that describe it; none for what only the protocol knows. */
  rows: number[]
  category: string
  module: string
  /** Relative to the base URL, fixed query string included. */
  path: string
  family: Family
  cmdkey?: string
  response?: ResponseClass
  /** Changes something in the ERP (an allocated id counts). */
  write: boolean
  /** ZBServices saves: `Datas` is an array of such objects; one call sends one. */
  batch?: boolean
  params: Parameter[]
  returns?: ReturnField[]
}

/** `data/erp/catalogue.json`, exported as `wechaty-plugin-zhibang/catalogue.json`. */
export interface CatalogueFile {
  vendor: string
  rows: number
  endpoints: number
  categories: number
  operations: Operation[]
}
