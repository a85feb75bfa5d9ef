import { maskFor, maskText } from '../../shared/mask.ts'

/** Free text, by our names and by the ERP's: 客户简介, 备注, 最新跟进. */
const texts = ['profile', 'remark', 'latestNote', 'product', 'intro', 'telintro']

/**
 * A customer as logs, alerts and group chats may show him (RULES.md, "Safety and operations"): a customer of ours, or
 * the ERP's own fields (`mobile`, `bank_3`, `bank2_3`, `weixinAcc` …).
 */
export function maskSensitive<T extends object>(customer: T): T {
  return Object.fromEntries(
    Object.entries(customer).map(([key, value]) => {
      const mask = maskFor(key) ?? (texts.includes(key) ? maskText : undefined)
      const plain = (typeof value === 'string' && value !== '') || typeof value === 'number'
      return [key, mask && plain ? mask(String(value)) : value]
    }),
  ) as T
}
