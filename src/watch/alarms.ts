import type { Figure } from '../domain/index.ts'
import { isWell, rules } from './rules.ts'

/** Where incidents are told: the one way that all alerts of the program take. */
export interface AlertPort {
  raise(key: string, text: string, options: { over: string; chat?: boolean; cause?: string }): Promise<void>
  clear(key: string): void
}

/** Tells the port what the figures say. Called with every look; the port knows what was told already. */
export async function judgeFigures(figures: readonly Figure[], alerts: AlertPort): Promise<void> {
  for (const figure of figures) {
    const rule = rules[figure.name]
    const key = `figure:${figure.name}`
    if (figure.crossed) {
      const text = `${figure.label} ${figure.text}（应${figure.limit}）。${rule.advice}`
      await alerts.raise(key, text, { over: `${figure.label}恢复正常（${figure.limit}）` })
    } else if (figure.value === undefined || isWell(rule, figure.value)) alerts.clear(key)
  }
}
