import type { Result, Table, TreeNode } from '../result.ts'
import type { Variants } from '../variants.ts'
import { type Answer, json } from './answer.ts'
import { renderTable } from './table.ts'

/** A ZBDocument: `header` with the state, `body` with the business. */
export function zbDocument(
  variants: Variants,
  header: { status: number; message: string } & Record<string, unknown>,
  business: Record<string, unknown>,
): Record<string, unknown> {
  const head = variants.numbersAsStrings ? { ...header, status: String(header.status) } : header
  return variants.business === 'top' ? { header: head, ...business } : { header: head, body: business }
}

export function renderMobile(result: Result, variants: Variants): Answer {
  if (result.kind === 'refused') return renderRefusal(result.text, variants)
  const ok = { status: 0, message: '' }
  return json(zbDocument(variants, ok, businessOf(result, variants)), 'done')
}

function renderRefusal(text: string, variants: Variants): Answer {
  const byText = variants.refusals === 'text'
  const header = { status: byText ? 0 : 1, message: byText ? '' : text }
  return json(zbDocument(variants, header, { message: messageOf('提示', text) }), 'refused')
}

export function renderNoSession(variants: Variants): Answer {
  const { sessionMessage, sessionCode400 } = variants
  if (sessionCode400)
    return json({ Code: 400, Msg: sessionMessage, header: { status: 400, message: sessionMessage } }, 'no_session')
  const business = { message: messageOf('提示', sessionMessage) }
  return json(zbDocument(variants, { status: 2, message: sessionMessage }, business), 'no_session')
}

export function renderBusy(variants: Variants): Answer {
  const text = '系统繁忙，请稍后再试'
  return json(zbDocument(variants, { status: 9, message: text }, { message: messageOf('提示', text) }), 'busy')
}

const messageOf = (title: string, text: string) => ({
  title,
  text,
  url: '',
  wait: 2,
  target: '_self',
  uitype: 'message',
  data: '',
})

function businessOf(result: Exclude<Result, { kind: 'refused' }>, variants: Variants): Record<string, unknown> {
  switch (result.kind) {
    case 'done':
      return { message: messageOf('成功', result.text) }
    case 'document': {
      const { id, caption, value, groups } = result.document
      const shown = variants.numbersAsStrings ? String(value) : value
      return { bill: { id, caption, uitype: 'bill', value: shown, tools: [], groups } }
    }
    case 'table':
      return listOf(result.table, variants)
    case 'options':
      return { source: { type_: 'options', options: result.options } }
    case 'tree':
      return { source: { type_: 'tree', trees: { nodes: pathValues(result.nodes, variants) } } }
    case 'record': {
      const fields = Object.entries(result.fields).map(([id, value]) => ({ id, caption: id, type: 'text', value }))
      return {
        bill: {
          id: 'content',
          caption: '',
          uitype: 'bill',
          value: 0,
          tools: [],
          groups: [{ id: 'base', caption: '', fields }],
        },
      }
    }
  }
}

function listOf(table: Table, variants: Variants): Record<string, unknown> {
  const source = { type_: 'table', table: renderTable(table, variants) }
  return variants.listSource === 'report' ? { report: { id: 'list', source } } : { source }
}

function pathValues(nodes: readonly TreeNode[], variants: Variants, above = ''): TreeNode[] {
  return nodes.map((node) => {
    const path = above && node.value ? `${above},${node.value}` : node.value
    const value = variants.treeValues === 'path' ? path : node.value
    return { text: node.text, value, nodes: pathValues(node.nodes, variants, path) }
  })
}
