import { type IdentityKey, type Lead, type LeadId, stopWrites, survivorOf, type Thread } from '../../domain/index.ts'
import { refused, withPicked } from './answer.ts'
import { resolveOwn } from './resolve.ts'
import { leadSubject, type Subject, type SubjectRef } from './subject.ts'
import type { Answer, Command, CommandContext, CommandInput } from './types.ts'

const selling = ['sales', 'manager'] as const

export const join: Command = {
  name: '合并',
  aliases: ['merge', 'join'],
  summary: '把两条线索合成一个客户（需确认，可拆分）',
  examples: ['/erp 合并 1 2', '/erp 合并 华强 华强电子'],
  roles: selling,
  run: joinTwo,
}

async function joinTwo(input: CommandInput, context: CommandContext): Promise<Answer> {
  const [first, second] = input.words
  if (input.words.length !== 2 || !first || !second) return refused('格式：/erp 合并 1 2（列表里的数字），或两个名称')
  const one = await pick('first', first, input, context)
  if ('answer' in one) return one.answer
  const settled = withPicked('合并', input, { first: one.lead.id })
  const two = await pick('second', second, settled, context)
  if ('answer' in two) return two.answer
  if (one.lead.id === two.lead.id) return refused('这是同一条线索，不用合并')
  const { into, from } = survivorOf(one.lead, two.lead)
  if (from.customerOrd !== undefined && into.customerOrd !== from.customerOrd) {
    return refused('两条都已在 ERP 建档，请在 ERP 里合并客户')
  }
  const [kept, gone] = [leadSubject(into).name, leadSubject(from).name]
  if (input.picked.confirmed !== true) {
    const yes = withPicked('合并', settled, { second: two.lead.id, confirmed: true })
    return { text: `把【${gone}】并入【${kept}】，聊天和资料归到一起。回“是”确认`, ask: { yes } }
  }
  await merge(into, from, context)
  return { text: `✅ 已合并为【${kept}】。并错了发 /erp 拆分 ${kept}` }
}

/** Two leads are settled one after the other: each keeps its own place among what was picked. */
async function pick(
  key: 'first' | 'second',
  text: string,
  input: CommandInput,
  context: CommandContext,
): Promise<{ lead: Lead } | { answer: Answer }> {
  const id = input.picked[key] as LeadId | undefined
  const picked = id ? { subject: { leadId: id } satisfies SubjectRef } : {}
  const found = await resolveOwn('合并', text, { ...input, picked }, context)
  if (!found.ok) {
    const choices = found.answer.ask?.choices?.map((choice) =>
      withPicked('合并', input, { [key]: (choice.picked.subject as SubjectRef | undefined)?.leadId }),
    )
    return { answer: choices ? { ...found.answer, ask: { choices } } : found.answer }
  }
  const { lead } = found.subject
  return lead ? { lead } : { answer: refused(`【${found.subject.name}】没有微信线索，请在 ERP 里合并客户`) }
}

async function merge(into: Lead, from: Lead, { store, clock, me }: CommandContext): Promise<void> {
  await stopWrites(store, from.id, `${me.name}合并`, clock.now())
  await store.transact(async (tx) => {
    const [a, b] = [await tx.lead(into.id), await tx.lead(from.id)]
    if (!a || !b) return
    const now = clock.now()
    await tx.saveLead({ ...b, status: 'ignored', mergedInto: a.id, updatedAt: now, version: b.version + 1 })
    await tx.saveLead({ ...a, fields: { ...b.fields, ...a.fields }, updatedAt: now, version: a.version + 1 })
    await tx.moveIdentities(b.id, a.id)
    await tx.audit({
      at: now,
      kind: 'decision',
      operation: 'join',
      actor: me.name,
      outcome: 'ok',
      leadId: a.id,
      message: `${b.id} 并入 ${a.id}（${me.name}）`,
    })
  })
}

export const part: Command = {
  name: '拆分',
  aliases: ['split'],
  summary: '把并错的线索分开（需确认）',
  examples: ['/erp 拆分 华强'],
  roles: selling,
  run: partOne,
}

async function partOne(input: CommandInput, context: CommandContext): Promise<Answer> {
  const found = await resolveOwn('拆分', input.words.join(' '), input, context)
  if (!found.ok) return found.answer
  const parts = await joinedInto(found.subject, context)
  const wanted = input.picked.part as LeadId | undefined
  const from = wanted ? parts.find((lead) => lead.id === wanted) : parts[0]
  if (!from || !found.subject.lead) return refused(`【${found.subject.name}】没有合并过，不用拆分`)
  if (parts.length > 1 && !wanted) {
    const lines = parts.slice(0, 8).map((lead, i) => `${i + 1} ${leadSubject(lead).name}`)
    const choices = parts
      .slice(0, 8)
      .map((lead) => withPicked('拆分', input, { subject: { leadId: found.subject.lead?.id }, part: lead.id }))
    return { text: `拆出哪一条？\n${lines.join('\n')}\n回数字选择`, ask: { choices } }
  }
  if (input.picked.confirmed !== true) {
    const yes = withPicked('拆分', input, {
      subject: { leadId: found.subject.lead.id },
      part: from.id,
      confirmed: true,
    })
    return { text: `把【${leadSubject(from).name}】从【${found.subject.name}】拆出来。回“是”确认`, ask: { yes } }
  }
  await split(found.subject.lead, from, context)
  return { text: `✅ 已拆分：【${leadSubject(from).name}】和【${found.subject.name}】各算各的，聊天会重新识别` }
}

const joinedInto = async ({ lead }: Subject, { store }: CommandContext): Promise<Lead[]> =>
  lead ? (await store.leads({ status: ['ignored'], limit: 2000 })).filter((one) => one.mergedInto === lead.id) : []

async function split(into: Lead, from: Lead, { store, clock, me }: CommandContext): Promise<void> {
  const [kept, gone] = [await store.threadsOfLead(into.id), await store.threadsOfLead(from.id)]
  await store.transact(async (tx) => {
    const b = await tx.lead(from.id)
    if (!b) return
    const now = clock.now()
    const keys = keysOf(b, gone)
    await tx.release(into.id, keys)
    await tx.claim(b.id, keys)
    const { mergedInto: _, ...own } = b
    await tx.saveLead({ ...own, status: 'watching', updatedAt: now, version: b.version + 1 })
    for (const { id } of [...kept, ...gone]) {
      const thread = await tx.thread(id)
      if (thread) await tx.saveThread({ ...thread, reread: true, dueAt: now, version: thread.version + 1 })
    }
    await tx.audit({
      at: now,
      kind: 'decision',
      operation: 'part',
      actor: me.name,
      outcome: 'ok',
      leadId: b.id,
      message: `${b.id} 从 ${into.id} 拆出（${me.name}）`,
    })
  })
}

/** What makes the parted person recognisable; a number both have stays with the one that goes on. */
const keysOf = (lead: Lead, threads: readonly Thread[]): IdentityKey[] => [
  ...(lead.khid ? [`khid:${lead.khid}` as const] : []),
  ...threads.flatMap((thread): IdentityKey[] => [
    `contact:${thread.accountId}|${thread.contactId}`,
    ...(thread.wechatId ? [`wechat:${thread.wechatId.toLowerCase()}` as const] : []),
  ]),
]
