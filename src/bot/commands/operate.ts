import { CrmError, callPriority } from '../../domain/index.ts'
import { refused } from './answer.ts'
import { hourMinute } from './dates.ts'
import { causeOf } from './stale.ts'
import { statusText } from './status.ts'
import type { Command, CommandContext } from './types.ts'

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
  roles: ['operator', 'manager'],
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
    return [erp, statusText(await context.desk.status(), context)].join('\n')
  },
}

async function probe({ crm, clock, me }: CommandContext): Promise<string> {
  const started = clock.now()
  try {
    await crm.listCustomers({}, { index: 1, size: 1 }, { actor: me.name, priority: callPriority.command })
    return `✅ ERP 可读，用时 ${clock.now() - started}ms（${hourMinute(clock.now())}）`
  } catch (error) {
    if (!(error instanceof CrmError)) throw error
    return `⚠️ ${causeOf(error.failure)}${error.serverMessage ? `：${error.serverMessage.slice(0, 60)}` : ''}，请检查 ERP_BASE_URL、账号和网络`
  }
}

export const bindingCode: Command = {
  name: '绑定码',
  aliases: ['code'],
  summary: '给一位同事一次性绑定码',
  examples: ['/erp 绑定码 李娜'],
  roles,
  async run(input, { people, clock, place }) {
    const name = input.words.join('')
    if (!name) return refused('给谁？例如 /erp 绑定码 李娜')
    if (!people.byName(name)) return refused(`没有叫『${name}』的人，请先写入 SALES_CONFIG 的 salespeople`)
    if (place.kind === 'internal_room') return refused('绑定码只能私聊发给您，请私聊我再发一次')
    const { code } = await people.createCode(name, clock.now())
    return `${name} 的绑定码：${code}（24 小时内有效，只能用一次）\n请他私聊我发：/erp 绑定 ${code}`
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
