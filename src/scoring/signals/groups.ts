import type { Signal } from './kinds.ts'

/* Kinds that act alike when a thread is folded, weighed or told: this is the one place that says which. */

/** He buys, by deed or by word. */
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
/** The order is placed: hot whatever else is said, and time does not fade it. */
export const placedSignals: readonly Signal[] = ['paid', 'signed', 'ordered']
/** What turns a complaint into a new purchase; amounts and papers belong to a complaint as well. */
export const asks: readonly Signal[] = ['need', 'price', 'haggle', 'contract']
/** Since such a word he speaks of a purchase, not of what he has. */
export const purchaseSignals: readonly Signal[] = [...commitSignals, ...asks]
/** He wants something of us: such a word takes a refusal back. */
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
/** What makes a wish more or less concrete, and is none by itself. */
const modifierSignals: readonly Signal[] = [
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
/** All that a refusal sets aside, and that keeps a request alive. */
export const positiveSignals: readonly Signal[] = [...interestSignals, ...modifierSignals]
/** He wants no more of it. */
export const closingSignals: readonly Signal[] = ['refusal', 'bought_elsewhere', 'opt_out', 'wrong_person']
/** Words after an opt-out that honestly take it back. */
export const strongReturn: readonly Signal[] = [...commitSignals, 'contract', 'need', 'price']
/** Talk of what he has from us. The order is that in which their reasons are told. */
export const serviceSignals: readonly Signal[] = ['complaint', 'how_to', 'tracking']
/** Beside such words the name of goods asks for none. */
export const againstSignals: readonly Signal[] = [...closingSignals, ...serviceSignals]

/** He has asked: a fault he tells of is what he needs. */
export const enquiry: readonly Signal[] = ['need', 'price', 'sample', 'appointment', 'budget', 'quantity']

/** Asked for in a message to which we say that there is none, they speak for nothing. */
export const deniable: readonly Signal[] = ['product', 'sample', 'appointment', 'need', 'haggle']

/** People with another errand. The order is that in which their reasons are told. */
export const strangerSignals: readonly Signal[] = [
  'fraud',
  'recruiting',
  'job_seeking',
  'research',
  'digging',
  'referral',
  'excluded',
  'creditor',
]

/** Who speaks so is none of ours: wording alone raises him by little. */
export const settledSignals: readonly Signal[] = [
  'fraud',
  'creditor',
  'recruiting',
  'selling',
  'wrong_person',
  'job_seeking',
]

/** With such words in the thread, our side's answer makes no order of the customer's turn. */
export const silencing: readonly Signal[] = [
  ...againstSignals,
  'postponed',
  'hesitant',
  'job_seeking',
  'recruiting',
  'fraud',
  'research',
  'digging',
  'referral',
  'creditor',
]

/** Beside such words an amount with a verb of delivery is no order. */
export const noOrderBeside: readonly Signal[] = [
  'refusal',
  'opt_out',
  'postponed',
  'hesitant',
  'complaint',
  'tracking',
  'how_to',
  'price',
  'haggle',
  'sample',
  'selling',
  'recruiting',
  'fraud',
  'bought_elsewhere',
]

/** He only looks: an address beside such words is not where goods go. */
export const lookingSignals: readonly Signal[] = ['sample', 'appointment', 'job_seeking', 'recruiting', 'contract']

/** Kinds whose patterns everyday questions meet too. */
export const everydaySignals: readonly Signal[] = ['product', 'price', 'appointment', 'vague', 'info', 'sample', 'need']

/** Doubts that stand beside what else the clause says, instead of in its place. */
export const softObjections: readonly Signal[] = ['postponed', 'hesitant']
