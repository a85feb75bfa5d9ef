import type { Pattern } from '../pattern.ts'
import { contract, signed, signing } from './contract.ts'
import { decided } from './decision.ts'
import { ordered, repeat } from './order.ts'
import { paid, paying, paymentTerms } from './payment.ts'

/** Deeds and words of a person who buys, the clearest first. Questions and negations are sorted out by the caller. */
export const commitments: readonly Pattern[] = [
  paying,
  paid,
  signed,
  signing,
  ordered,
  decided,
  repeat,
  contract,
  paymentTerms,
]
