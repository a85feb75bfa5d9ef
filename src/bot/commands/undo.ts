import {
  decideEntry,
  type EntryId,
  type EntryState,
  type JobSubject,
  jobLabels,
  type OutboxEntry,
  openStates,
} from '../../domain/index.ts'
import { denied, refused } from './answer.ts'
import { readInput } from './parse.ts'
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
  if (entry.actor !== context.me.name && context.me.role === 'sales') return denied(`#T${entry.id} 不是您提交的`)
  const what = jobLabels[entry.job.type]
  const { store, clock, me } = context
  if (await decideEntry(store, entry.id, 'cancel', `${me.name}撤销`, clock.now())) {
    const after = entry.job.type === 'sync_customer' ? '\n之后只按您的命令建档：/erp 新建' : ''
    return { text: `已取消（未提交 ERP）：${what} #T${entry.id}${after}` }
  }
  if (entry.state !== 'done') return refused(whyNot(entry, what))
  return me.role === 'operator'
    ? refused(`${what} #T${entry.id} 已提交无法删除，请 ${entry.actor} 或主管追加作废说明`)
    : tooLate(entry, what)
}

/** What was written stays; what can still be done is offered by number. */
function tooLate(entry: OutboxEntry, what: string): Answer {
  const subject = subjectOf(entry)
  const text = `${what} #T${entry.id} 已提交无法删除`
  if (!subject) return refused(text)
  const words = ['客户', `作废说明：之前提交的${what}（#T${entry.id}）作废，请勿采用`]
  const void_ = { ...readInput(''), name: '跟进', rest: words.join(' '), words, picked: { subject } }
  const release = { ...readInput(''), name: '放公海', fields: { reason: `撤销 #T${entry.id}` }, picked: { subject } }
  return { ...refused(`${text}，可：\n1 追加作废说明\n2 放公海\n回数字选择`), ask: { choices: [void_, release] } }
}

function subjectOf({ job }: OutboxEntry): JobSubject | undefined {
  if ('subject' in job) return job.subject
  return 'leadId' in job ? { leadId: job.leadId } : undefined
}

/** What was submitted longer ago than this is not what he means, ms. */
const recentMs = 86_400_000

/** The last thing he did that still stands, whether it waits or was submitted. */
async function lastOf({ store, me, clock }: CommandContext): Promise<OutboxEntry | undefined> {
  const own = async (state: readonly EntryState[]) =>
    (await store.entries({ kind: 'erp', state, limit: 500 })).filter((entry) => entry.actor === me.name)
  const ended = (await own(['done'])).filter((entry) => entry.updatedAt > clock.now() - recentMs)
  return [...(await own(openStates)), ...ended].sort((a, b) => b.id - a.id)[0]
}

const whyNot = (entry: OutboxEntry, what: string): string =>
  ({
    running: `${what} 正在写入，来不及撤销，结果会通知您 #T${entry.id}`,
    done: `${what} 已提交无法删除，可：发 /erp 跟进 追加作废说明，或 /erp 放公海`,
    cancelled: `${what} 之前已取消`,
    dead: `${what} 本来就没有写成 #T${entry.id}`,
    expired: `${what} 没有写成，不用撤销`,
    ready: `${what} 现在不能取消，请稍后再试`,
  })[entry.state]
