import { randomUUID } from 'node:crypto'
import { type FieldName, type Lead, type LeadFields, type LeadId, threadId } from '../../domain/index.ts'
import { withoutAbsent } from '../../shared/collections.ts'
import { maskMobile } from '../../shared/mask.ts'
import { alreadyThere, answerMet } from './already-there.ts'
import { refused, withPicked } from './answer.ts'
import { requestApproval } from './approve.ts'
import { labelOf } from './fields.ts'
import { recognize } from './from-record.ts'
import { type Draft, draftOf, missingIn, type NewDraft } from './new-draft.ts'
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
  const { fields, lead, entered, unread } = read
  const met = input.picked.anyway === true ? undefined : await alreadyThere(fields, lead, context)
  if (met) return answerMet(met, fields, input, context)
  const missing = missingIn(fields)
  if (missing.length > 0) return refused(missingText(missing, input))
  if (input.picked.confirmed !== true) {
    return {
      text: `将新建${fields.type === 'personal' ? '个人' : '单位'}客户：${summary(fields, entered)}${note}${unreadLine(unread)}${routeOf(lead, context)}\n回“是”确认，回“否”放弃`,
      ask: { yes: withPicked(name, input, { confirmed: true, anyway: true }) },
    }
  }
  const leadId = lead?.id ?? (await keepLead(fields, context))
  // A manager's word that this is another customer in spite of what they share.
  const given = { ...fields, ...withoutAbsent(entered), ...(input.picked.separate === true && { separate: '1' }) }
  const taken = await context.desk.accept(leadId, given, context.by)
  if ('problem' in taken) return refused(taken.problem)
  const { joins } = input.picked
  const what = joins ? `【${joins}】添加联系人 ${fields.name}` : `新建【${fields.company ?? fields.name}】`
  return { text: `已受理：${what}\n${await ticketLine(taken, context)}` }
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

const unreadLine = (unread: readonly string[]): string =>
  unread.length > 0 ? `\n没看懂，不会写入：${unread.join('、')}` : ''

const summary = (fields: Draft, { category, remark }: NewDraft['entered']) =>
  [
    fields.company,
    fields.name && `联系人 ${fields.name}`,
    fields.mobile && `手机 ${maskMobile(fields.mobile)}`,
    fields.job && `职务 ${fields.job}`,
    category && `分类 ${category}`,
    ...(['phone', 'email', 'wechatId', 'qq', 'address'] as const).map((key) => fields[key] && `${labelOf(key)}已填`),
    remark && '备注已填',
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
  summary: '与已有客户相同的要由主管新建',
  examples: [],
  roles: ['sales', 'manager'],
  async run(input, context) {
    const read = await draftOf(input, context)
    if ('problem' in read) return refused(read.problem)
    const title = read.fields.company ?? read.fields.name ?? '客户'
    if (!context.book) return refused(`与已有客户相同，再建一个需要主管，请主管发：/erp 新建 ${input.rest}`)
    const leadId = read.lead?.id ?? (await keepLead(read.fields, context))
    const text = `新建【${title}】，与已有客户同${input.picked.by ?? '手机号'}`
    const given = { ...read.fields, ...withoutAbsent(read.entered), separate: '1' }
    return requestApproval({ text, leadId, fields: given }, context)
  },
}
