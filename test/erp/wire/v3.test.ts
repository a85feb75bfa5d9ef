import { describe, expect, it } from 'vitest'
import { readV3 } from '../../../src/erp/wire/v3.ts'
import { readZbServices } from '../../../src/erp/wire/zbservices.ts'

describe('v3', () => {
  it('reads a list by its columns, ids or captions', () => {
    const answer = {
      Code: '200',
      Msg: '',
      Page: { RecordCount: '2', PageSize: '1', PageIndex: '2', PageCount: '2' },
      Cols: ['账号ID', '员工姓名'],
      Rows: [['63', '李雷']],
    }
    expect(readV3(answer, false)).toEqual({
      kind: 'ok',
      value: {
        kind: 'list',
        cols: [
          { id: '账号ID', caption: '账号ID' },
          { id: '员工姓名', caption: '员工姓名' },
        ],
        rows: [{ 账号ID: '63', 员工姓名: '李雷' }],
        page: { total: 2, size: 1, index: 2, pages: 2 },
      },
    })
  })

  it.each([
    { Code: 200, Msg: '', Data: { ord: 5, Name: '李雷' } },
    { code: 200, msg: '', data: { ord: 5, Name: '李雷' } },
    { Code: 200, ord: 5, Name: '李雷' },
    { ord: 5, Name: '李雷' },
  ])('reads a detail, wherever its fields stand: %j', (answer) => {
    const verdict = readV3(answer, false)
    expect(verdict).toMatchObject({ kind: 'ok', value: { kind: 'document', id: 5 } })
  })

  it('tells the codes apart', () => {
    expect(readV3({ Code: 200, Msg: '操作成功' }, true)).toMatchObject({ kind: 'ok', value: { text: '操作成功' } })
    expect(readV3({ Code: 300, Msg: '客户名称重复' }, true)).toEqual({ kind: 'refused', words: '客户名称重复' })
    expect(readV3({ code: '300', msg: '客户名称重复' }, true)).toEqual({ kind: 'refused', words: '客户名称重复' })
    expect(readV3({ Code: 400, Msg: 'token无效' }, true).kind).toBe('session')
    expect(readV3({ Code: 500, Msg: '服务器错误' }, true).kind).toBe('unclear')
  })

  it('does not take an answer without a code for a done write', () => {
    expect(readV3({ ord: 5 }, true).kind).toBe('unclear')
    expect(readV3({}, false).kind).toBe('unclear')
  })
})

describe('ZBServices', () => {
  it('reads an array of objects as a list', () => {
    expect(readZbServices({ flag: true, code: 200, msg: '', datas: [{ ID: 1, Name: '主仓' }] })).toMatchObject({
      kind: 'ok',
      value: { kind: 'list', rows: [{ ID: 1, Name: '主仓' }], page: { total: 1 } },
    })
    expect(readZbServices({ Flag: 'true', Code: '200', Msg: '', Datas: [] })).toMatchObject({ value: { rows: [] } })
  })

  it('tells the codes apart', () => {
    expect(readZbServices({ flag: true, code: 200, msg: '操作成功', datas: null })).toMatchObject({
      value: { text: '操作成功' },
    })
    expect(readZbServices({ flag: false, code: 300, msg: '数量不足' })).toEqual({ kind: 'refused', words: '数量不足' })
    expect(readZbServices({ flag: false, code: 400, msg: '' }).kind).toBe('session')
    expect(readZbServices({ flag: false, code: 200, msg: '没有保存' }).kind).toBe('refused')
  })
})
