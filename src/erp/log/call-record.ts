import type { CrmFailure } from '../../domain/crm.ts'
import { maskFor, maskText } from '../../shared/mask.ts'
import type { SessionErrorCode } from '../errors.ts'
import type { ErpResult } from '../wire/result.ts'

/** One HTTP call, for the operation log; everything personal in it is masked. */
export interface CallRecord {
  /** When it was asked for, epoch ms. */
  at: number
  /** Catalogue name. */
  operation: string
  /** Who asked. */
  actor: string
  request: Record<string, unknown>
  /** What came back, in short. */
  response?: unknown
  outcome: 'ok' | CrmFailure
  /** From leaving the gate to the end of the answer. */
  durationMs: number
  khid?: string
  ord?: number
  message?: string
  /** Of a login that was not taken: why. */
  code?: SessionErrorCode
}

/** Masks parameters by what they mean (RULES.md, "Safety and operations"); free text by its numbers. */
export function maskParams(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [id, maskValue(id, value)]))
}

function maskValue(id: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 20).map((one) => maskValue(id, one))
  if (typeof value === 'object' && value !== null) return maskParams(value as Record<string, unknown>)
  const mask = maskFor(id)
  if (mask) return value === '' ? '' : mask(String(value))
  return typeof value === 'string' ? maskText(value).slice(0, 200) : value
}

/** A result as one line of the log. */
export function summaryOf(result: ErpResult): unknown {
  switch (result.kind) {
    case 'list':
      return { rows: result.rows.length, total: result.page.total }
    case 'document':
      return { id: result.id, fields: result.fields.length }
    case 'options':
      return { options: result.options.length }
    case 'message':
      return { text: maskText(result.text).slice(0, 200) }
    case 'data':
      return { text: maskText(result.text).slice(0, 200), data: typeof result.data }
  }
}
