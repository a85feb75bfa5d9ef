import type { FieldState, Offer } from '../../field-state.ts'
import type { Read } from '../../row/read.ts'
import {
  firmAsked,
  firmForAddress,
  firmThenWish,
  firmWithPosition,
  firmWithTown,
  ofFirm,
  registeredFirm,
  shopAlone,
  shortFirmAsked,
} from './firm.ts'
import {
  askForMe,
  firmThenPerson,
  nameAsked,
  nameBehindFirm,
  nameBehindMe,
  nameThenFirm,
  restOfName,
  surnameAlone,
  surnameSpelt,
} from './person.ts'
import { isPlain, offered, type PlainRule, type Rule } from './place.ts'

const jobAsked: PlainRule = (at) => (at.words.job && at.asked.job ? offered(at, { job: at.words.job }, 82) : [])

const addressAsked: PlainRule = (at) =>
  at.words.address && at.asked.address ? offered(at, { address: at.words.address, name: at.words.name }, 85) : []

const clearAddress: PlainRule = (at) =>
  at.words.address && !at.asked.address && at.words.weight >= 75 ? offered(at, { address: at.words.address }, 66) : []

/** In this order: of two offers that weigh the same the first counts. */
const rules: readonly Rule[] = [
  nameBehindFirm,
  firmThenPerson,
  surnameSpelt,
  surnameAlone,
  shortFirmAsked,
  askForMe,
  restOfName,
  firmWithPosition,
  nameBehindMe,
]
const plainRules: readonly PlainRule[] = [
  nameAsked,
  firmAsked,
  jobAsked,
  addressAsked,
  firmThenWish,
  firmWithTown,
  firmForAddress,
  nameThenFirm,
  shopAlone,
  ofFirm,
  registeredFirm,
  clearAddress,
]

/** Words that answer the salesperson's question, and what presents itself unasked. */
export function answers(state: FieldState, reads: readonly Read[]): Offer[] {
  const known = state.held.name?.find((h) => h.partial)?.value ?? reads.find((r) => r.words?.partialName)?.words?.name
  return reads.flatMap((read, i) => {
    const at = { ...read, asked: state.asked, before: reads[i - 1], after: reads[i + 1], first: i === 0, known }
    return [...rules.flatMap((rule) => rule(at)), ...(isPlain(at) ? plainRules.flatMap((rule) => rule(at)) : [])]
  })
}
