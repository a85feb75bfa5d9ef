import type { LeadFields, PromiseMade, Reason } from '../domain/index.ts'
import type { IntentState } from './intent-state.ts'
import { type Signal, signalLabels } from './signals/kinds.ts'
import { dueText, monthDay } from './summary/dates.ts'
import { doubts, wants } from './summary/signal-groups.ts'

/** The ERP's limit of 客户简介. */
export const maxProfileChars = 4_000

const fieldLabels = { company: '单位', name: '联系人', job: '职务', address: '地址' } as const

/** 客户简介: who he is, what he wants in his own words, what was promised. At most 4,000 characters, whole lines. */
export function profileOf(
  state: IntentState,
  fields: LeadFields,
  promises: readonly PromiseMade[],
  reasons: readonly Reason[],
): string {
  return wholeLines([
    whoIs(fields),
    quoted('需求', wants, state),
    quoted('顾虑', doubts, state),
    promises.length > 0 ? `约定：${promises.map(promiseText).join('；')}` : '',
    talked(state),
    reasons.length > 0
      ? `评分依据：${reasons.map((r) => `${r.label}${r.points >= 0 ? '+' : ''}${r.points}`).join('，')}`
      : '',
  ])
}

function whoIs(fields: LeadFields): string {
  const known = Object.entries(fieldLabels).flatMap(([name, label]) => {
    const value = fields[name as keyof typeof fieldLabels]?.value
    return value ? [`${label}：${value}`] : []
  })
  return known.join('；')
}

export const promiseText = (promise: PromiseMade): string =>
  `${promise.by === 'sales' ? '我方' : '客户'}：${promise.text}${dueText(promise.dueAt)}`

/** 2025-11-14 至 11-20，客户 5 条，我方 4 条. */
function talked({ firstAt, lastCustomerAt, customerMessages, salesMessages }: IntentState): string {
  if (firstAt === 0 || customerMessages === 0) return ''
  const until = monthDay(lastCustomerAt) === monthDay(firstAt) ? '' : ` 至 ${monthDay(lastCustomerAt)}`
  return `微信沟通：${monthDay(firstAt)}${until}，客户 ${customerMessages} 条，我方 ${salesMessages} 条`
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

/** The lines that fit; that some do not is said, never hidden. */
function wholeLines(lines: readonly string[]): string {
  const more = '（其余见微信记录）'
  let text = ''
  for (const line of lines.filter(Boolean)) {
    const next = text === '' ? line : `${text}\n${line}`
    if (next.length > maxProfileChars - more.length - 1) return `${text}\n${more}`.trim()
    text = next
  }
  return text
}
