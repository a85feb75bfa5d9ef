import { CrmError, type Customer, callPriority } from '../../domain/index.ts'
import { customerSubject, joinSubjects, type Subject } from './subject.ts'
import type { CommandContext } from './types.ts'

/** So long a detail is waited for, ms; what is known is shown without it. */
const patienceMs = 2_000

/** With all that the ERP's detail says of him: one call, none where it was read already. */
export async function inDetail(subject: Subject, context: CommandContext): Promise<Subject> {
  if (subject.ord === undefined || subject.detailed) return subject
  const customer = await detailOf(subject.ord, context)
  if (!customer) return subject
  const detail = customerSubject(customer)
  const { ownerName, ownerId, ownerKnown } = detail.ownerKnown ? detail : subject
  return joinSubjects([{ ...detail, ownerName, ownerId, ownerKnown }, subject])[0] ?? subject
}

async function detailOf(
  ord: NonNullable<Subject['ord']>,
  { crm, me, clock }: CommandContext,
): Promise<Customer | undefined> {
  const over = new AbortController()
  const asking = crm.getCustomer(ord, { actor: me.name, priority: callPriority.command }).catch((error) => {
    if (error instanceof CrmError) return undefined
    throw error
  })
  const late = clock.sleep(patienceMs, over.signal).then(
    () => undefined,
    () => undefined,
  )
  try {
    return await Promise.race([asking, late])
  } finally {
    over.abort(new Error('answered'))
    asking.catch(() => {})
  }
}
