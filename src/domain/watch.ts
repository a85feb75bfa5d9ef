/** The five watched figures of RULES.md, "Safety and operations". */
export const figureNames = [
  'sync_success_ratio',
  'erp_response_seconds',
  'failures',
  'duplicates',
  'session_expiries',
] as const
export type FigureName = (typeof figureNames)[number]

/** One watched figure as it stands. */
export interface Figure {
  name: FigureName
  /** For people: 近一小时同步成功率. */
  label: string
  /** The same in a list: 成功率. */
  short: string
  /** Ratio 0–1, seconds, or a count. Absent: too few samples to say anything. */
  value?: number
  /** What the value was made of: customers, calls, or the count itself. */
  samples: number
  /** Crossed when the value is below (ratio) or above (all others). */
  threshold: number
  crossed: boolean
  /** Value with its unit: `72%`, `0.4 秒`, `3 次`, `数据不足`. */
  text: string
  /** What is allowed: `不低于 80%`, `不超过 5 秒`. */
  limit: string
}

/** What an operator looks at: 状态, metrics, alerts. */
export interface Watch {
  /** As of the last look, seconds ago; no traffic. */
  figures(): readonly Figure[]
}
