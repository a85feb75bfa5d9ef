import { approve, reject } from './approve.ts'
import { assign } from './assign.ts'
import { bind, whoAmI } from './bind.ts'
import { ignore, missed, notACustomer, restore } from './capture.ts'
import { apply, take } from './claim.ts'
import { complete, openTask } from './complete-task.ts'
import { contacts } from './contacts.ts'
import { create, createAnyway } from './create.ts'
import { digest } from './digest.ts'
import { edit, keep } from './edit.ts'
import { checkDuplicate, findCustomer } from './find-customer.ts'
import { followUp } from './follow-up.ts'
import { forget } from './forget.ts'
import { helpOn } from './help.ts'
import { join, part } from './join.ts'
import { acceptLead } from './lead-settle.ts'
import { myCustomers } from './my-customers.ts'
import { bindingCode, captcha, checkUp, endTrial, pause, resume, syncNow, unbind } from './operate.ts'
import { customerActions, pool, release } from './pool.ts'
import { decisions, queue } from './queue.ts'
import { leads, score } from './scoring.ts'
import { share } from './share.ts'
import { statistics } from './statistics.ts'
import { status } from './status.ts'
import { tasks } from './tasks.ts'
import { handOver, team } from './team.ts'
import type { Command } from './types.ts'
import { undo } from './undo.ts'
import { whoseAnswer } from './whose-answer.ts'

/** Every command, in the order 帮助 shows them; the last ones only continue others. `extra` ones replace those of their name. */
export function allCommands(extra: readonly Command[] = []): readonly Command[] {
  const customers = [
    findCustomer,
    myCustomers,
    checkDuplicate,
    create,
    edit,
    contacts,
    followUp,
    digest,
    tasks,
    complete,
    assign,
    share,
  ]
  const owning = [pool, take, release, apply, ...customerActions]
  const listening = [leads, score, statistics, join, part, ignore, notACustomer, restore, missed, forget]
  const house = [team, approve, reject, handOver, status, queue, ...decisions, pause, resume, syncNow, checkUp]
  const access = [bindingCode, unbind, captcha, endTrial]
  const ours = [...customers, ...owning, ...listening, undo, ...house, ...access, bind, whoAmI]
  const shown: Command[] = [...ours.filter(({ name }) => !extra.some((one) => one.name === name)), ...extra]
  const help = helpOn(() => [...shown, help])
  return [...shown, help, createAnyway, keep, acceptLead, whoseAnswer, openTask]
}
