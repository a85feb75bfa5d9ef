import type { ErpUserId } from '../../domain/index.ts'
import { notFiled, refused, withPicked } from './answer.ts'
import { requestApproval } from './approve.ts'
import { resolveSubject } from './resolve.ts'
import { asOfNow } from './search.ts'
import { isOwn, jobSubject, ownerOf, refOf, type Subject, shownName } from './subject.ts'
import { ticketLine } from './ticket.ts'
import type { Answer, Command, CommandContext, CommandInput } from './types.ts'

// The ERP's own 申请 claims for the account that is logged in, which is the bot's: whoever asks gets the customer by 指派.

export const take: Command = {
  name: '领取',
  aliases: ['take'],
  spoken: { 认领: '', 领: '', 捞: '', 抢: '' },
  summary: '领取公海里的一个客户：名称或列表里的数字',
  examples: ['/erp 领取 3', '/erp 领取 远航机械'],
  roles: ['sales', 'manager'],
  run: takeFromPool,
}

async function takeFromPool(input: CommandInput, context: CommandContext): Promise<Answer> {
  const claim = await claimed('领取', input, context)
  if (!claim.ok) return claim.answer
  const { subject, userId } = claim
  if (ownerOf(subject) !== '公海')
    return refused(`${shownName(subject, context.me)} 归${ownerOf(subject)}，不在公海，可发 /erp 申请`)
  if (input.picked.confirmed !== true) {
    const yes = withPicked('领取', input, { subject: refOf(subject), confirmed: true })
    return { text: `领取【${subject.name}】吗？回“是”确认`, ask: { yes } }
  }
  return give(subject, userId, { label: '领取', onlyFromPool: true }, context)
}

export const apply: Command = {
  name: '申请',
  summary: '请主管把同事的客户转给您；公海的直接领取',
  examples: ['/erp 申请 华强'],
  roles: ['sales', 'manager'],
  run: applyFor,
}

async function applyFor(input: CommandInput, context: CommandContext): Promise<Answer> {
  const claim = await claimed('申请', input, context)
  if (!claim.ok) return claim.answer
  const { subject, userId } = claim
  if (ownerOf(subject) === '公海')
    return takeFromPool({ ...input, picked: { ...input.picked, subject: refOf(subject) } }, context)
  const shown = shownName(subject, context.me)
  if (input.picked.confirmed !== true) {
    const yes = withPicked('申请', input, { subject: refOf(subject), confirmed: true })
    const whose = `现归${ownerOf(subject)}${context.me.role === 'manager' ? '' : '，由主管批准'}`
    return { text: `申请【${shown}】吗？${whose}。回“是”确认`, ask: { yes } }
  }
  // Whoever decides about it need not ask.
  if (context.me.role === 'manager') return give(subject, userId, { label: '申请' }, context)
  const job = jobSubject(subject)
  if (!job) return notFiled(subject.name)
  const wish = (name: string) => `把【${name}】（现归${ownerOf(subject)}）转给${context.me.name}`
  return requestApproval({ text: wish(subject.name), shown: wish(shown), give: { subject: job, userId } }, context)
}

type Claim = { ok: true; subject: Subject; userId: ErpUserId } | { ok: false; answer: Answer }

/** The customer somebody wants for himself, with its owner of this moment, and the account it goes to. */
async function claimed(name: string, input: CommandInput, context: CommandContext): Promise<Claim> {
  const resolved = await resolveSubject(name, input.words.join(' '), input, context)
  if (!resolved.ok) return resolved
  if (resolved.subject.ord === undefined) return { ok: false, answer: notFiled(resolved.subject.name) }
  const userId = context.me.erpUserId
  if (userId === undefined)
    return { ok: false, answer: refused('您还没有对应的 ERP 账号，请运维在 SALES_CONFIG 填写 erpUserId') }
  // What we remember may be a day old: nobody is turned away over it.
  const subject = ownerOf(resolved.subject) === '公海' ? resolved.subject : await asOfNow(resolved.subject, context)
  if (isOwn(subject, context.me)) return { ok: false, answer: refused(`【${subject.name}】已经是您的客户`) }
  return { ok: true, subject, userId }
}

async function give(
  subject: Subject,
  userId: ErpUserId,
  { label, onlyFromPool }: { label: string; onlyFromPool?: true },
  context: CommandContext,
): Promise<Answer> {
  const job = jobSubject(subject)
  if (!job) return notFiled(subject.name)
  const target = { kind: 'users' as const, userIds: [userId] }
  const why = `${context.me.name}${label}`
  const ticket = await context.desk.submit({ type: 'assign', subject: job, target, why, onlyFromPool }, context.by)
  return { text: `已受理：${label}【${shownName(subject, context.me)}】\n${await ticketLine(ticket, context)}` }
}
