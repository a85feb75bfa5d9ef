import {
  decideEntry,
  type EntryId,
  type EntryState,
  type JobSubject,
  jobLabels,
  leadName,
  type OutboxEntry,
  type OutboxJob,
  openStates,
} from '../../domain/index.ts'
import { denied, refused } from './answer.ts'
import { readInput } from './parse.ts'
import { loadSubject } from './search.ts'
import { accessTo } from './subject.ts'
import { ticketNumber } from './ticket.ts'
import type { Answer, Command, CommandContext, CommandInput } from './types.ts'

export const undo: Command = {
  name: '撤销',
  aliases: ['撤回', 'undo'],
  spoken: { 反悔: '', 取消上一条: '', 撤销上一条: '', 撤回上一条: '', 撤消: '' },
  summary: '取消还没提交到 ERP 的一项，不写编号就是最近一项；已提交的可作废或放公海',
  examples: ['/erp 撤销', '/erp 撤销 #T91'],
  roles: ['sales', 'manager', 'operator'],
  run: cancel,
}

async function cancel(input: CommandInput, context: CommandContext): Promise<Answer> {
  const said = input.words.join('')
  const number = said === '' ? undefined : ticketNumber(said)
  if (said !== '' && number === undefined) return refused(`『${said}』不是编号，例如 /erp 撤销 #T91`)
  const entry = number === undefined ? await lastOf(context) : await context.store.entry(number as EntryId)
  if (!entry || entry.job.type === 'say')
    return refused(number === undefined ? '您没有可撤销的项' : `没有 #T${number} 这一项`)
  if (!(await isHis(entry, context)) && context.me.role === 'sales') return denied(`#T${entry.id} 不是您提交的`)
  const what = jobLabels[entry.job.type]
  const { store, clock, me } = context
  if (await decideEntry(store, entry.id, 'cancel', `${me.name}撤销`, clock.now())) {
    const after = entry.job.type === 'sync_customer' ? '\n之后只按您的命令建档：/erp 新建' : ''
    return { text: `已取消（未提交 ERP）：${what} #T${entry.id}${after}` }
  }
  if (entry.state !== 'done') return refused(whyNot(entry, what))
  return context.me.role === 'operator'
    ? refused(`${what} #T${entry.id} 已提交无法删除，请 ${entry.actor} 或主管追加作废说明`)
    : tooLate(entry, await named(entry, context), context)
}

/** What the bot filed by itself he knows by its customer, not by a ticket. */
async function named({ job, id }: OutboxEntry, { store }: CommandContext): Promise<string> {
  const what = jobLabels[job.type]
  const lead = isOfTheBot(job) ? await store.lead(job.leadId) : undefined
  return lead ? `${what}【${leadName(lead)}】（机器人自动，#T${id}）` : `${what} #T${id}`
}

/** What was written stays; what can still be done is offered by number, with a customer who is his to work on. */
async function tooLate(entry: OutboxEntry, what: string, context: CommandContext): Promise<Answer> {
  const subject = subjectOf(entry)
  const text = `${what} 已提交无法删除`
  const standing = subject && (await loadSubject(subject, context))
  if (!standing || accessTo(standing, context.me) !== 'full') return refused(text)
  const words = ['客户', `作废说明：之前提交的${jobLabels[entry.job.type]}（#T${entry.id}）作废，请勿采用`]
  const void_ = { ...readInput(''), name: '跟进', rest: words.join(' '), words, picked: { subject } }
  const release = { ...readInput(''), name: '放公海', fields: { reason: `撤销 #T${entry.id}` }, picked: { subject } }
  const nobody = { ...readInput(''), name: '不是客户', picked: { subject } }
  const [third, choices] = isOfTheBot(entry.job)
    ? ['\n3 不是客户（聊天不再记录）', [void_, release, nobody]]
    : ['', [void_, release]]
  return { ...refused(`${text}，可：\n1 追加作废说明\n2 放公海${third}\n回数字选择`), ask: { choices } }
}

function subjectOf({ job }: OutboxEntry): JobSubject | undefined {
  if ('subject' in job) return job.subject
  return 'leadId' in job ? { leadId: job.leadId } : undefined
}

/** What was submitted longer ago than this is not what he means, ms. */
const recentMs = 86_400_000

/** The last thing that he did, or the bot for him, and that still stands, whether it waits or was submitted. */
async function lastOf(context: CommandContext): Promise<OutboxEntry | undefined> {
  const { store, clock } = context
  const some = (state: readonly EntryState[]) => store.entries({ kind: 'erp', state, limit: 500 })
  const ended = (await some(['done'])).filter((entry) => entry.updatedAt > clock.now() - recentMs)
  const all = [...(await some(openStates)), ...ended].sort((a, b) => b.id - a.id)
  for (const entry of all) if (await isHis(entry, context)) return entry
  return undefined
}

/** He ordered it, or the bot filed the customer by itself and gave him to him. */
async function isHis({ actor, job }: OutboxEntry, { store, me }: CommandContext): Promise<boolean> {
  if (actor === me.name) return true
  if (!isOfTheBot(job) || me.erpUserId === undefined) return false
  const owner = (await store.lead(job.leadId))?.owner ?? job.route?.target
  return owner?.kind === 'users' && owner.userIds.includes(me.erpUserId)
}

type Filing = Extract<OutboxJob, { type: 'sync_customer' }>

const isOfTheBot = (job: OutboxJob): job is Filing => job.type === 'sync_customer' && job.trigger !== 'command'

const whyNot = (entry: OutboxEntry, what: string): string =>
  ({
    running: `${what} 正在写入，来不及撤销，结果会通知您 #T${entry.id}`,
    done: `${what} 已提交无法删除，可：发 /erp 跟进 追加作废说明，或 /erp 放公海`,
    cancelled: `${what} 之前已取消`,
    dead: `${what} 本来就没有写成 #T${entry.id}`,
    expired: `${what} 没有写成，不用撤销`,
    ready: `${what} 现在不能取消，请稍后再试`,
  })[entry.state]
