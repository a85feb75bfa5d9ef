import type { LeadFields, PromiseMade, Reason } from '../domain/index.ts'
import type { IntentState } from './intent-state.ts'
import { type Signal, signalLabels } from './signals/kinds.ts'

const maxProfile = 4_000
const wants: readonly Signal[] = [
  'ordered',
  'paid',
  'signed',
  'signing',
  'decided',
  'repeat',
  'accepted',
  'need',
  'product',
  'spec',
  'quantity',
  'budget',
  'deadline',
  'urgency',
  'price',
  'haggle',
  'sample',
  'appointment',
  'contract',
  'payment_terms',
]
const doubts: readonly Signal[] = [
  'refusal',
  'bought_elsewhere',
  'postponed',
  'hesitant',
  'complaint',
  'tracking',
  'opt_out',
]

const fieldLabels = { company: '单位', name: '联系人', job: '职务', address: '地址' } as const

/** 客户简介: who he is and what he wants, in his own words. At most 4,000 characters. */
export function profileOf(state: IntentState, fields: LeadFields, promises: PromiseMade[], reasons: Reason[]): string {
  const who = Object.entries(fieldLabels).flatMap(([name, label]) => {
    const value = fields[name as keyof typeof fieldLabels]?.value
    return value ? [`${label}：${value}`] : []
  })
  const lines = [
    who.join('；'),
    quoted('需求', wants, state),
    quoted('顾虑', doubts, state),
    promises.length > 0 ? `约定：${promises.map((p) => p.text).join('；')}` : '',
    reasons.length > 0
      ? `评分依据：${reasons.map((r) => `${r.label}${r.points >= 0 ? '+' : ''}${r.points}`).join('，')}`
      : '',
  ]
  return lines.filter(Boolean).join('\n').slice(0, maxProfile)
}

function quoted(title: string, signals: readonly Signal[], state: IntentState): string {
  const seen = new Set<string>()
  const pieces = signals.flatMap((signal) => {
    const quote = state.live[signal]?.quote
    if (!quote || seen.has(quote)) return []
    seen.add(quote)
    return [`${signalLabels[signal]}「${quote}」`]
  })
  return pieces.length > 0 ? `${title}：${pieces.join('、')}` : ''
}
