import type { Pattern } from '../pattern.ts'
import { boughtElsewhere, staysElsewhere } from './bought-elsewhere.ts'
import { optOut, wrongPerson } from './leave-alone.ts'
import { hesitant, postponed } from './not-yet.ts'
import { refusal } from './refusal.ts'

/** What speaks against a purchase. The order matters: the first that fits a clause wins, so the hardest come first. */
export const objections: readonly Pattern[] = [
  optOut,
  wrongPerson,
  boughtElsewhere,
  staysElsewhere,
  refusal,
  postponed,
  hesitant,
]
