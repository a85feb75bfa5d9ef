/** A column or field as the server describes it. */
export interface Column {
  id: string
  caption: string
}

export interface PageInfo {
  /** Records over all pages. */
  total: number
  /** From 1. */
  index: number
  size: number
  pages: number
}

/** Cells by column id; by caption where the server names no ids. */
export type ErpRow = Record<string, unknown>

export interface DocumentField {
  id: string
  caption: string
  type: string
  value: unknown
  /** What people see where `value` is an id. */
  text?: string
  required?: boolean
  options?: ErpOption[]
}

/** An entry of an option list; trees have children. */
export interface ErpOption {
  id: string
  text: string
  nodes: ErpOption[]
}

export interface ListResult {
  kind: 'list'
  rows: ErpRow[]
  page: PageInfo
  cols: Column[]
}

export interface DocumentResult {
  kind: 'document'
  /** The document's `ord`. */
  id?: number
  caption: string
  fields: DocumentField[]
}

export interface MessageResult {
  kind: 'message'
  /** The server's own words. */
  text: string
  title?: string
  url?: string
  data?: unknown
}

export interface OptionsResult {
  kind: 'options'
  options: ErpOption[]
}

/** What v3 and ZBServices answer beyond lists and documents. */
export interface DataResult {
  kind: 'data'
  text: string
  data: unknown
}

/** What a call yields. A refusal is never a result: it throws. */
export type ErpResult = ListResult | DocumentResult | MessageResult | OptionsResult | DataResult

/** A field's value by id, whatever its case; undefined where the document has none. */
export function fieldOf(document: DocumentResult, id: string): DocumentField | undefined {
  const wanted = id.toLowerCase()
  return document.fields.find((field) => field.id.toLowerCase() === wanted)
}
