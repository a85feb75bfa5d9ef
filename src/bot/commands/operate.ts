import { CrmError, callPriority, type Employee, loginTroubleText } from '../../domain/index.ts'
import { numbered, refused, withPicked } from './answer.ts'
import { hourMinute } from './dates.ts'
import { troubleOf } from './explain.ts'
import { causeOf, whyOf } from './stale.ts'
import { statusNow } from './status.ts'
import type { Answer, Command, CommandContext, CommandInput } from './types.ts'

const roles = ['operator'] as const

export const pause: Command = {
  name: '暂停',
  aliases: ['pause'],
  summary: '暂停向 ERP 写入，消息照常接收',
  examples: ['/erp 暂停'],
  roles,
  async run(_input, { desk }) {
    await desk.pause()
    return '已暂停写入 ERP，消息照常接收。恢复：/erp 继续'
  },
}

export const resume: Command = {
  name: '继续',
  aliases: ['resume'],
  summary: '恢复向 ERP 写入',
  examples: ['/erp 继续'],
  roles,
  async run(_input, { desk }) {
    await desk.resume()
    return '已恢复写入 ERP'
  },
}

export const syncNow: Command = {
  name: '同步',
  aliases: ['sync'],
  summary: '马上与 ERP 同步一次',
  examples: ['/erp 同步'],
  roles,
  run: async (_input, { desk }) => desk.syncNow(),
}

export const checkUp: Command = {
  name: '体检',
  aliases: ['doctor', 'check-up'],
  summary: '试读一次 ERP，并看队列和连接',
  examples: ['/erp 体检'],
  roles,
  async run(_input, context) {
    const erp = await probe(context)
    return [erp, await statusNow(context)].join('\n')
  },
}

async function probe({ crm, clock, me }: CommandContext): Promise<string> {
  const started = clock.now()
  try {
    await crm.listCustomers({}, { index: 1, size: 1 }, { actor: me.name, priority: callPriority.command })
    return `✅ ERP 可读，用时 ${clock.now() - started}ms（${hourMinute(clock.now())}）`
  } catch (error) {
    if (!(error instanceof CrmError)) throw error
    if (error.failure === 'session') return `⚠️ ${loginTroubleText(troubleOf(error))}`
    return `⚠️ ${causeOf(error.failure)}${error.serverMessage ? `：${error.serverMessage.slice(0, 60)}` : ''}，请检查 ERP_BASE_URL、账号和网络`
  }
}

export const bindingCode: Command = {
  name: '绑定码',
  aliases: ['code'],
  summary: '给一位同事一次性绑定码',
  examples: ['/erp 绑定码 李娜'],
  roles,
  run: giveCode,
}

async function giveCode(input: CommandInput, context: CommandContext): Promise<Answer | string> {
  const { people, clock, place } = context
  const name = input.words.join('')
  if (!name) return refused('给谁？例如 /erp 绑定码 李娜')
  if (place.kind === 'internal_room') return refused('绑定码只能私聊发给您，请私聊我再发一次')
  const known = people.byName(name) ? name : await fromErp(name, input, context)
  if (typeof known !== 'string') return known
  const { code } = await people.createCode(known, clock.now())
  return `${known} 的绑定码：${code}（24 小时内有效，只能用一次）\n请他私聊我发：/erp 绑定 ${code}`
}

/** Somebody of the ERP's user list becomes a salesperson here; other roles are given in SALES_CONFIG only. */
async function fromErp(
  name: string,
  input: CommandInput,
  { crm, me, people }: CommandContext,
): Promise<Answer | string> {
  let all: Employee[]
  try {
    all = await crm.employees({ actor: me.name, priority: callPriority.command })
  } catch (error) {
    if (!(error instanceof CrmError)) throw error
    return refused(`没有叫『${name}』的人，${causeOf(whyOf(error))}，看不到 ERP 用户，恢复后请再发`)
  }
  const taken = new Set(people.all().map((person) => person.erpUserId))
  const found = all.filter((one) => one.active && one.name === name && !taken.has(one.userId))
  const one = found.find((user) => user.userId === input.picked.userId) ?? (found.length === 1 ? found[0] : undefined)
  if (!one && found.length > 1) {
    const lines = found.map((user) => `${user.name}(${user.department ?? `#${user.userId}`})`)
    const choices = found.map((user) => withPicked('绑定码', input, { userId: user.userId }))
    return { text: `ERP 里有 ${found.length} 位${name}：\n${numbered(lines)}\n回数字选择`, ask: { choices } }
  }
  if (!one) return refused(`没有叫『${name}』的人：ERP 用户和 SALES_CONFIG 的 salespeople 里都没有`)
  const unique = people.all().some((person) => person.name === one.name) || found.length > 1
  const staffName = unique ? `${one.name}(${one.department ?? one.userId})` : one.name
  const { userId: erpUserId, department } = one
  await people.enlist({ name: staffName, role: 'sales', erpUserId, department, contactIds: [], active: true })
  return staffName
}

export const captcha: Command = {
  name: '验证码',
  aliases: ['captcha'],
  summary: 'ERP 登录要验证码时，把图里的字符告诉我',
  examples: ['/erp 验证码 8F3K'],
  roles,
  async run(input, context) {
    const code = input.words.join('')
    if (!/^[A-Za-z0-9]{3,8}$/.test(code)) return refused('格式：/erp 验证码 8F3K')
    if (!context.captcha) return refused('现在不需要验证码')
    try {
      return await context.captcha(code)
    } catch (error) {
      if (error instanceof CrmError && error.failure === 'session') return refused(notTaken(error))
      throw error
    }
  },
}

/** A code that was not taken: the picture changes, or it is something else that is wrong. */
function notTaken(error: CrmError): string {
  if (error.code !== 'erp_captcha_required') return loginTroubleText(troubleOf(error))
  const words = error.serverMessage ? `（ERP：${error.serverMessage}）` : ''
  return `验证码不对${words}，还没有登录。请看 ERP 登录页上现在的验证码，再发 /erp 验证码 8F3K`
}

export const endTrial: Command = {
  name: '放行',
  aliases: ['结束试运行', 'go'],
  summary: '结束试运行，开始自动写入 ERP',
  examples: ['/erp 放行'],
  roles,
  async run(input, context) {
    if (!context.endTrial) return refused('现在不是试运行')
    if (input.picked.confirmed !== true) {
      return {
        text: '结束试运行，之后符合条件的线索自动写入 ERP。回“是”确认',
        ask: { yes: withPicked('放行', input, { confirmed: true }) },
      }
    }
    return context.endTrial()
  },
}

export const unbind: Command = {
  name: '解绑',
  aliases: ['unbind', 'revoke'],
  summary: '解除一位同事的微信绑定',
  examples: ['/erp 解绑 李娜'],
  roles,
  async run(input, { people }) {
    const name = input.words.join('')
    if (!name) return refused('解绑谁？例如 /erp 解绑 李娜')
    return (await people.revoke(name))
      ? `已解除 ${name} 的绑定，要再用请发新的绑定码`
      : refused(`没有叫『${name}』的人`)
  },
}
