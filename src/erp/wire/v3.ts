import type { Verdict } from './answer.ts'
import { idOf, isObject, type Json, numberOf, pick, pickArray, pickObject, textOf } from './json.ts'
import type { DocumentField, ErpResult, ErpRow } from './result.ts'
import { columnsOf, pageOf, rowOf } from './table.ts'
import { isBusyWording, isSessionWording, readWording } from './wording.ts'

/** `{Code, Msg, …}` of v3 and `{flag, code, msg, datas}` of ZBServices: what the code says. Undefined: success. */
export function readCode(json: Json): Exclude<Verdict<never>, { kind: 'ok' }> | undefined {
  const header = pickObject(json, 'header')
  const code = numberOf(pick(json, 'Code'))
  const words = textOf(pick(json, 'Msg', 'Message')) || textOf(pick(header, 'message'))
  const flag = pick(json, 'flag')
  if (code === 400) return { kind: 'session', words }
  if (code === 200 && flag !== false && textOf(flag).toLowerCase() !== 'false') return undefined
  if (isSessionWording(words)) return { kind: 'session', words }
  if (code === 429 || code === 503 || isBusyWording(words)) return { kind: 'busy', words: words || `代码 ${code}` }
  if (code === undefined && flag === undefined) {
    const status = numberOf(pick(header, 'status'))
    if (status === undefined || status === 0) return { kind: 'unclear', why: '应答没有状态码', words }
    return { kind: 'refused', words: words || `状态 ${status}` }
  }
  if (code === 300 || code === 403 || code === 401) return { kind: 'refused', words: words || `代码 ${code}` }
  if (flag !== undefined && code === 200) return { kind: 'refused', words: words || '未成功' }
  if (code === 500) return { kind: 'unclear', why: `ERP 内部错误：${words.slice(0, 200)}`, words }
  return code === undefined && textOf(flag).toLowerCase() === 'true'
    ? undefined
    : { kind: 'refused', words: words || `代码 ${code}` }
}

/** v3: lists by `Cols` and `Rows`, details under `Data` or beside the code, saves with a message only. */
export function readV3(json: unknown, write: boolean): Verdict<ErpResult> {
  if (!isObject(json)) return { kind: 'unclear', why: '应答不是对象' }
  const failed = readCode(json)
  if (failed && !(failed.kind === 'unclear' && !write && speaksForItself(json))) return failed
  const said = textOf(pick(json, 'Msg', 'Message'))
  if (write && readWording(said) === 'refusal') return { kind: 'refused', words: said }
  const data = pick(json, 'Data')
  const list = listIn(json) ?? (isObject(data) ? listIn(data) : undefined)
  if (list) return { kind: 'ok', value: list }
  if (isObject(data)) return { kind: 'ok', value: documentIn(data) }
  const beside = Object.fromEntries(Object.entries(json).filter(([key]) => !envelopeKeys.has(key.toLowerCase())))
  if (data === undefined && Object.keys(beside).length > 0) return { kind: 'ok', value: documentIn(beside) }
  const text = said
  if (data === undefined || data === null || data === '') return { kind: 'ok', value: { kind: 'message', text } }
  return { kind: 'ok', value: { kind: 'data', text, data } }
}

/** Details may answer their fields directly, without a code. */
const speaksForItself = (json: Json) =>
  pick(json, 'Code', 'flag', 'header') === undefined &&
  (Array.isArray(pick(json, 'Rows')) || isObject(pick(json, 'Data')) || pick(json, 'ord') !== undefined)

const envelopeKeys = new Set(['code', 'msg', 'message', 'data', 'page', 'flag'])

function listIn(json: Json): ErpResult | undefined {
  const rawRows = pickArray(json, 'Rows')
  if (!rawRows) return undefined
  const cols = columnsOf(pickArray(json, 'Cols', 'Columns') ?? [])
  const rows = rawRows.flatMap<ErpRow>((row) => rowOf(row, cols) ?? [])
  return { kind: 'list', cols, rows, page: pageOf(pickObject(json, 'Page'), rows.length) }
}

function documentIn(data: Json): ErpResult {
  const fields = Object.entries(data).map(
    ([id, value]): DocumentField => ({ id, caption: id, type: typeof value, value }),
  )
  return { kind: 'document', id: idOf(pick(data, 'ord', 'id')), caption: '', fields }
}
