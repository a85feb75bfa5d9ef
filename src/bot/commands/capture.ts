import { bringBack, type Lead, type LeadId } from '../../domain/index.ts'
import { refused, withPicked } from './answer.ts'
import { readInput } from './parse.ts'
import { resolveOwn } from './resolve.ts'
import { leadSubject, ownerOf, type Subject } from './subject.ts'
import type { Answer, Command, CommandContext, CommandInput } from './types.ts'

const selling = ['sales', 'manager'] as const

/** 忽略 and 不是客户 end capturing of a conversation; what was said is kept as feedback for tuning. */
const ending = (
  name: string,
  aliases: string[],
  words: string,
  done: string,
  feedback: string,
  whatRemains: (subject: Subject) => Partial<Answer> = () => ({}),
): Command => ({
  name,
  aliases,
  summary: words,
  examples: [`/erp ${name} 华强`],
  roles: selling,
  async run(input, context) {
    const found = await leadOf(name, input, context)
    if ('answer' in found) return found.answer
    await dropLead(found.lead.id, context)
    await remember(feedback, found.lead, context)
    const text = `${done}【${found.subject.name}】，这段聊天不再记录。找回：/erp 恢复 ${found.subject.name}`
    const remains = whatRemains(found.subject)
    return { ...remains, text: remains.text ? `${text}\n${remains.text}` : text }
  },
})

// What the bot noted itself: from a promise in the chat, or to decide about the lead.
const botsOwn = /^(?:客户说：|答应：|决定是否建档$)/u

/** Nobody is captured any more, and nobody reminded of what was said there. */
export async function dropLead(leadId: LeadId, { desk, by, book, clock }: CommandContext): Promise<void> {
  await desk.ignore(leadId, by)
  const open = (book?.tasks() ?? []).filter(({ about, text }) => about?.leadId === leadId && botsOwn.test(text))
  for (const { id } of open) await book?.changeTask(id, { doneAt: clock.now() })
}

/** Capturing ends here, the customer stays in the ERP: what can be done there is offered by number. */
function inErp(subject: Subject): Partial<Answer> {
  if (subject.ord === undefined) return {}
  const picked = { subject: { ord: subject.ord } }
  const words = ['客户', '作废说明：经核实不是客户，请勿采用']
  const choices = [
    { ...readInput(''), name: '跟进', rest: words.join(' '), words, picked },
    { ...readInput(''), name: '放公海', fields: { reason: '不是客户' }, picked },
  ]
  const text = `ERP 里仍有这个客户（负责人 ${ownerOf(subject)}，接口不能删除），可：\n1 追加作废说明\n2 放公海\n回数字选择`
  return { text, ask: { choices } }
}

async function leadOf(
  name: string,
  input: CommandInput,
  context: CommandContext,
): Promise<{ lead: Lead; subject: Subject } | { answer: Answer }> {
  const resolved = await resolveOwn(name, input.words.join(' '), input, context)
  if (!resolved.ok) return { answer: resolved.answer }
  const { subject } = resolved
  if (!subject.lead) return { answer: refused(`【${subject.name}】没有微信聊天线索`) }
  return { lead: subject.lead, subject }
}

const remember = (what: string, lead: Lead, { store, clock, me }: CommandContext): Promise<void> =>
  store.audit({
    at: clock.now(),
    kind: 'decision',
    operation: `feedback.${what}`,
    actor: me.name,
    outcome: 'ok',
    leadId: lead.id,
    khid: lead.khid,
    message: `score ${lead.score}`,
  })

export const ignore = ending('忽略', ['ignore', '屏蔽'], '这个人的聊天不再记录', '已忽略', 'ignored')
export const notACustomer = ending(
  '不是客户',
  ['非客户'],
  '标记为不是客户，不再记录',
  '已标记为不是客户',
  'not_a_customer',
  inErp,
)

export const restore: Command = {
  name: '恢复',
  aliases: ['restore', '取消忽略'],
  summary: '重新记录忽略过的聊天，或要求过不再联系、又愿意联系的人',
  examples: ['/erp 恢复 华强'],
  roles: selling,
  run: restoreLead,
}

async function restoreLead(input: CommandInput, context: CommandContext): Promise<Answer> {
  const text = input.words.join(' ')
  const { store, clock, me } = context
  const status = ['ignored', 'opted_out'] as const
  const found = await store.leads({ status, text: text || undefined, limit: 50, order: 'recent' })
  // Who was erased has no name to be found by; who wants to be left alone is not offered, only found by his name.
  const ignored = found
    .filter((lead) => !lead.mergedInto && leadSubject(lead).name !== '' && (text !== '' || !lead.optedOut))
    .slice(0, 10)
  if (ignored.length === 0) return refused(text ? `忽略名单里没有『${text}』` : '忽略名单是空的')
  if (!text || ignored.length > 1) {
    const names = ignored.map((lead) => leadSubject(lead).name)
    return refused(`忽略名单：${names.join('、')}\n请写明是谁：/erp 恢复 ${names[0]}`)
  }
  const [lead] = ignored as [Lead]
  if (lead.optedOut && input.picked.confirmed !== true) {
    return {
      text: `【${leadSubject(lead).name}】要求过不再联系。他现在自己愿意再联系了吗？回“是”恢复，回“否”不动`,
      ask: { yes: withPicked('恢复', input, { confirmed: true }) },
    }
  }
  await bringBack(store, lead, me.name, clock.now())
  return { text: `已恢复【${leadSubject(lead).name}】，之后的聊天继续记录` }
}

export const missed: Command = {
  name: '漏了',
  aliases: ['漏掉', 'missed'],
  summary: '告诉我一个评分偏低的好客户，供调整参考',
  examples: ['/erp 漏了 华强'],
  roles: selling,
  async run(input, context) {
    const found = await leadOf('漏了', input, context)
    if ('answer' in found) return found.answer
    await remember('missed', found.lead, context)
    return `已记下：【${found.subject.name}】只评了 ${found.lead.score} 分，会用于调整\n${whereItStands(found)}`
  },
}

/** What is left to do with a customer who was rated too low. */
function whereItStands({ lead, subject }: { lead: Lead; subject: Subject }): string {
  if (lead.status === 'queued') return '正在建档，不用再建'
  if (subject.ord !== undefined) return `已在 ERP 中（负责人 ${ownerOf(subject)}），不用再建档`
  if (lead.optedOut) return '他要求过不再联系，不建档'
  return `要建档请发 /erp 新建 ${subject.name}`
}
