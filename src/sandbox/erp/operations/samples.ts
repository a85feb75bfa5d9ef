import { formatDate } from '../dates.ts'
import type { Endpoint, Parameter } from '../endpoints.ts'
import { done, type Result, refused } from '../result.ts'
import type { ApiCall } from '../world.ts'
import { tableResult } from './paging.ts'

// Everything that has no state of its own here answers strictly checked, from a few plausible rows.

const rowsOfASample = 3
const envelope = new Set(['Page', 'RecordCount', 'PageSize', 'PageIndex', 'PageCount', 'Cols', 'Rows', 'Code', 'Msg'])

export function sample(call: ApiCall): Result {
  const { endpoint, world } = call
  if (!world.variants.mayReadAll) return refused('您没有权限')
  if (isList(endpoint)) return sampleList(call)
  if (endpoint.response === 'BillClass') return sampleDocument(call)
  if (/\/(?:detail|content|get)\w*$/i.test(endpoint.page))
    return { kind: 'record', fields: sampleRow(endpoint, call, 1) }
  return done(endpoint.response === 'MessageClass' ? '保存成功' : '操作成功')
}

const isList = ({ response, page, returns = [], name }: Endpoint): boolean =>
  response === 'SourceClass' ||
  /list\w*$|summary$/i.test(page) ||
  returns.some(({ id }) => id === 'Rows') ||
  /列表|汇总|明细表$/.test(name)

function sampleList(call: ApiCall): Result {
  const { endpoint, params } = call
  const rows = Array.from({ length: rowsOfASample }, (_, n) => sampleRow(endpoint, call, n + 1))
  const columns = columnsOf(endpoint).map(({ id, label }) => ({ id, caption: label || id }))
  return tableResult(rows, params, columns, (row) => row)
}

function columnsOf({ returns = [], params }: Endpoint): Array<{ id: string; label: string; type: string }> {
  const documented = returns.filter(({ id }) => !envelope.has(id))
  if (documented.length > 0) return documented
  const shown = params.filter(({ id }) => !/^(?:page|_rpt|searchKey|datatype|stype|remind)/i.test(id)).slice(0, 8)
  const own = shown.filter(({ id }) => id !== 'ord')
  const title = { id: 'title', label: '主题', type: 'string' }
  return [{ id: 'ord', label: 'ID', type: 'int' }, ...(own.length > 0 ? own : [title])]
}

function sampleRow(endpoint: Endpoint, call: ApiCall, n: number): Record<string, unknown> {
  return Object.fromEntries(columnsOf(endpoint).map((column) => [column.id, sampleValue(column, call, n)]))
}

function sampleValue(
  { id, label, type }: Pick<Parameter, 'id' | 'label' | 'type'>,
  { world, params }: ApiCall,
  n: number,
): unknown {
  if (id.toLowerCase() === 'ord') return Number(params.ord) || n
  if (/date|time|日期|时间/i.test(`${type}${id}${label}`)) return formatDate(world.now() - n * 86_400_000)
  if (/int|decimal|float|number/i.test(type)) return n
  if (/数量|库存|金额|单价/.test(label)) return n * 10
  return `${label || id}${n}`
}

function sampleDocument(call: ApiCall): Result {
  const { endpoint, params } = call
  const fields = endpoint.params
    .filter(({ id }) => id !== 'ord' && !id.startsWith('_'))
    .map((param) => ({ id: param.id, caption: param.label, type: 'text', value: String(sampleValue(param, call, 1)) }))
  const value = Number(params.ord) || 1
  return {
    kind: 'document',
    document: { id: 'bill', caption: endpoint.name, value, groups: [{ id: 'base', caption: '', fields }] },
  }
}
