/** What an operation has to say, before a family gives it its envelope. */
export type Result =
  | { kind: 'refused'; text: string }
  | { kind: 'done'; text: string }
  | { kind: 'document'; document: Document }
  | { kind: 'table'; table: Table }
  | { kind: 'options'; options: Array<{ text: string; value: string }> }
  | { kind: 'tree'; nodes: TreeNode[] }
  | { kind: 'record'; fields: Record<string, unknown> }

export interface Document {
  id: string
  caption: string
  /** The document's id. */
  value: number
  groups: Array<{ id: string; caption: string; fields: DocumentField[] }>
}

export interface DocumentField {
  id: string
  caption: string
  type: string
  value: string
  /** Label of a chosen option. */
  text?: string
  required?: boolean
  maxlength?: number
}

export interface Table {
  columns: Array<{ id: string; caption: string }>
  /** By column id. */
  rows: Array<Record<string, unknown>>
  page: { records: number; size: number; index: number }
}

export interface TreeNode {
  text: string
  value: string
  nodes: TreeNode[]
}

export const refused = (text: string): Result => ({ kind: 'refused', text })
export const done = (text: string): Result => ({ kind: 'done', text })
