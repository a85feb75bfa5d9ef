import { CrmError, type CustomerRow, callPriority, type ErpJob } from '../../domain/index.ts'
import { notFiled, pageOf, refused, withPicked } from './answer.ts'
import { knownFirst } from './customer-first.ts'
import { plainWordsOf } from './fields.ts'
import { resolveOwn } from './resolve.ts'
import { keep } from './search.ts'
import { staleLine, whyOf } from './stale.ts'
import { customerSubject, jobSubject, refOf, type Subject, shownName } from './subject.ts'
import { ticketLine } from './ticket.ts'
import type { Answer, Command, CommandContext, CommandInput } from './types.ts'

export const pool: Command = {
  name: '公海',
  aliases: ['pool'],
  spoken: { 公海客户: '', 公海池: '', 看公海: '' },
  summary: '看公海里的客户，可限定地区',
  examples: ['/erp 公海', '/erp 公海 地区:苏州'],
  roles: ['sales', 'manager'],
  run: listPool,
}

async function listPool(input: CommandInput, context: CommandContext): Promise<Answer> {
  const region = input.fields.region ?? input.words.join(' ')
  const key = `pool:${region}`
  try {
    const call = { actor: context.me.name, priority: callPriority.command }
    const filter = { publicPool: true, text: region || undefined, sort: '-date1' }
    const { rows, total } = await context.crm.listCustomers(filter, { index: 1, size: 100 }, call)
    context.seen.keep(key, { rows, total })
    // Its numbers are picked from: what is known of them must not be older than the list.
    await keep(rows, context)
    return poolPage({ rows, total }, region, input, '')
  } catch (error) {
    if (!(error instanceof CrmError)) throw error
    const last = context.seen.last<Pooled>(key)
    const above = staleLine({ asOf: last?.at, why: whyOf(error) }, context)
    if (!last) return { text: `${above}\n公海要等 ERP 恢复后查看`, outcome: 'unreachable' }
    return { ...poolPage(last.value, region, input, `${above}\n`), outcome: 'unreachable' }
  }
}

interface Pooled {
  rows: CustomerRow[]
  total: number
}

function poolPage({ rows, total }: Pooled, region: string, input: CommandInput, above: string): Answer {
  if (rows.length === 0) return { text: region ? `公海里没有『${region}』的客户` : '公海里没有客户' }
  const list = pageOf('公海', input, rows.map(customerSubject), {
    line: (subject) => [subject.name, subject.stage].filter(Boolean).join('｜'),
    open: (subject) => ({ ...withPicked('领取', input, { subject: refOf(subject) }), rest: '', words: [] }),
  })
  return {
    text: `${above}公海${region ? `（${region}）` : ''} ${total} 个，第 ${list.page}/${list.pages} 页：\n${list.lines}\n回数字领取${list.next ? '，回"下页"' : ''}`,
    ask: { choices: list.choices, next: list.next },
  }
}

type Action = Extract<ErpJob, { type: 'customer_action' }>['action']

async function act(subject: Subject, action: Action, label: string, context: CommandContext): Promise<Answer> {
  const job = jobSubject(subject)
  if (!job) return notFiled(subject.name)
  const ticket = await context.desk.submit({ type: 'customer_action', subject: job, action }, context.by)
  return { text: `已受理：${label}【${shownName(subject, context.me)}】\n${await ticketLine(ticket, context)}` }
}

interface ActionSpec {
  name: string
  spoken?: Command['spoken']
  action: Action
  summary: string
  roles: Command['roles']
}

const actionCommand = ({ name, spoken, action, summary, roles }: ActionSpec): Command => ({
  name,
  spoken,
  summary,
  examples: [`/erp ${name} 华强`],
  roles,
  async run(input, context) {
    const resolved = await resolveOwn(name, input.words.join(' '), input, context)
    if (!resolved.ok) return resolved.answer
    const { subject } = resolved
    if (subject.ord === undefined) return notFiled(subject.name)
    if (input.picked.confirmed !== true) {
      const yes = withPicked(name, input, { subject: refOf(subject), confirmed: true })
      return { text: `${name}【${shownName(subject, context.me)}】吗？回“是”确认`, ask: { yes } }
    }
    return act(subject, action, name, context)
  },
})

const selling = ['sales', 'manager'] as const
/** Their result is told in the ERP's words when it is there. */
export const customerActions: readonly Command[] = [
  { name: '保护', action: 'protect' as const, summary: '保护自己的客户', roles: selling },
  {
    name: '放弃保护',
    spoken: { 取消保护: '', 解除保护: '' },
    action: 'unprotect' as const,
    summary: '放弃对客户的保护',
    roles: selling,
  },
  { name: '收回', action: 'take_back' as const, summary: '收回客户', roles: ['manager'] as const },
].map(actionCommand)

export const release: Command = {
  name: '放公海',
  aliases: ['退公海', 'release'],
  spoken: { 放回公海: '', 退回公海: '', 丢公海: '', 扔公海: '', 丢回公海: '', 释放: '' },
  summary: '把自己的客户放回公海，要写原因并确认',
  examples: ['/erp 放公海 华强 原因:联系不上'],
  roles: selling,
  run: releaseToPool,
}

/** The reason goes to the end of the line; without its label it is what stands behind the customer. */
async function releaseOf(input: CommandInput, context: CommandContext): Promise<{ who: string; why: string }> {
  const given = input.fields.reason ?? ''
  if (input.rest === '') return { who: '', why: given }
  const [, before, labelled] =
    /^(.*?)[\s,，、;；]*(?:原因|理由|因为)(?:是|为)?\s*[:：]?\s*(.*)$/su.exec(input.rest) ?? []
  if (before) return { who: plainWordsOf(before).join(' '), why: labelled || given }
  const { who, text } = await knownFirst(input.rest, context)
  return { who, why: labelled ?? text }
}

async function releaseToPool(input: CommandInput, context: CommandContext): Promise<Answer> {
  const { who, why } = await releaseOf(input, context)
  if (!why) return refused(`缺 原因，例如 /erp 放公海 ${who || '华强'} 原因:联系不上`)
  const resolved = await resolveOwn('放公海', who, input, context)
  if (!resolved.ok) return resolved.answer
  const { subject } = resolved
  if (input.picked.confirmed !== true) {
    const yes = withPicked('放公海', input, { subject: refOf(subject), confirmed: true })
    return { text: `把【${subject.name}】放回公海（原因：${why}），放后他人可领取。回“是”确认`, ask: { yes } }
  }
  const job = jobSubject(subject)
  if (!job || subject.ord === undefined) return notFiled(subject.name)
  const ticket = await context.desk.submit(
    { type: 'assign', subject: job, target: { kind: 'public_pool' }, why: `${context.me.name}放公海：${why}` },
    context.by,
  )
  return { text: `已受理：【${subject.name}】放公海\n${await ticketLine(ticket, context)}` }
}
