import { expect, it } from 'vitest'
import type { FieldSource, Khid, Lead, LeadFields } from '../../src/domain/index.ts'
import { createJudge } from '../../src/scoring/index.ts'
import { draftOf } from '../../src/sync/jobs/draft.ts'
import { mergeFields } from '../../src/sync/pipeline/merge-fields.ts'
import { questionAbout } from '../../src/sync/pipeline/question.ts'

const by = (source: FieldSource, values: Record<string, string>): LeadFields =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { value, source, confidence: 0.3, at: 1, messageId: 'p1' }]),
  )
const card = by('picture', { name: '沈佩玲', company: '嘉兴晋亿紧固件有限公司', mobile: '13912340007', job: '采购' })
const leadWith = (fields: LeadFields) =>
  ({ fields, score: 70, reasons: [], nickname: '海阔天空', profile: '', firstContactAt: 0 }) as unknown as Lead

it('nothing that only a picture shows is written to the ERP', () => {
  const draft = draftOf(leadWith({ ...card, ...by('stated', { mobile: '13912340008' }) }), 'k' as Khid)
  expect(draft).toMatchObject({ type: 'personal', name: '海阔天空', mobile: '13912340008' })
  expect(JSON.stringify(draft)).not.toMatch(/沈佩玲|晋亿|采购/)
})

it('what a person confirms is written', () => {
  const draft = draftOf(
    leadWith(mergeFields(card, by('staff', { name: '沈佩玲', mobile: '13912340007' }))),
    'k' as Khid,
  )
  expect(draft).toMatchObject({ name: '沈佩玲', mobile: '13912340007' })
})

it.each(['stated', 'profile', 'staff', 'erp'] as const)(
  'a value by %s is not replaced by one on a picture',
  (source) => {
    const known = by(source, { mobile: '13912340008' })
    expect(mergeFields(known, card).mobile?.value).toBe('13912340008')
    expect(mergeFields(card, known).mobile?.value).toBe('13912340008')
  },
)

it('the question says that nobody has confirmed it, and one number takes it all', () => {
  const lead = leadWith(card)
  const { text, options, key } = questionAbout(lead, 'has_name', createJudge().admit(lead))
  expect(text).toContain('未确认')
  expect(options[0]?.fields).toMatchObject({ name: '沈佩玲', mobile: '13912340007' })
  // Asked of, whatever was asked before.
  expect(key).toBe('card')
})
