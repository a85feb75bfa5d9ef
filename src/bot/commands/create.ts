import { randomUUID } from 'node:crypto'
import { type FieldName, type Lead, type LeadFields, type LeadId, threadId } from '../../domain/index.ts'
import { maskMobile } from '../../shared/mask.ts'
import { refused, withPicked } from './answer.ts'
import { requestApproval } from './approve.ts'
import { labelOf } from './fields.ts'
import { recognize } from './from-record.ts'
import { isPersonsName } from './likely.ts'
import { asMobile, plainName } from './normalize.ts'
import { duplicate, sameMobile } from './same-mobile.ts'
import { settleOwner } from './search.ts'
import { ticketLine } from './ticket.ts'
import type { Answer, Command, CommandContext, CommandInput } from './types.ts'

const name = '新建'

export const create: Command = {
  name,
  aliases: ['建档', '添加', 'new', 'add'],
  spoken: {
    新建客户: '',
    新建一个客户: '',
    建一个客户: '',
    新增客户: '',
    添加客户: '',
    录入客户: '',
    录入: '',
    新增: '',
    创建: '',
    登记: '',
    建客户: '',
    加客户: '',
    新客户: '',
  },
  summary: '新建客户（查重后确认），或把一条线索建档',
  examples: ['/erp 新建 华强电子 联系人:李伟 手机:13800138000', '/erp 新建 李伟 类型:个人 手机:13800138000'],
  roles: ['sales', 'manager'],
  run: add,
}

async function add(words: CommandInput, context: CommandContext): Promise<Answer> {
  const { input, note } = fromRecord(words, context)
  const read = await draftOf(input, context)
  if ('problem' in read) return refused(read.problem)
  const { fields, lead } = read
  const missing = missingIn(fields)
  if (missing.length > 0) return refused(missingText(missing, input))
  const doubles = input.picked.anyway === true ? [] : await sameMobile(fields.mobile, lead, context)
  const double = doubles[0] && (await settleOwner(doubles[0], context))
  if (double) return duplicate(double, name, input, context)
  if (input.picked.confirmed !== true) {
    return {
      text: `将新建${fields.type === 'personal' ? '个人' : '单位'}客户：${summary(fields)}${note}${routeOf(lead, context)}\n回“是”确认，回“否”放弃`,
      ask: { yes: withPicked(name, input, { confirmed: true, anyway: true }) },
    }
  }
  const leadId = lead?.id ?? (await keepLead(fields, context))
  // A manager's word that this is another customer in spite of the number.
  const given = input.picked.separate === true ? { ...fields, separate: '1' } : fields
  const taken = await context.desk.accept(leadId, given, context.by)
  if ('problem' in taken) return refused(taken.problem)
  return { text: `已受理：新建【${fields.company ?? fields.name}】\n${await ticketLine(taken, context)}` }
}

/** 新建 without words, on a forwarded or quoted record: what was recognized stands for the words. */
function fromRecord(input: CommandInput, context: CommandContext): { input: CommandInput; note: string } {
  const { message, scorer, people, clock } = context
  const bare = input.rest === '' && Object.keys(input.picked).length === 0
  if (!bare || !message.record || !scorer) return { input, note: '' }
  const colleagues = people.all().map((person) => person.name)
  const found = recognize(message.record, { scorer, colleagues, now: clock.now() })
  if (!found) return { input, note: '' }
  const unsure = found.unsure.length > 0 ? `，低置信：${found.unsure.join('、')}` : ''
  return {
    input: { ...input, fields: found.fields },
    note: `\n（已从聊天识别 ${Object.keys(found.fields).length} 项${unsure}）`,
  }
}

type Draft = Partial<Record<FieldName, string>>

/** What is to be written: the words, over what a lead of ours already knows. */
async function draftOf(
  input: CommandInput,
  context: CommandContext,
): Promise<{ fields: Draft; lead?: Lead } | { problem: string }> {
  const { fields: given, words } = input
  const title = given.name ?? words.filter((word) => !asMobile(word)).join(' ')
  const said = given.mobile ?? words.find((word) => asMobile(word))
  const mobile = said === undefined ? undefined : asMobile(said)
  if (said !== undefined && !mobile) return { problem: `手机号『${said}』不对，应为 11 位数字` }
  const lead = await leadFor(title, mobile, context)
  const type = typeOf(given.type, title, given.contactName, lead)
  const known = lead ? valuesOf(lead.fields) : {}
  const fields: Draft = {
    ...known,
    type,
    company: type === 'company' ? title || known.company : undefined,
    name: type === 'company' ? (given.contactName ?? known.name) : title || given.contactName || known.name,
    ...(mobile && { mobile }),
  }
  for (const key of ['phone', 'email', 'wechatId', 'qq', 'address', 'job'] as const) {
    if (given[key]) fields[key] = given[key]
  }
  return { fields: withoutBlanks(fields), lead }
}

