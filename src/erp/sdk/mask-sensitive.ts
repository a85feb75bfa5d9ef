import type { Customer } from '../../domain/customer.ts'
import { fieldMasks, maskText } from '../../shared/mask.ts'

const masks: { [K in keyof Customer]?: (value: string) => string } = {
  ...fieldMasks,
  profile: maskText,
  remark: maskText,
  latestNote: maskText,
}

/** A customer as logs, alerts and group chats may show him (RULES.md, "Safety and operations"). */
export function maskSensitive<T extends Partial<Customer>>(customer: T): T {
  return Object.fromEntries(
    Object.entries(customer).map(([key, value]) => {
      const mask = masks[key as keyof Customer]
      return [key, mask && typeof value === 'string' && value !== '' ? mask(value) : value]
    }),
  ) as T
}
