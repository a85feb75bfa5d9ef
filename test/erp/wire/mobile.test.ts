import { describe, expect, it } from 'vitest'
import { readMobile } from '../../../src/erp/wire/mobile.ts'
import { fieldOf } from '../../../src/erp/wire/result.ts'
import { bill, lists, message, options, tree } from '../fixtures/mobile.ts'

describe('lists of the mobile family', () => {
  for (const [shape, fixture] of Object.entries(lists)) {
    it(`reads the same customers from ${shape}`, () => {
      const verdict = readMobile(fixture, 'SourceClass')
      if (verdict.kind !== 'ok' || verdict.value.kind !== 'list') throw new Error(JSON.stringify(verdict))
      const { rows, page } = verdict.value
      expect(rows.map((row) => [Number(row.ord), row.name, row.catename, row.mobile])).toEqual([
        [12, '宏达机械', '李雷', '13800001111'],
        [13, '林秀', '', ''],
      ])
      expect(page).toEqual({ total: 41, size: 20, index: 1, pages: 3 })
    })
  }

  it('takes an empty list for a list', () => {
    const empty = { header: { status: 0 }, body: { source: { type_: 'table', table: { cols: [], rows: [] } } } }
    expect(readMobile(empty, 'SourceClass')).toMatchObject({
      kind: 'ok',
      value: { kind: 'list', rows: [], page: { total: 0 } },
    })
  })

  it('reads a tree with what hangs below each node', () => {
    const verdict = readMobile(tree, 'SourceClass')
    expect(verdict).toMatchObject({
      kind: 'ok',
      value: {
        kind: 'options',
        options: [{ text: '老客户' }, { id: '3', nodes: [{ id: '7', text: '初次接触' }, { id: '8' }] }],
      },
    })
  })

  it('reads an option list, numbers and texts alike', () => {
    expect(readMobile(options, 'SourceClass')).toMatchObject({
      value: {
        options: [
          { id: '175', text: '很高' },
          { id: '289', text: '较高' },
        ],
      },
    })
  })
})

describe('documents of the mobile family', () => {
  it('finds id and fields over all groups', () => {
    const verdict = readMobile(bill, 'BillClass')
    if (verdict.kind !== 'ok' || verdict.value.kind !== 'document') throw new Error(JSON.stringify(verdict))
    expect(verdict.value.id).toBe(574)
    expect(fieldOf(verdict.value, 'KHID')?.value).toBe('KH0574')
  })

  it('accepts the document at the top level', () => {
    expect(readMobile({ header: { status: '0' }, bill: bill.body.bill }, 'BillClass')).toMatchObject({
      value: { id: 574 },
    })
  })

  it('takes a refusal in place of a document for a refusal', () => {
    expect(readMobile(message('客户不存在'), 'BillClass')).toEqual({ kind: 'refused', words: '客户不存在' })
  })
})

describe('saves of the mobile family', () => {
  const read = (...args: Parameters<typeof message>) => readMobile(message(...args), 'MessageClass')

  it.each(['保存成功', '保存成功！', '指派成功', '操作完成', '客户收回成功'])('counts %s as done', (text) => {
    expect(read(text)).toMatchObject({ kind: 'ok', value: { kind: 'message', text } })
  })

  it.each([
    '客户名称重复',
    '请输入客户名称',
    '您没有权限进行此操作',
    '保存不成功',
    '没有成功保存',
    '客户编号已存在，保存失败',
    '该客户已被他人领用',
  ])('counts %s as refused though the status is 0', (text) => {
    expect(read(text)).toEqual({ kind: 'refused', words: text })
  })

  it.each(['', '该客户正在审批中', '保存成功，但是联系人保存失败'])('cannot tell what “%s” means', (text) => {
    expect(read(text).kind).toBe('unclear')
  })

  it('does not take a good text for done when the status says no', () => {
    expect(read('保存成功', 1).kind).toBe('refused')
    expect(read('保存成功', '-1').kind).toBe('refused')
  })

  it('does not count a missing message as done', () => {
    expect(readMobile({ header: { status: 0, message: '' }, body: {} }, 'MessageClass').kind).toBe('unclear')
  })
})

describe('sessions and pauses', () => {
  it.each(['登录超时', '请重新登录', 'session 无效', '会话已过期，请先登录', '您的账号在其他地方登录'])(
    'knows %s',
    (text) => {
      expect(readMobile({ header: { status: 1, message: text } }, 'SourceClass')).toEqual({
        kind: 'session',
        words: text,
      })
    },
  )

  it('treats Code 400 like an expired session', () => {
    expect(readMobile({ Code: 400, Msg: 'token' }, 'SourceClass').kind).toBe('session')
    expect(readMobile({ code: '400' }, 'MessageClass').kind).toBe('session')
  })

  it('tells a busy server from a refusal', () => {
    expect(readMobile({ header: { status: 9, message: '系统繁忙，请稍后再试' } }, 'SourceClass').kind).toBe('busy')
    expect(readMobile(message('访问过于频繁'), 'MessageClass').kind).toBe('busy')
  })
})
