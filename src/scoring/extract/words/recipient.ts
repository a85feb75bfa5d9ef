import { readIdentity } from '../identity.ts'
import { isOrganisation, isShortOrganisation } from '../organisation.ts'
import { landmark } from '../postal-address.ts'
import type { WordsReading } from './words-reading.ts'

/** An address, and the recipient who may be written onto its end. */
export function withTail(address: string, rest: string, weight: number, outright: boolean): WordsReading {
  if (rest === '') return { address, weight, outright, whole: true }
  const person = readIdentity(rest, 'beside')
  if (person?.name && !person.company) return { ...person, address, weight, outright, whole: true }
  if (!landmark.test(rest) && isOrganisation(rest, 'claimed'))
    return { company: rest, address, weight, outright, whole: true }
  // 55号恒昌精锻: neither a person nor a place.
  if (/\d(?:号|室|栋|幢|楼)$/.test(address) && rest.length >= 4 && !landmark.test(rest) && isShortOrganisation(rest))
    return { company: rest, shortCompany: true, address, weight: Math.min(weight, 80), outright, whole: true }
  return { address: address + rest, weight, outright, whole: true }
}
