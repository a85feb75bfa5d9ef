import type { Signal } from '../signals/kinds.ts'

/** What a customer wants, the weightiest first. */
export const wants: readonly Signal[] = [
  'ordered',
  'paid',
  'paying',
  'signed',
  'signing',
  'decided',
  'repeat',
  'accepted',
  'pending',
  'need',
  'product',
  'spec',
  'quantity',
  'budget',
  'deadline',
  'urgency',
  'price',
  'sample',
  'appointment',
  'contract',
  'payment_terms',
  'destination',
]

/** What stands between him and a purchase. */
export const doubts: readonly Signal[] = [
  'haggle',
  'refusal',
  'bought_elsewhere',
  'postponed',
  'hesitant',
  'complaint',
  'tracking',
  'opt_out',
]
