import { createHash } from 'node:crypto'
import type { Khid } from './ids.ts'

// Without I, L, O, U: nobody misreads it on the phone.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 10

/**
 * The customer number of a person: `WX` and ten digits or capitals, always the same for the same WeChat id or contact.
 * Fixed length, because list filters match substrings; never digits alone, because older installations have those.
 * `salt` counts up where a number is taken.
 */
export function makeKhid(identity: string, salt = 0): Khid {
  const digest = createHash('sha256').update(`${identity}\n${salt}`).digest()
  const text = [...digest.subarray(0, length)].map((byte) => alphabet[byte % 32]).join('')
  return /[A-Z]/.test(text) ? (`WX${text}` as Khid) : makeKhid(identity, salt + 1_000)
}
