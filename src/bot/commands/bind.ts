import type { Crm, SalesDesk, StaffDirectory, StaffMember, StaffRole } from '../../domain/index.ts'
import type { Clock } from '../../shared/clock.ts'
import { departmentOf } from './department.ts'
import { parseCommand } from './parse.ts'
import type { Answer, Command, CommandContext, CommandInput, CommandMessage, Place, Reply, Sender } from './types.ts'

const everyone = ['sales', 'manager', 'operator'] as const
export const roleLabels: Record<StaffRole, string> = { sales: '销售', manager: '主管', operator: '运维' }
const verb = { name: '绑定', aliases: ['bind'] }

/** The code in `绑定 482913`; only that command is looked for, so that outsiders learn nothing. */
export function bindingCodeIn(text: string): string | undefined {
  const parsed = parseCommand(text, [verb])
  if (parsed.kind !== 'command') return undefined
  return /^[A-Za-z0-9]{4,12}$/.exec(parsed.call.words.join(''))?.[0]
}

/** An outsider's message: a valid code in a direct chat binds him, anything else gets no answer at all. */
export async function bindByCode(
  message: CommandMessage,
  sender: Sender,
  place: Place,
  deps: { desk: SalesDesk; people: StaffDirectory; clock: Clock },
): Promise<Reply[]> {
  const code = place.kind === 'direct' ? bindingCodeIn(message.text) : undefined
  if (!code) return []
  const { contactId, wechatId } = sender
  const at = deps.clock.now()
  const staff = await deps.people.bind(code, { contactId, wechatId }, at)
  await deps.desk.store.audit({
    at,
    kind: 'command',
    operation: verb.name,
    actor: staff?.name ?? contactId,
    outcome: staff ? 'ok' : 'denied',
  })
  if (!staff) return []
  return [
    {
      to: { kind: 'contact', contactId },
      text: `${await boundText(staff, { crm: deps.desk.crm, clock: deps.clock })}\n发 /erp 帮助 看可用的命令`,
    },
  ]
}

async function boundText(me: StaffMember, ask: { crm: Pick<Crm, 'employees'>; clock: Clock }): Promise<string> {
  const found = await departmentOf(me, ask)
  const department = found ? `（${found}）` : ''
  const account = me.erpUserId === undefined ? '（还没有对应的 ERP 用户）' : ''
  return `✅ 已绑定 ERP 账号 ${me.name}${department}，角色：${roleLabels[me.role]}${account}`
}

export const bind: Command = {
  ...verb,
  summary: '用一次性绑定码绑定 ERP 账号',
  examples: ['/erp 绑定 482913'],
  roles: everyone,
  run: rebind,
}

/** Somebody who is bound may use another code: he changed his ERP account. */
async function rebind(input: CommandInput, context: CommandContext): Promise<Answer | string> {
  const { people, sender, clock, me } = context
  const code = input.words.join('')
  if (!code) return `您已绑定：${me.name}。换账号请向运维要新的绑定码`
  const { contactId, wechatId } = sender
  const staff = await people.bind(code, { contactId, wechatId }, clock.now())
  if (!staff) return { text: '绑定码不对或已过期，请向运维要新的', outcome: 'refused' }
  return boundText(staff, context)
}

export const whoAmI: Command = {
  name: '我是谁',
  aliases: ['whoami'],
  spoken: { 我: '', 我的账号: '', 我是: '' },
  summary: '看自己绑定的 ERP 账号和角色',
  examples: ['/erp 我是谁'],
  roles: everyone,
  run: (_input, context) => boundText(context.me, context),
}
