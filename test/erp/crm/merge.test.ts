import { describe, expect, it } from 'vitest'
import { operation } from '../../../src/erp/catalogue/index.ts'
import { savedValues } from '../../../src/erp/crm/merge.ts'
import type { DocumentField } from '../../../src/erp/index.ts'

const save = operation('sales.customer.addCompany')!
const field = (id: string, value: unknown, more: Partial<DocumentField> = {}): DocumentField => ({
  id,
  caption: id,
  type: 'text',
  value,
  ...more,
})
const kept = (...fields: DocumentField[]) => savedValues({ kind: 'document', caption: '客户详情', fields }, save)

describe('what stands in a customer document', () => {
  it('goes back under the names of the save, however the document spells them', () => {
    const fields = [
      field('NAME', '远帆服饰'),
      field('WeixinACC', 'zhuangyan_88'),
      field('sex', '女'),
      field('zip', 362700),
    ]
    expect(kept(...fields)).toStrictEqual({ name: '远帆服饰', weixinAcc: 'zhuangyan_88', sex: '女', zip: '362700' })
  })

  it('is left out where it is empty or the save does not take it', () => {
    const fields = [field('phone', ''), field('address', null), field('job', '  '), field('cateid', 63)]
    expect(kept(...fields)).toStrictEqual({})
  })

  it.each(['289', '-3', '0', '12.50'])('is a number where a number is wanted: %s', (value) => {
    expect(kept(field('jz', value), field('zijin', value))).toStrictEqual({ jz: value, zijin: value })
  })

  const levels = [
    { id: '176', text: '一般', nodes: [] },
    { id: '9', text: '高', nodes: [{ id: '289', text: '较高', nodes: [] }] },
  ]

  it('is sent as the id of the label that the document shows in its place', () => {
    expect(kept(field('jz', '较高', { options: levels }))).toStrictEqual({ jz: '289' })
  })

  it.each(['特高', '289 较高', '第9级', '1.', '3,7'])('is left out where %s stands for a number', (value) => {
    expect(kept(field('jz', value, { options: levels }), field('zijin', value))).toStrictEqual({})
  })
})
