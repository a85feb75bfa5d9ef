import {
  CrmError,
  type Customer,
  type CustomerDraft,
  callPriority,
  type FieldName,
  type Lead,
} from '../../domain/index.ts'
import { withMobile } from './already-there.ts'
import { notFiled, numbered, refused, withPicked } from './answer.ts'
import { labelOf } from './fields.ts'
import { longerThan } from './new-draft.ts'
import { asMobile } from './normalize.ts'
import { resolveOwn } from './resolve.ts'
import { settleOwner } from './search.ts'
import { staleLine, whyOf } from './stale.ts'
import { jobSubject, ownerOf, refOf, type Subject, shownName } from './subject.ts'
import { ticketLine } from './ticket.ts'
import type { Answer, Command, CommandContext, CommandInput } from './types.ts'

const editable = [
  'contactName',
  'mobile',
  'phone',
  'email',
  'wechatId',
  'qq',
  'address',
  'job',
  'remark',
  'name',
] as const
type EditKey = (typeof editable)[number]
type Changes = Partial<Record<EditKey, string>>

const sensitive: ReadonlySet<string> = new Set(['mobile', 'phone', 'email', 'wechatId', 'qq', 'address'])

export const edit: Command = {
  name: '改',
  aliases: ['补充', '修改', '更新', 'edit', 'set'],
  listed: ['补充'],
  spoken: { 改一下: '', 修改客户: '', 更正: '', 完善: '' },
  summary: '补充或改正客户的一项资料，替换原值要确认',
  examples: ['/erp 补充 华强 邮箱:a@example.com', '/erp 改 华强 手机:13900139000'],
  roles: ['sales', 'manager'],
  run: change,
}

async function change(input: CommandInput, context: CommandContext): Promise<Answer> {
  const read = changesIn(input)
  if ('problem' in read) return refused(read.problem)
  const resolved = await resolveOwn('改', input.words.join(' '), input, context)
  if (!resolved.ok) return resolved.answer
  const { subject } = resolved
  const other = input.picked.shared === true ? undefined : await holderOf(subject, read.changes, context)
  if (other) return warn(other, subject, input, context)
  if (subject.ord === undefined) return changeLead(subject, read.changes, context)
  const current = await currentOf(subject, context)
  if ('answer' in current) return current.answer
  const conflicts = conflictsOf(current.customer, read.changes)
  if (conflicts.length > 0 && input.picked.replace !== true) {
    return choose(subject, current.customer, read.changes, conflicts, input, context)
  }
  return submit(subject, read.changes, context)
}

/** Another customer who has the new number (撞单). */
async function holderOf(subject: Subject, { mobile }: Changes, context: CommandContext): Promise<Subject | undefined> {
  const holders = mobile ? await withMobile(mobile, subject.lead, context) : []
  const other = holders.find(
    (one) => (one.ord === undefined || one.ord !== subject.ord) && (!one.lead || one.lead.id !== subject.lead?.id),
  )
  return other && settleOwner(other, context)
}

function warn(other: Subject, subject: Subject, input: CommandInput, context: CommandContext): Answer {
  return {
    text: `撞单：这个手机号已是【${shownName(other, context.me)}】（负责人 ${ownerOf(other)}）的。仍要写给【${subject.name}】吗？回“是”确认，回“否”放弃`,
    outcome: 'refused',
    ask: { yes: withPicked('改', input, { subject: refOf(subject), shared: true }) },
  }
}

function changesIn({ fields }: CommandInput): { changes: Changes } | { problem: string } {
  const changes: Changes = {}
  for (const key of editable) if (fields[key]) changes[key] = fields[key]
  if (changes.mobile !== undefined) {
    const mobile = asMobile(changes.mobile)
    if (!mobile) return { problem: `手机号『${changes.mobile}』不对，应为 11 位数字` }
    changes.mobile = mobile
  }
  if (changes.email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(changes.email)) {
    return { problem: `邮箱『${changes.email}』不对，例如 a@example.com` }
  }
  const { name: company, contactName: name, address, remark } = changes
  const tooLong = longerThan({ company, name, address }, remark)
  if (tooLong) return { problem: tooLong }
  if (Object.keys(changes).length > 0) return { changes }
  return { problem: `要改哪一项？可改：${editable.map(labelOf).join('、')}，例如 /erp 改 华强 手机:13900139000` }
}

