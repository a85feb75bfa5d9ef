import { CrmError, callPriority, type Lead } from '../../domain/index.ts'
import { withPicked } from './answer.ts'
import { accessTo, contactSubject, leadSubject, ownerOf, refOf, type Subject, shownName } from './subject.ts'
import type { Answer, CommandContext, CommandInput } from './types.ts'

/** Customers who carry this mobile already, in the ERP or in what we know of it. */
export async function sameMobile(
  mobile: string | undefined,
  lead: Lead | undefined,
  context: CommandContext,
): Promise<Subject[]> {
  if (!mobile) return []
  const known = await context.store.findLead(`mobile:${mobile}`)
  const ours = known && known.id !== lead?.id && known.customerOrd !== undefined ? [leadSubject(known)] : []
  try {
    const rows = await context.crm.findByMobile(mobile, { actor: context.me.name, priority: callPriority.command })
    return [...rows.map(contactSubject), ...ours]
  } catch (error) {
    // The outbox looks again before it writes: an ERP that is away does not stop the command.
    if (error instanceof CrmError) return ours
    throw error
  }
}

/** What can be done with him, as whoever asks may; a second one of the same number needs a manager. */
export function duplicate(double: Subject, name: string, input: CommandInput, context: CommandContext): Answer {
  const manager = context.me.role === 'manager'
  const words = [double.contactName ?? '客户', `再次联系：${input.rest}`]
  const to = (command: string, rest: readonly string[] = []) => ({
    ...withPicked(command, input, { subject: refOf(double) }),
    rest: rest.join(' '),
    words: [...rest],
    fields: {},
  })
  const offers = {
    full: ['追加跟进', to('跟进', words)] as const,
    open: ['领取这个客户', to('领取')] as const,
    masked: ['申请这个客户', to('申请')] as const,
  }
  const [offer, step] = offers[accessTo(double, context.me)]
  const anyway = withPicked(name, input, { anyway: true, separate: true })
  return {
    text: `已有同手机号客户【${shownName(double, context.me)}】（负责人 ${ownerOf(double)}）\n1 ${offer}\n2 仍要新建${manager ? '' : '（需主管）'}`,
    outcome: 'refused',
    ask: { choices: [step, manager ? anyway : withPicked('新建需主管', input, {})] },
  }
}
