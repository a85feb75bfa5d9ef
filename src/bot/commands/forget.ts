import { forgetLead } from '../../domain/index.ts'
import { refused, withPicked } from './answer.ts'
import { resolveOwn } from './resolve.ts'
import { refOf } from './subject.ts'
import type { Command } from './types.ts'

export const forget: Command = {
  name: '忘记',
  aliases: ['删除', 'forget'],
  summary: '删除一个人在本系统的资料和聊天（需确认，不可恢复）',
  examples: ['/erp 忘记 张三'],
  roles: ['sales', 'manager'],
  async run(input, context) {
    const found = await resolveOwn('忘记', input.words.join(' '), input, context)
    if (!found.ok) return found.answer
    const { subject } = found
    const { lead } = subject
    if (!lead) return refused(`本系统没有【${subject.name}】的聊天资料，ERP 里的请在 ERP 删除`)
    if (input.picked.confirmed !== true) {
      const yes = withPicked('忘记', input, { subject: refOf(subject), confirmed: true })
      return { text: `删除【${subject.name}】的聊天、资料和评分，不可恢复，以后也不再记录。回“是”确认`, ask: { yes } }
    }
    const { messages } = await forgetLead(context, lead, `${context.me.name}忘记`, context.clock.now())
    await context.book?.dropAbout([lead.id])
    const remains =
      lead.customerOrd === undefined
        ? 'ERP 中没有此人'
        : `ERP 中仍有：客户 ${lead.khid ?? ''}（编号 ${lead.customerOrd}）、联系人和洽谈进展，请在 ERP 中删除`
    return `✅ 已删除本地资料：${messages} 条聊天及全部字段\n${remains}`
  },
}
