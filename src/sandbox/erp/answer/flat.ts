import type { Result, Table } from '../result.ts'
import type { Variants } from '../variants.ts'
import { type Answer, json } from './answer.ts'
import { pageCount } from './table.ts'

/** v3: flat JSON with `Code` and `Msg`. */
export function renderV3(result: Result, variants: Variants): Answer {
  const code = (value: number) => (variants.numbersAsStrings ? String(value) : value)
  switch (result.kind) {
    case 'refused':
      return json({ Code: code(300), Msg: result.text }, 'refused')
    case 'table':
      return json({ Code: code(200), Msg: '操作成功', ...v3List(result.table, variants) }, 'done')
    case 'record':
      return json(
        variants.v3Detail === 'data'
          ? { Code: code(200), Msg: '操作成功', Data: result.fields }
          : { Code: code(200), Msg: '操作成功', ...result.fields },
        'done',
      )
    default:
      return json({ Code: code(200), Msg: result.kind === 'done' ? result.text : '操作成功', Data: null }, 'done')
  }
}

function v3List({ columns, rows, page }: Table, variants: Variants) {
  const cell = (value: unknown) => (variants.numbersAsStrings && typeof value === 'number' ? String(value) : value)
  return {
    Page: {
      RecordCount: cell(page.records),
      PageSize: cell(page.size),
      PageIndex: cell(page.index),
      PageCount: cell(pageCount(page.records, page.size)),
    },
    Cols: columns.map(({ id, caption }) => (variants.v3Columns === 'ids' ? id : caption)),
    Rows: rows.map((row) => columns.map(({ id }) => cell(row[id] ?? ''))),
  }
}

export const v3NoToken = (): Answer => json({ Code: 400, Msg: 'Token无效或已过期，请重新登录' }, 'no_session')
export const v3Busy = (): Answer => json({ Code: 500, Msg: '系统繁忙，请稍后再试' }, 'busy')

/** ZBServices: `flag`, `code`, `msg`, `datas`. */
export function renderZbServices(result: Result): Answer {
  switch (result.kind) {
    case 'refused':
      return json({ flag: false, code: 300, msg: result.text, datas: [] }, 'refused')
    case 'table':
      return json({ flag: true, code: 200, msg: '操作成功', datas: result.table.rows }, 'done')
    case 'record':
      return json({ flag: true, code: 200, msg: '操作成功', datas: result.fields }, 'done')
    default:
      return json({ flag: true, code: 200, msg: result.kind === 'done' ? result.text : '操作成功', datas: [] }, 'done')
  }
}

export const zbNoToken = (): Answer =>
  json({ flag: false, code: 400, msg: 'Token无效或已过期，请重新登录', datas: [] }, 'no_session')
export const zbBusy = (): Answer => json({ flag: false, code: 500, msg: '系统繁忙，请稍后再试', datas: [] }, 'busy')
