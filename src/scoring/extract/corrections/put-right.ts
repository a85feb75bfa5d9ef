import type { FieldState, Offer } from '../field-state.ts'
import type { FirstReading } from '../learnt/candidates.ts'
import { dropFalse } from '../offers/drop-false.ts'
import { dropFrom } from '../offers/drop-from.ts'
import { isSameAsMobile, sameNumberWeight } from '../offers/same-number.ts'
import type { Piece } from '../pieces.ts'
import { brokenNumber } from './broken-number.ts'
import { mendedAddress } from './mended-address.ts'
import { brokenMail, mendedMail } from './mended-mail.ts'
import { mendedName } from './mended-name.ts'
import { mendedHere, mendedNumber } from './mended-number.ts'
import { continuedId, retypedNumber } from './retyped-number.ts'

/** Completes and corrects what was found by what he said before, and drops what cannot be meant. Mutates `found`. */
export function putRight(state: FieldState, found: Offer[], { text, reads, byRules }: FirstReading): void {
  const pieces = reads.map(({ piece }) => piece)
  complete(state, found, pieces, text)
  dropFalse(found, text)
  mend(state, found, byRules, text)
  writeAnew(state, found, pieces, text)
}

/** A number written in several messages, where this one has no other. */
function complete(state: FieldState, found: Offer[], pieces: readonly Piece[], text: string): void {
  const split = found.some((f) => f.field === 'mobile') ? undefined : brokenNumber(state, pieces, text)
  if (!split) return
  found.push(split)
  if (split.field === 'mobile' && isSameAsMobile(text))
    found.push({ ...split, field: 'wechatId', weight: sameNumberWeight })
}

/** What was written once more takes the place of what this message seemed to say. */
function writeAnew(state: FieldState, found: Offer[], pieces: readonly Piece[], text: string): void {
  const again = saidAgain(state, pieces, text)
  if (!again) return
  dropFrom(found, ({ field, value }) => field === again.field || value === again.value)
  found.push(again)
  // kanglin_piano, and then @163.com: it was the beginning of a mail.
  if (again.field === 'email' && state.held.wechatId)
    state.held.wechatId = state.held.wechatId.filter(({ value }) => !again.value.startsWith(`${value}@`))
}

/** A value said before, written once more or put right in words. */
const saidAgain = (state: FieldState, pieces: readonly Piece[], text: string): Offer | undefined =>
  retypedNumber(state, pieces, text) ??
  continuedId(state, text) ??
  mendedMail(state, text) ??
  brokenMail(state, text) ??
  mendedAddress(state, text) ??
  mendedName(state, text)

/** 后两位是86, of a number said before or in this message; a slip that is put right at once is no stranger's number. */
function mend(state: FieldState, found: Offer[], byRules: readonly Offer[], text: string): void {
  const slips = byRules.filter(({ field }) => field === 'mobile' || field === 'phone' || field === 'qq')
  const slip = slips.find((said) => mendedHere(said, text))
  const here = slip && mendedHere(slip, text)
  const fixed = here ?? mendedNumber(state, text)
  if (!fixed) return
  // 5290716后头是8: what was found is the part that is put right.
  if (!here) dropFrom(found, ({ field, value }) => field === fixed.field && fixed.value.startsWith(value))
  if (!here && found.some(({ field }) => field === fixed.field)) return
  const wrong = found.findIndex((f) => here && f.value === slip.value)
  if (wrong >= 0) found.splice(wrong, 1)
  found.push(fixed)
}
