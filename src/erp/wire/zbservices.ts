import type { Verdict } from './answer.ts'
import { isObject, pick, pickArray, pickObject, textOf } from './json.ts'
import type { ErpResult, ErpRow } from './result.ts'
import { columnsOf, pageOf, rowOf } from './table.ts'
import { readCode } from './v3.ts'

/** ZBServices: `{flag, code, msg, datas}`; lists are arrays of objects, or `{rows|list, page}` around one. */
export function readZbServices(json: unknown): Verdict<ErpResult> {
  if (!isObject(json)) return { kind: 'unclear', why: '应答不是对象' }
  const failed = readCode(json)
  if (failed) return failed
  const text = textOf(pick(json, 'msg', 'message'))
  const datas = pick(json, 'datas', 'data')
  const items = Array.isArray(datas) ? datas : pickArray(datas, 'rows', 'list', 'items', 'datas')
  if (items?.every(isObject) || (items && pickArray(datas, 'cols'))) {
    const cols = columnsOf(
      pickArray(datas, 'cols') ?? [...new Set(items.flatMap((item) => (isObject(item) ? Object.keys(item) : [])))],
    )
    const rows = items.flatMap<ErpRow>((item) => rowOf(item, cols) ?? [])
    const page = pickObject(datas, 'page') ?? pickObject(json, 'page') ?? (isObject(datas) ? datas : json)
    return { kind: 'ok', value: { kind: 'list', cols, rows, page: pageOf(page, rows.length) } }
  }
  if (datas === undefined || datas === null || datas === '') return { kind: 'ok', value: { kind: 'message', text } }
  return { kind: 'ok', value: { kind: 'data', text, data: datas } }
}