/** What stands in the ERP now. Without that nobody can say whether a value would be replaced. */
async function currentOf(
  subject: Subject,
  context: CommandContext,
): Promise<{ customer: Customer } | { answer: Answer }> {
  if (subject.ord === undefined) return { answer: refused('还没有建档') }
  try {
    const call = { actor: context.me.name, priority: callPriority.command }
    const customer = await context.crm.getCustomer(subject.ord, call)
    return customer ? { customer } : { answer: refused(`ERP 里没有【${subject.name}】了，请重新查找`) }
  } catch (error) {
    if (!(error instanceof CrmError)) throw error
    const known = await context.store.knownCustomer(subject.ord)
    if (known) return { customer: known }
    const text = `${staleLine({ why: whyOf(error) }, context)}\n看不到原值，未做任何改动，恢复后请再发`
    return { answer: { text, outcome: 'unreachable' } }
  }
}

const conflictsOf = (customer: Customer, changes: Changes): EditKey[] =>
  editable.filter((key) => {
    const now = customer[key]
    return changes[key] !== undefined && now !== undefined && now !== '' && now !== changes[key]
  })

/** 1 keep, 2 replace, and for a number 3 a further contact: nothing is overwritten without being asked. */
async function choose(
  subject: Subject,
  customer: Customer,
  changes: Changes,
  conflicts: readonly EditKey[],
  input: CommandInput,
  context: CommandContext,
): Promise<Answer> {
  const differing = Object.fromEntries(conflicts.map((key) => [key, changes[key] as string]))
  const blanks = Object.fromEntries(Object.entries(changes).filter(([key]) => !conflicts.includes(key as EditKey)))
  const filled = Object.keys(blanks).map(labelOf)
  // What was blank needs nobody's consent.
  if (filled.length > 0) await submit(subject, blanks, context)
  const again = {
    ...withPicked('改', input, { subject: refOf(subject), replace: true }),
    rest: '',
    fields: differing,
  }
  const number = conflicts.includes('mobile')
  const options = ['保留原值', '替换', ...(number ? ['新增联系人'] : [])]
  const extra = {
    ...withPicked('联系人', input, { subject: refOf(subject), add: true }),
    fields: contactOf(changes, customer),
  }
  return {
    text: `${filled.length > 0 ? `${filled.join('、')}为空，已填；` : ''}【${subject.name}】的${conflicts.map(labelOf).join('、')}与 ERP 不同：\n${numbered(options)}\n回数字选择`,
    detail: conflicts.map((key) => `${labelOf(key)}：现在 ${customer[key]}，要改为 ${changes[key]}`).join('\n'),
    ask: {
      choices: [withPicked('保留', input, {}), again, ...(number ? [extra] : [])],
    },
  }
}

function contactOf(changes: Changes, customer: Customer): Record<string, string> {
  const contactName = changes.contactName ?? customer.contactName ?? customer.name
  return { ...changes, contactName }
}

async function submit(subject: Subject, changes: Changes, context: CommandContext): Promise<Answer> {
  const job = jobSubject(subject)
  if (!job) return notFiled(subject.name)
  const ticket = await context.desk.submit(
    { type: 'update_customer', subject: job, changes: changes as Partial<CustomerDraft> },
    context.by,
  )
  const what = Object.entries(changes).map(([key, value]) => `${labelOf(key)}${sensitive.has(key) ? '' : `：${value}`}`)
  return { text: `已受理：【${subject.name}】更新${what.join('、')}\n${await ticketLine(ticket, context)}` }
}

/** A lead that is not in the ERP yet is corrected here; a salesperson's word counts as verified. */
async function changeLead(subject: Subject, changes: Changes, context: CommandContext): Promise<Answer> {
  const { lead } = subject
  if (!lead) return notFiled(subject.name)
  const { store, clock } = context
  const saved = await store.transact(async (tx) => {
    const now = await tx.lead(lead.id)
    return now ? tx.saveLead(corrected(now, changes, clock.now())) : false
  })
  if (!saved) return refused('这条线索刚刚有变化，请再发一次')
  return {
    text: `✅ 已更新线索【${subject.name}】：${Object.keys(changes).map(labelOf).join('、')}\n建档请发 /erp 新建 ${subject.name}`,
  }
}

function corrected(lead: Lead, changes: Changes, at: number): Lead {
  const fields = { ...lead.fields }
  for (const [key, value] of Object.entries(changes)) {
    const name = leadKeys[key]
    if (name) fields[name] = { value, source: 'staff', confidence: 1, at }
  }
  return { ...lead, fields, updatedAt: at, version: lead.version + 1 }
}

const leadKeys: Record<string, FieldName | undefined> = {
  name: 'company',
  contactName: 'name',
  mobile: 'mobile',
  phone: 'phone',
  email: 'email',
  wechatId: 'wechatId',
  qq: 'qq',
  address: 'address',
  job: 'job',
}

export const keep: Command = {
  name: '保留',
  summary: '保留原值',
  examples: [],
  roles: ['sales', 'manager'],
  run: async () => '好的，保留原值，未做任何改动',
}
