import { describe, expect, it } from 'vitest'
import type {
  AdmissionCheck,
  Candidate,
  FieldName,
  FieldSource,
  FieldValue,
  SyncTrigger,
} from '../../../src/domain/index.ts'
import { guessedFirm } from '../../../src/domain/index.ts'
import { createJudge } from '../../../src/scoring/index.ts'

const value = (text: string, source: FieldSource = 'stated', confidence = 0.9): FieldValue => ({
  value: text,
  source,
  confidence,
  at: 0,
})
type Given = Partial<Record<FieldName, FieldValue | string>>
const fieldsOf = (given: Given) =>
  Object.fromEntries(Object.entries(given).map(([name, one]) => [name, typeof one === 'string' ? value(one) : one]))
const company: Given = { name: '周明远', company: '宁波海川机械有限公司', mobile: '13867815520', type: 'company' }
const candidate = (given: Given = company, more: Partial<Candidate> = {}): Candidate => ({
  fields: fieldsOf(given),
  score: 70,
  committed: false,
  optedOut: false,
  counterpart: 'customer',
  ...more,
})
const without = (name: FieldName) => ({ ...company, [name]: undefined }) as Given
const clean = (given: Given) =>
  Object.fromEntries(Object.entries(given).filter(([, one]) => one !== undefined)) as Given

describe('admission', () => {
  const judge = createJudge()
  const failing = (given: Given, score = 70) => judge.admit({ fields: fieldsOf(clean(given)), score }).reason

  it('passes where all five checks hold, and names those that do not', () => {
    expect(judge.admit(candidate())).toEqual({
      passed: true,
      reason: [],
      checks: { has_mobile: true, has_name: true, has_company: true, phone_verified: true, score_pass: true },
    })
    expect(judge.admit(candidate(company, { score: 59 })).passed).toBe(false)
    expect(failing(without('mobile'))).toEqual(['has_mobile', 'phone_verified'])
    expect(failing(without('name'))).toEqual(['has_name'])
    expect(failing({ ...company, name: '  ' })).toEqual(['has_name'])
    expect(failing(without('company'))).toEqual(['has_company'])
    expect(failing({ ...company, company: ' ' })).toEqual(['has_company'])
    // A firm that only the wording speaks of is a guess.
    expect(failing({ ...without('company'), type: value('company', 'inferred', guessedFirm) })).toEqual([])
    expect(failing(company, 59)).toEqual(['score_pass'])
    expect(failing(company, 60)).toEqual([])
  })

  it('asks a company of company customers only', () => {
    expect(failing({ ...without('company'), type: 'personal' })).toEqual([])
    expect(failing({ name: '余晓婷', mobile: '13712341908' })).toEqual([])
  })

  it.each(['12867815520', '1386781552', '138678155200', '+8613867815520', 'x13867815520'])(
    'takes %s for no mobile',
    (mobile) => {
      expect(failing({ ...company, mobile })).toEqual(['has_mobile', 'phone_verified'])
    },
  )

  it.each(['stated', 'signature', 'profile', 'staff', 'erp'] as const)('a number by %s is verified', (source) => {
    expect(failing({ ...company, mobile: value('13867815520', source) })).toEqual([])
  })

  it.each(['llm', 'picture', 'inferred', 'location'] as const)('a number by %s is not', (source) => {
    expect(failing({ ...company, mobile: value('13867815520', source) })).toEqual(['phone_verified'])
  })

  it('a number read with low confidence is not verified', () => {
    expect(failing({ ...company, mobile: value('13867815520', 'stated', 0.59) })).toEqual(['phone_verified'])
    expect(failing({ ...company, mobile: value('13867815520', 'stated', 0.6) })).toEqual([])
  })

  it('takes the installation’s threshold', () => {
    expect(createJudge({ threshold: 75 }).admit(candidate()).reason).toEqual(['score_pass'])
  })
})

describe('may it be written', () => {
  const judge = createJudge()
  const missing = (given: Given, trigger: SyncTrigger, more?: Partial<Candidate>) => {
    const answer = judge.clear(candidate(clean(given), more), trigger)
    return answer.ok ? [] : answer.missing
  }
  const cold = { score: 10 }
  const llmNumber = { ...company, mobile: value('13867815520', 'llm') }

  it('automatically: all five, the most useful question first', () => {
    expect(judge.clear(candidate(), 'automatic')).toEqual({ ok: true })
    expect(missing({ type: 'company' }, 'automatic', cold)).toEqual<AdmissionCheck[]>([
      'has_mobile',
      'has_name',
      'has_company',
      'phone_verified',
      'score_pass',
    ])
  })

  it('by a command: what the ERP requires, and a mobile that is given must be valid', () => {
    expect(missing(without('mobile'), 'command', cold)).toEqual([])
    expect(missing(llmNumber, 'command', cold)).toEqual([])
    expect(missing({ ...company, mobile: '123' }, 'command')).toEqual(['has_mobile'])
    expect(missing(without('name'), 'command')).toEqual(['has_name'])
    expect(missing(without('company'), 'command')).toEqual(['has_company'])
  })

  it('when he ordered, signed or paid: what the ERP requires and one way to reach him', () => {
    const trigger = 'committed'
    expect(missing(company, trigger, cold)).toEqual([])
    expect(missing(without('mobile'), trigger)).toEqual(['has_mobile'])
    expect(missing({ ...without('mobile'), phone: '0574-87654321' }, trigger)).toEqual([])
    expect(missing({ ...without('mobile'), wechatId: 'zhou_my' }, trigger)).toEqual([])
    expect(missing({ ...company, mobile: '123' }, trigger)).toEqual(['has_mobile'])
    expect(missing({ ...company, mobile: '123', phone: '0574-87654321' }, trigger)).toEqual([])
    expect(missing({ ...company, mobile: '123', wechatId: 'zhou_my' }, trigger)).toEqual([])
    expect(missing({ mobile: '13867815520', type: 'company' }, trigger)).toEqual(['has_name', 'has_company'])
  })

  it('never after an opt-out, whoever asks', () => {
    for (const trigger of ['automatic', 'command', 'committed'] as const) {
      expect(judge.clear(candidate(company, { optedOut: true }), trigger)).toMatchObject({ ok: false, never: true })
    }
  })

  it.each(['advertiser', 'recruiter', 'fraud'] as const)('a %s only by a person’s command', (counterpart) => {
    expect(judge.clear(candidate(company, { counterpart }), 'automatic')).toMatchObject({ ok: false, never: true })
    expect(judge.clear(candidate(company, { counterpart }), 'command')).toEqual({ ok: true })
  })
})
