import { type ContactRow, CrmError, callPriority } from '../../domain/index.ts'
import { notFiled, refused, withPicked } from './answer.ts'
import { asMobile } from './normalize.ts'
import { withPerson } from './person-beside.ts'
import { resolveOwn } from './resolve.ts'
import { staleLine, whyOf } from './stale.ts'
import { jobSubject, refOf, type Subject } from './subject.ts'
import { ticketLine } from './ticket.ts'
import type { Answer, Command, CommandContext, CommandInput } from './types.ts'

const name = '联系人'
const addVerb = /^(?:新建|新增|添加|add)$/i

export const contacts: Command = {
  name,
  aliases: ['contacts'],
  spoken: { 新建联系人: '新建', 新增联系人: '新建', 添加联系人: '新建', 加联系人: '新建', 联系方式: '' },
  summary: '列出或新增客户的联系人',
  examples: ['/erp 联系人 华强', '/erp 联系人 新建 华强 姓名:王芳 手机:13900139000'],
  roles: ['sales', 'manager'],
  run,
}

async function run(input: CommandInput, context: CommandContext): Promise<Answer> {
  const adding = input.picked.add === true || addVerb.test(input.words[0] ?? '')
  const words = addVerb.test(input.words[0] ?? '') ? input.words.slice(1) : input.words
  const settled = adding ? withPerson({ ...input, picked: { ...input.picked, add: true }, words }) : input
  const resolved = await resolveOwn(name, settled.words.join(' ') || (input.fields.name ?? ''), settled, context)
  if (!resolved.ok) return resolved.answer
  const { subject } = resolved
  return adding ? add(subject, settled, context) : list(subject, context)
}

async function list(subject: Subject, context: CommandContext): Promise<Answer> {
  if (subject.ord === undefined) return notFiled(subject.name)
  let rows: ContactRow[]
  let above = ''
  const key = `contacts:${subject.ord}`
  try {
    rows = await context.crm.listContacts(subject.ord, { actor: context.me.name, priority: callPriority.command })
    context.seen.keep(key, rows)
  } catch (error) {
    if (!(error instanceof CrmError)) throw error
    const last = context.seen.last<ContactRow[]>(key)
    if (last) {
      above = `${staleLine({ asOf: last.at, why: whyOf(error) }, context)}\n`
      rows = last.value
    } else return contactAlone(subject, error, context)
  }
  if (rows.length === 0) return { text: `${above}【${subject.name}】还没有联系人` }
  const shown = rows.slice(0, 10)
  return {
    text: `${above}【${subject.name}】${rows.length} 位联系人：${shown.map((c) => [c.name, c.job].filter(Boolean).join(' ')).join('、')}`,
    detail: shown
      .map((c) => [c.name, c.mobile ?? c.phone, c.wechatId && `微信 ${c.wechatId}`].filter(Boolean).join('｜'))
      .join('\n'),
    outcome: above ? 'unreachable' : 'ok',
  }
}

function contactAlone(subject: Subject, error: CrmError, context: CommandContext): Answer {
  const known = subject.contactName ? `\n已知联系人：${subject.contactName}` : ''
  return {
    text: `${staleLine({ why: whyOf(error) }, context)}${known}`,
    detail: subject.mobile && `手机：${subject.mobile}`,
    outcome: 'unreachable',
  }
}

async function add(subject: Subject, input: CommandInput, context: CommandContext): Promise<Answer> {
  const { contactName, mobile: said, job, email } = input.fields
  if (!contactName) return refused('缺 姓名，例如 /erp 联系人 新建 华强 姓名:王芳 手机:13900139000')
  const mobile = said === undefined ? undefined : asMobile(said)
  if (said !== undefined && !mobile) return refused(`手机号『${said}』不对，应为 11 位数字`)
  if (input.picked.confirmed !== true) {
    const confirmed = withPicked(name, input, { subject: refOf(subject), add: true, confirmed: true })
    return {
      text: `给【${subject.name}】新增联系人 ${contactName}${job ? `（${job}）` : ''}。回“是”确认`,
      ask: { yes: confirmed },
    }
  }
  const at = jobSubject(subject)
  if (!at) return notFiled(subject.name)
  const contact = { name: contactName, mobile, job, email }
  const ticket = await context.desk.submit({ type: 'add_contact', subject: at, contact }, context.by)
  return { text: `已受理：新增联系人 ${contactName}\n${await ticketLine(ticket, context)}` }
}
