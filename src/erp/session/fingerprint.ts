import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'
import type { Credentials } from './session.ts'

const saltLength = 16
/** Some milliseconds: every call that finds a refusal compares. */
const cost = { N: 4096 }

/** Stands for credentials where they must not be kept: salted, and too slow to try many passwords against. */
export function fingerprintOf(credentials: Credentials): string {
  const salt = randomBytes(saltLength)
  return `${salt.toString('hex')}:${digest(credentials, salt).toString('hex')}`
}

export function isFingerprintOf(fingerprint: string, credentials: Credentials): boolean {
  const [salt = '', kept = ''] = fingerprint.split(':').map((part) => Buffer.from(part, 'hex'))
  const asked = digest(credentials, Buffer.from(salt))
  return kept.length === asked.length && timingSafeEqual(Buffer.from(kept), asked)
}

const digest = ({ username, password, captcha }: Credentials, salt: Uint8Array): Buffer =>
  scryptSync(JSON.stringify([username, password, captcha ?? '']), salt, 32, cost)
