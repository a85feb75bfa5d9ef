import { readIdentity } from '../identity.ts'
import { isOrganisation } from '../organisation.ts'
import { landmark } from '../postal-address.ts'
import type { WordsReading } from './words-reading.ts'

/** An address, and the recipient who may be written onto its end. */
export function withTail(address: string, rest: string, weight: number, outright: boolean): WordsReading {
  if (rest === '') return { address, weight, outright, whole: true }
  const person = readIdentity(rest, 'beside')
  if (person?.name && !person.company) return { ...person, address, weight, outright, whole: true }
  if (!landmark.test(rest) && isOrganisation(rest, 'claimed'))
    return { company: rest, address, weight, outright, whole: true }
  return { address: address + rest, weight, outright, whole: true }
}
