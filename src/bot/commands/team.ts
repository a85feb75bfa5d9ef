import {
  CrmError,
  callPriority,
  countedLeads,
  isFiled,
  isHot,
  isOwnedBy,
  type JobSubject,
  type Lead,
} from '../../domain/index.ts'
import { refused, withPicked } from './answer.ts'
import { type Colleague, colleagues, resolvePerson } from './persons.ts'
import { causeOf, whyOf } from './stale.ts'
import { partsOf } from './to-colleague.ts'
import type { Answer, Command, CommandContext, CommandInput } from './types.ts'

const most = 2000
/** Of a hundred customers each. */
const mostPages = 100

export const team: Command = {
  name: '团队',
  aliases: ['team'],
  summary: '每位同事的线索数、高意向和已建档',
  examples: ['/erp 团队'],
  roles: ['manager'],
  run: overview,
}

async function overview(_input: CommandInput, context: CommandContext): Promise<string> {
  const all = await countedLeads(context.store)
  const people = await colleagues(context)
  const rows = people
    .map((person) => ({ person, own: all.filter((lead) => isOwnedBy(lead, person.userId)) }))
    .filter(({ own }) => own.length > 0)
    .sort((a, b) => b.own.length - a.own.length)
  const unowned = all.filter((lead) => !lead.owner || lead.owner.kind === 'public_pool').length
  const lines = rows.slice(0, 12).map(({ person, own }) => `${person.name}：${figures(own)}`)
  return [`线索 ${all.length}，无负责人 ${unowned}`, ...lines].join('\n')
}

const figures = (leads: readonly Lead[]) => {
  const hot = leads.filter(isHot).length
  const synced = leads.filter(isFiled).length
  return `线索 ${leads.length}，高意向 ${hot}，已建档 ${synced}`
}

export const handOver: Command = {
  name: '交接',
  aliases: ['handover'],
  summary: '把一位同事的全部客户交给另一位（需确认）',
  examples: ['/erp 交接 李娜 给 王强'],
  roles: ['manager'],
  run: handAll,
}

async function handAll(input: CommandInput, context: CommandContext): Promise<Answer> {
  const { what: leaverName, whom: heirName } = partsOf(input)
  if (!leaverName || !heirName) return refused('格式：/erp 交接 李娜 给 王强')
  const leaver = await pick('leaverId', leaverName, input, context)
  if (!leaver.ok) return leaver.answer
  const settled = { ...input, picked: { ...input.picked, leaverId: leaver.person.userId } }
  const heir = await pick('heirId', heirName, settled, context)
  if (!heir.ok) return heir.answer
  if (leaver.person.userId === heir.person.userId) return refused('交接双方是同一个人')
  // Lists of the ERP tell owners by name only, and by the name that the ERP has.
  await context.roster?.refresh(context.me.name)
  const called = context.roster?.nameOf(leaver.person.userId) ?? leaver.person.name
  const bearers = context.roster?.idsOf(called)?.length ?? (await namesakesOf(leaver.person, context))
  if (bearers > 1) return refused(`有 ${bearers} 位${called}，按名字分不清客户，请在 ERP 里交接`)
  const subjects = await customersOf(leaver.person, called, context).catch((error) => {
    if (!(error instanceof CrmError)) throw error
    return causeOf(whyOf(error))
  })
  if (typeof subjects === 'string')
    return {
      ...refused(`${subjects}，看不全 ${leaver.person.name} 的客户，没有改动，恢复后请再发`),
      outcome: 'unreachable',
    }
  if (subjects.length === 0) return refused(`${leaver.person.name} 名下没有客户`)
  const [from, to] = [leaver.person.name, heir.person.name]
  if (input.picked.confirmed !== true) {
    const yes = withPicked('交接', settled, { heirId: heir.person.userId, confirmed: true })
    // Of two people of one name it says which was chosen.
    const which = heir.person.department ? `(${heir.person.department})` : ''
    return { text: `把 ${from} 名下的 ${subjects.length} 个客户全部交给 ${to}${which}。回“是”确认`, ask: { yes } }
  }
  const target = { kind: 'users' as const, userIds: [heir.person.userId] }
  const why = `${context.me.name}：${from}的客户交接给${to}`
  const jobs = subjects.map((subject) => ({ type: 'assign' as const, subject, target, why }))
  await context.desk.submitAll(jobs, `${from}的客户交给 ${to}`, context.by)
  return { text: `已受理：${subjects.length} 个客户从 ${from} 交给 ${to}，逐个写入，全部完成后通知您` }
}

/** Two people have to be settled one after the other: each keeps his own place among what was picked. */
async function pick(key: 'leaverId' | 'heirId', name: string, input: CommandInput, context: CommandContext) {
  const found = await resolvePerson('交接', name, { ...input, picked: { userId: input.picked[key] } }, context)
  if (found.ok || !found.answer.ask?.choices) return found
  const choices = found.answer.ask.choices.map((choice) => withPicked('交接', input, { [key]: choice.picked.userId }))
  return { ok: false as const, answer: { ...found.answer, ask: { choices } } }
}

const namesakesOf = async ({ name }: Colleague, context: CommandContext) =>
  (await colleagues(context)).filter((person) => person.name === name).length

/** Leads that stand in the ERP, and the ERP's whole list: a hand-over that forgets customers is worse than none. */
async function customersOf(
  { userId }: Colleague,
  called: string,
  { store, crm, me }: CommandContext,
): Promise<JobSubject[]> {
  const leads = (await store.leads({ ownerId: userId, limit: most })).filter((lead) => lead.customerOrd !== undefined)
  const byOrd = new Map<number, JobSubject>(leads.map((lead) => [lead.customerOrd as number, { leadId: lead.id }]))
  const call = { actor: me.name, priority: callPriority.command }
  for (let index = 1, pages = 1; index <= Math.min(pages, mostPages); index++) {
    const page = await crm.listCustomers({}, { index, size: 100 }, call)
    pages = page.pages
    for (const row of page.rows) {
      if (row.ownerName === called && !byOrd.has(row.ord)) byOrd.set(row.ord, { ord: row.ord })
    }
  }
  return [...byOrd.values()]
}
