import { assign } from './assign.ts'
import { bind, whoAmI } from './bind.ts'
import { create, createAnyway } from './create.ts'
import { checkDuplicate, findCustomer } from './find-customer.ts'
import { followUp } from './follow-up.ts'
import { helpOn } from './help.ts'
import { leads, score } from './scoring.ts'
import { status } from './status.ts'
import type { Command } from './types.ts'

/** Every command, in the order 帮助 shows them. */
export function allCommands(): readonly Command[] {
  const shown: Command[] = [findCustomer, checkDuplicate, create, followUp, assign, score, leads, status, bind, whoAmI]
  const help = helpOn(() => [...shown, help])
  return [...shown, help, createAnyway]
}
