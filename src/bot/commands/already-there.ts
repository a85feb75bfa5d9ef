import {
  type ContactRow,
  CrmError,
  type CustomerRow,
  callPriority,
  companiesNamed,
  type Khid,
  type Lead,
  normalizeCompany,
} from '../../domain/index.ts'
import { maskMobile } from '../../shared/mask.ts'
import { refused, withPicked } from './answer.ts'
import { labelOf } from './fields.ts'
import { type Draft, ownFields } from './new-draft.ts'
import { keep, settleOwner } from './search.ts'
import {
  accessTo,
  contactSubject,
  customerSubject,
  joinSubjects,
  leadSubject,
  ownerOf,
  refOf,
  type Subject,
  shownName,
} from './subject.ts'
import type { Answer, CommandContext, CommandInput } from './types.ts'

/** A customer of the ERP who has one of these, by the word for it. */
export interface Met {
  subject: Subject
  by: '编号' | '手机号' | '微信号' | '名'
}

/** The customer whom the ERP has already, looked for as the writing will: number, mobile, WeChat id, company (RULES.md). */
export async function alreadyThere(
  fields: Draft,
  lead: Lead | undefined,
  context: CommandContext,
): Promise<Met | undefined> {
  const { mobile, wechatId } = fields
  const company = fields.type === 'company' ? fields.company : undefined
  const khid = lead?.khid
  const ways: Array<[Met['by'], Promise<Subject[]> | undefined]> = [
    ['编号', khid && withKhid(khid, context)],
    ['手机号', mobile ? withMobile(mobile, lead, context) : undefined],
    ['微信号', wechatId ? known({ wechatId }, context) : undefined],
    ['名', company ? ofName(company, context) : undefined],
  ]
  // Asked all at once: somebody waits for the answer.
  const found = await Promise.all(ways.map(async ([by, subjects]) => ({ by, subjects: (await subjects) ?? [] })))
  const met = found.find(({ subjects }) => subjects.length > 0)
  if (!met) return undefined
  const settled = await Promise.all(met.subjects.slice(0, 5).map((subject) => settleOwner(subject, context)))
  const own = settled.find((subject) => accessTo(subject, context.me) === 'full')
  return { by: met.by, subject: own ?? (settled[0] as Subject) }
}

async function withKhid(khid: Khid, context: CommandContext): Promise<Subject[]> {
  const ours = await known({ khid }, context)
  if (ours.length > 0) return ours
  const customer = await asked(undefined, (call) => context.crm.findByKhid(khid, call), context)
  return customer ? [customerSubject(customer)] : []
}

/** Customers and filed leads, but for this one, who have the number. */
export async function withMobile(mobile: string, lead: Lead | undefined, context: CommandContext): Promise<Subject[]> {
  const one = await context.store.findLead(`mobile:${mobile}`)
  const ours = one && one.id !== lead?.id && one.customerOrd !== undefined ? [leadSubject(one)] : []
  const rows = await asked<ContactRow[]>([], (call) => context.crm.findByMobile(mobile, call), context)
  return joinSubjects([...rows.map(contactSubject), ...ours, ...(await known({ mobile }, context))])
}

async function ofName(company: string, context: CommandContext): Promise<Subject[]> {
  const list = context.crm.listCustomers
  const rows = await asked<CustomerRow[]>([], (call) => companiesNamed(list, company, call), context)
  keep(rows, context)
  const ours = await known({ normalizedName: normalizeCompany(company) }, context)
  return joinSubjects([...rows.map(customerSubject), ...ours])
}

const known = async (query: { [key: string]: string }, { store }: CommandContext): Promise<Subject[]> =>
  (await store.findKnownCustomers({ ...query, limit: 5 })).map(customerSubject)

/** The outbox looks again before it writes: an ERP that is away does not stop the command. */
async function asked<T>(
  none: T,
  ask: (call: { actor: string; priority: typeof callPriority.command }) => Promise<T>,
  { me }: CommandContext,
): Promise<T> {
  try {
    return await ask({ actor: me.name, priority: callPriority.command })
  } catch (error) {
    if (error instanceof CrmError) return none
    throw error
  }
}

/** What can be done instead of making him anew. */
export function answerMet(met: Met, fields: Draft, input: CommandInput, context: CommandContext): Answer {
  const { subject, by } = met
  const own = accessTo(subject, context.me) === 'full'
  return own && (by === '名' || by === '编号') ? join(subject, fields, input, context) : choose(met, input, context)
}

const create = '新建'

/** His own customer of this name: a further contact is added, known people's data is an edit. */
function join(subject: Subject, fields: Draft, input: CommandInput, context: CommandContext): Answer {
  const { name, mobile } = fields
  const whose = context.me.role === 'sales' ? '已是您的客户' : `已在 ERP 中（负责人 ${ownerOf(subject)}）`
  const head = `【${subject.name}】${whose}`
  if (name && !isKnownAs(name, subject.contactName)) {
    const contact = [name, mobile && `手机 ${maskMobile(mobile)}`].filter(Boolean).join('，')
    return {
      text: `${head}，将添加联系人 ${contact}；其余只补 ERP 里的空白项\n回“是”确认，回“否”放弃`,
      ask: { yes: withPicked(create, input, { confirmed: true, anyway: true, joins: subject.name }) },
    }
  }
  const more = ownFields(input)
  const labels = Object.keys(more).map(labelOf).join('、')
  if (labels === '') return refused(`${head}，不用再建。补资料发 /erp 补充 ${subject.name} 手机:…`)
  const edit = { ...withPicked('改', input, { subject: refOf(subject) }), rest: '', words: [], fields: more }
  return { text: `${head}，不用再建。回“是”补充${labels}`, ask: { yes: edit } }
}

/** 李伟 and the one who is known as 李伟(采购). */
const isKnownAs = (name: string, known: string | undefined): boolean =>
  known !== undefined && known !== '' && (known.includes(name) || name.includes(known))

/** Somebody of the same number or, as a colleague's, of the same name. */
function choose({ subject, by }: Met, input: CommandInput, context: CommandContext): Answer {
  const { me } = context
  const manager = me.role === 'manager'
  const anyway = withPicked(create, input, { anyway: true, separate: true })
  const [label, instead] = insteadOf(subject, input, context)
  return {
    text: `已有同${by}客户【${shownName(subject, me)}】（负责人 ${ownerOf(subject)}）\n1 ${label}\n2 仍要新建${manager ? '' : '（需主管）'}`,
    outcome: 'refused',
    ask: { choices: [instead, manager ? anyway : withPicked('新建需主管', input, { by })] },
  }
}

/** The next step with a customer, by whose he is. */
function insteadOf(subject: Subject, input: CommandInput, { me }: CommandContext) {
  const at = { subject: refOf(subject) }
  const bare = { rest: '', words: [], fields: {} }
  const access = accessTo(subject, me)
  if (access === 'masked') return ['申请这个客户', { ...withPicked('申请', input, at), ...bare }] as const
  if (access === 'open') return ['领取', { ...withPicked('领取', input, at), ...bare }] as const
  const words = [subject.contactName ?? '客户', `再次联系：${input.rest}`]
  return ['追加跟进', { ...withPicked('跟进', input, at), ...bare, rest: words.join(' '), words }] as const
}