const withoutBlanks = (fields: Draft): Draft => Object.fromEntries(Object.entries(fields).filter(([, v]) => v))

const valuesOf = (fields: LeadFields): Draft =>
  Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, field.value]))

/** A lead that is meant by the same mobile or name and stands not yet in the ERP. */
async function leadFor(title: string, mobile: string | undefined, { desk }: CommandContext): Promise<Lead | undefined> {
  const found = [...(mobile ? await desk.findLead(mobile) : []), ...(title ? await desk.findLead(title) : [])]
  return found.find(
    (lead) =>
      lead.customerOrd === undefined &&
      ((mobile !== undefined && lead.fields.mobile?.value === mobile) ||
        [lead.fields.company?.value, lead.fields.name?.value, lead.nickname].some(
          (known) => known !== undefined && title !== '' && plainName(known) === plainName(title),
        )),
  )
}

function typeOf(said: string | undefined, title: string, contact: string | undefined, lead: Lead | undefined) {
  if (said) return /个人|personal/i.test(said) ? 'personal' : 'company'
  if (contact) return 'company'
  if (lead?.fields.type) return lead.fields.type.value === 'personal' ? 'personal' : 'company'
  return isPersonsName(title) ? 'personal' : 'company'
}

/** What the ERP requires: a company needs a contact person, everyone a name and a mobile. */
const missingIn = (fields: Draft): string[] =>
  [
    fields.type === 'company' && !fields.company && 'name',
    !fields.name && (fields.type === 'company' ? 'contactName' : 'name'),
    !fields.mobile && 'mobile',
  ].filter((key): key is string => typeof key === 'string')

function missingText(missing: readonly string[], input: CommandInput): string {
  const labels = missing.map(labelOf)
  const example = missing.map((key) => `${labelOf(key)}:…`).join(' ')
  return `缺 ${labels.join('、')}。请补上重发，例如\n/erp 新建 ${input.rest} ${example}`.trim()
}

/** Whom the rules will give it to (RULES.md, assignment): below the threshold to nobody, which is better known before. */
const routeOf = (lead: Lead | undefined, { judge, me }: CommandContext): string =>
  judge?.route(lead?.score ?? 0, '', {}).target.kind === 'public_pool'
    ? `\n归属：公海（评分不足），建好后${me.role === 'manager' ? '可 /erp 指派' : '可 /erp 领取'}`
    : ''

const summary = (fields: Draft) =>
  [
    fields.company,
    fields.name && `联系人 ${fields.name}`,
    fields.mobile && `手机 ${maskMobile(fields.mobile)}`,
    fields.email && '邮箱已填',
    fields.address && '地址已填',
  ]
    .filter(Boolean)
    .join('，')

/** A customer a salesperson brings by hand gets a lead like any other, so that identity keys and history hold. */
async function keepLead(fields: Draft, { store, clock, me, sender }: CommandContext): Promise<LeadId> {
  const now = clock.now()
  const id = `m${now.toString(36)}-${randomUUID().slice(0, 8)}` as LeadId
  const values: LeadFields = {}
  for (const [key, value] of Object.entries(fields) as Array<[FieldName, string]>) {
    values[key] = { value, source: 'staff', confidence: 1, at: now }
  }
  const lead: Lead = {
    id,
    status: 'watching',
    fields: values,
    score: 0,
    band: 'cold',
    reasons: [],
    profile: `${me.name}手工新建`,
    counterpart: 'customer',
    existing: false,
    committed: false,
    optedOut: false,
    nickname: fields.company ?? fields.name ?? '',
    threadId: threadId('manual', sender.contactId, id),
    firstContactAt: now,
    lastMessageAt: now,
    updatedAt: now,
    version: 1,
  }
  await store.transact(async (tx) => {
    await tx.saveLead(lead)
    if (fields.mobile) await tx.claim(id, [`mobile:${fields.mobile}`])
  })
  return id
}

export const createAnyway: Command = {
  name: '新建需主管',
  summary: '同手机号的客户要由主管新建',
  examples: [],
  roles: ['sales', 'manager'],
  async run(input, context) {
    const read = await draftOf(input, context)
    if ('problem' in read) return refused(read.problem)
    const title = read.fields.company ?? read.fields.name ?? '客户'
    if (!context.book) return refused(`同手机号再建一个客户需要主管，请主管发：/erp 新建 ${input.rest}`)
    const leadId = read.lead?.id ?? (await keepLead(read.fields, context))
    const text = `新建【${title}】，与已有客户同手机号`
    return requestApproval({ text, leadId, fields: { ...read.fields, separate: '1' } }, context)
  },
}
