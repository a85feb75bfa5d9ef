import type { Signal } from './kinds.ts'

/* Kinds that act alike when a thread is folded. */

export const commitSignals: readonly Signal[] = [
  'paid',
  'paying',
  'signed',
  'signing',
  'ordered',
  'decided',
  'accepted',
  'repeat',
]
export const placedSignals: readonly Signal[] = ['paid', 'signed', 'ordered']
export const interestSignals: readonly Signal[] = [
  ...commitSignals,
  'contract',
  'payment_terms',
  'pending',
  'need',
  'price',
  'haggle',
  'sample',
  'appointment',
  'product',
]
export const modifierSignals: readonly Signal[] = [
  'quantity',
  'budget',
  'deadline',
  'urgency',
  'spec',
  'vague',
  'info',
  'lively',
  'arranged',
  'followed_up',
]
export const positiveSignals: readonly Signal[] = [...interestSignals, ...modifierSignals]
export const closingSignals: readonly Signal[] = ['refusal', 'bought_elsewhere', 'opt_out', 'wrong_person']
/** Words after an opt-out that honestly take it back. */
export const strongReturn: readonly Signal[] = [...commitSignals, 'contract', 'need', 'price']
export const against: readonly Signal[] = [...closingSignals, 'complaint', 'tracking', 'how_to']

export const enquiry: readonly Signal[] = ['need', 'price', 'sample', 'appointment', 'budget', 'quantity']

export const serviceSignals: readonly Signal[] = ['complaint', 'tracking', 'how_to']

export const silencing: readonly Signal[] = [
  ...closingSignals,
  'complaint',
  'tracking',
  'how_to',
  'postponed',
  'hesitant',
  'job_seeking',
  'recruiting',
  'fraud',
  'research',
  'digging',
  'referral',
  'creditor',
  'wrong_person',
]
