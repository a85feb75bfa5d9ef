import {
  type ApprovalRequest,
  callPriority,
  contactOf,
  type NewRequest,
  type Requester,
  reachable,
  sayEntry,
} from '../../domain/index.ts'
import { refused } from './answer.ts'
import { ticketLine } from './ticket.ts'
import type { Answer, Command, CommandContext } from './types.ts'

const managers = ['manager'] as const
const tellWithinMs = 24 * 3_600_000

type WithoutAsker<T> = T extends unknown ? Omit<T, 'by' | 'replyTo' | 'createdAt'> : never

/** Asks the managers; resolves to the words for who asked. */
export async function requestApproval(request: WithoutAsker<NewRequest>, context: CommandContext): Promise<Answer> {
  const { book, me, clock, sender, people } = context
  const chiefs = reachable(people.all()).filter((person) => person.role === 'manager')
  if (!book || chiefs.length === 0) return refused('要主管批准，但还没有绑定的主管，请联系运维')
  const saved = await book.addRequest({ ...request, by: me.name, replyTo: sender.contactId, createdAt: clock.now() })
  const text = `📝 ${me.name} 申请：${saved.text}\n/erp 批准 ${saved.id}，或 /erp 驳回 ${saved.id} 原因`
  for (const chief of chiefs) await tell(contactOf(chief) as string, text, `request:${saved.id}:${chief.name}`, context)
  return { text: `已提交主管批准（${saved.id} 号），结果会通知您` }
}

async function tell(
  contactId: string,
  text: string,
  dedupeKey: string,
  { store, clock }: CommandContext,
): Promise<void> {
  await store.transact((tx) =>
    tx.enqueue(
      sayEntry({
        to: { kind: 'contact', contactId },
        text,
        dedupeKey,
        priority: callPriority.command,
        dueAt: clock.now(),
        expiresAfterMs: tellWithinMs,
        actor: 'command',
      }),
    ),
  )
}

const numberIn = (text: string | undefined) => Number(/\d{1,9}/.exec(text ?? '')?.[0] ?? 0)

const waiting = ({ book }: CommandContext): string => {
  const open = book?.requests() ?? []
  if (open.length === 0) return '没有待批准的申请'
  return `待批准：\n${open
    .slice(0, 12)
    .map((one) => `${one.id} ${one.by}：${one.text}`)
    .join('\n')}`
}

export const approve: Command = {
  name: '批准',
  aliases: ['同意', 'approve'],
  summary: '批准一项申请，不写编号就列出来',
  examples: ['/erp 批准', '/erp 批准 12'],
  roles: managers,
  async run(input, context) {
    const { book, people } = context
    if (input.words.length === 0) return waiting(context)
    const request = await book?.takeRequest(numberIn(input.words[0]))
    if (!request) return refused(`没有这一号，${waiting(context)}`)
    const staff = people.byName(request.by) ?? context.me
    const taken = await carryOut(request, { staff, replyTo: { kind: 'contact', contactId: request.replyTo } }, context)
    const words = 'problem' in taken ? taken.problem : await ticketLine(taken, context)
    const told = `${context.me.name}批准了：${shownIn(request)}\n${words}`
    await tell(request.replyTo, told, `decided:${request.id}`, context)
    return {
      text: `已批准 ${request.id} 号：${request.text}\n${words}`,
      outcome: 'problem' in taken ? 'refused' : 'ok',
    }
  },
}

const shownIn = ({ shown, text }: ApprovalRequest) => shown ?? text

async function carryOut(request: ApprovalRequest, by: Requester, { desk, me }: CommandContext) {
  if (!('give' in request)) return desk.accept(request.leadId, request.fields, by)
  const { subject, userId } = request.give
  const target = { kind: 'users' as const, userIds: [userId] }
  return desk.submit({ type: 'assign', subject, target, why: `${request.by}申请，${me.name}批准` }, by)
}

export const reject: Command = {
  name: '驳回',
  aliases: ['不批准', 'reject'],
  summary: '驳回一项申请，要写原因',
  examples: ['/erp 驳回 12 已有人在跟'],
  roles: managers,
  freeText: true,
  async run(input, context) {
    const { book } = context
    if (input.words.length === 0) return waiting(context)
    const id = numberIn(input.words[0])
    if (!book?.requests().some((one) => one.id === id)) return refused(`没有这一号，${waiting(context)}`)
    // 原因 may be a label before the words; alone it is what somebody chose to say.
    const why = input.words
      .slice(1)
      .join(' ')
      .replace(/^原因[:：\s]+(?=.)|^原因[:：]$/u, '')
    if (why === '') return refused(`缺 原因，例如 /erp 驳回 ${id} 已有人在跟`)
    const request = await book.takeRequest(id)
    if (!request) return refused(`没有这一号，${waiting(context)}`)
    await tell(
      request.replyTo,
      `${context.me.name}驳回了：${shownIn(request)}\n原因：${why}`,
      `decided:${request.id}`,
      context,
    )
    return { text: `已驳回 ${request.id} 号，已告诉${request.by}` }
  },
}
