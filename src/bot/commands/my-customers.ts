import { CrmError, type CustomerRow, callPriority } from '../../domain/index.ts'
import { pageOf, withPicked } from './answer.ts'
import { keep } from './search.ts'
import { staleLine, whyOf } from './stale.ts'
import { accessTo, customerSubject, joinSubjects, leadSubject, ownerOf, refOf, type Subject } from './subject.ts'
import type { Answer, Command, CommandContext, CommandInput } from './types.ts'
import { subjectLine } from './views.ts'

const name = '我的客户'
const pageRows = 100
/** The ERP's list has no filter by owner: so many of its newest pages are looked through. */
const mostPages = 5

export const myCustomers: Command = {
  name,
  spoken: { 我有哪些客户: '', 我有什么客户: '', 我有多少客户: '', 我名下的客户: '', 我所有的客户: '', 客户列表: '' },
  summary: '列出自己名下的客户',
  examples: ['/erp 我的客户'],
  roles: ['sales', 'manager'],
  run: list,
}

async function list(input: CommandInput, context: CommandContext): Promise<Answer> {
  const { rows, complete, failed } = await fromErp(context)
  const { me, store } = context
  const leads = me.erpUserId === undefined ? [] : await store.leads({ ownerId: me.erpUserId, limit: 500 })
  const filed = leads.filter((lead) => lead.customerOrd !== undefined && !lead.mergedInto)
  const all = joinSubjects([...rows.map(customerSubject), ...filed.map(leadSubject)])
  const mine = all.filter((subject) => isOwn(subject, context))
  const above = failed ? `${staleLine({ why: failed }, context)}\n` : ''
  if (mine.length === 0) {
    return { text: `${above}您名下还没有客户，可发 /erp 公海 领取`, outcome: failed ? 'unreachable' : 'ok' }
  }
  const page = pageOf(name, input, mine, {
    line: (subject) => subjectLine(subject, context),
    open: (subject) => ({ ...withPicked('查客户', input, { subject: refOf(subject) }), rest: '', words: [] }),
  })
  const scope = complete ? '' : `（最近 ${mostPages * pageRows} 个客户中）`
  return {
    text: `${above}您有 ${mine.length} 个客户${scope}，第 ${page.page}/${page.pages} 页：\n${page.lines}\n回数字看详情${page.next ? '，回"下页"' : ''}`,
    ask: { choices: page.choices, next: page.next },
    outcome: failed ? 'unreachable' : 'ok',
  }
}

/** A manager may see all of them; his own are those under his name. */
const isOwn = (subject: Subject, { me }: CommandContext) =>
  subject.ord !== undefined &&
  accessTo(subject, me) === 'full' &&
  (subject.ownerId === undefined
    ? ownerOf(subject) === (me.erpName ?? me.name)
    : accessTo(subject, { ...me, role: 'sales' }) === 'full')

async function fromErp(context: CommandContext): Promise<{ rows: CustomerRow[]; complete: boolean; failed?: string }> {
  const { crm, me } = context
  const call = { actor: me.name, priority: callPriority.command }
  const rows: CustomerRow[] = []
  let complete = true
  try {
    for (let index = 1, pages = 1; index <= Math.min(pages, mostPages); index++) {
      const page = await crm.listCustomers({ sort: '-date1' }, { index, size: pageRows }, call)
      rows.push(...page.rows)
      pages = page.pages
      complete = pages <= mostPages
    }
    // Its numbers are picked from: what is known of them must not be older than the list.
    await keep(rows, context)
    return { rows, complete }
  } catch (error) {
    if (error instanceof CrmError) return { rows, complete: true, failed: whyOf(error) }
    throw error
  }
}
