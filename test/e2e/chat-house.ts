import { rmSync } from 'node:fs'
import { type RunningBot, startBot } from '../../src/app/bot.ts'
import { resolveConfig } from '../../src/config/index.ts'
import { type ErpSandbox, type ErpSandboxOptions, startErpSandbox } from '../../src/sandbox/erp/index.ts'
import { type GatewaySandbox, type SentMessage, startGatewaySandbox } from '../../src/sandbox/gateway/index.ts'
import { silentLogger } from '../../src/shared/logger.ts'
import { scratch } from '../support/cli.ts'

/** Who works here: contact id by name. */
export const staff = {
  李娜: 'wx-lina',
  王强: 'wx-wang',
  赵敏: 'wx-zhao',
  陈静: 'wx-chen',
  周工: 'wx-zhou',
} as const
export type StaffName = keyof typeof staff

const people = [
  { userId: 63, name: '李娜', department: '销售一部' },
  { userId: 64, name: '王强', department: '销售一部' },
  { userId: 65, name: '赵敏', department: '销售二部' },
  { userId: 66, name: '王强', department: '售后' },
  { userId: 67, name: '孙七', department: '销售二部' },
  { userId: 70, name: '陈静', department: '销售部' },
]
const salespeople = [
  { name: '李娜', contactId: staff.李娜, erpUserId: 63, role: 'sales' },
  { name: '王强', contactId: staff.王强, erpUserId: 64, role: 'sales' },
  { name: '赵敏', contactId: staff.赵敏, erpUserId: 65, role: 'sales' },
  { name: '陈静', contactId: staff.陈静, erpUserId: 70, role: 'manager' },
  { name: '周工', contactId: staff.周工, role: 'operator' },
]

export interface ChatHouse {
  erp: ErpSandbox
  gateway: GatewaySandbox
  bot: RunningBot
  /** Says a line and resolves to the first answer that fits; the error of a wait in vain holds all that was answered. */
  ask(who: StaffName, text: string, fits: RegExp): Promise<string>
  /** What was said to this person since the line before. */
  heard(who: StaffName): string[]
  /** @default 15 s */
  waitFor(who: StaffName, fits: RegExp, timeoutMs?: number): Promise<string>
  close(): Promise<void>
}

/** The bot in this process, between a WeChat gateway (gRPC) and an ERP (HTTP) of its own. */
export async function openChatHouse(
  options: { erp?: ErpSandboxOptions; env?: Record<string, string>; sales?: Record<string, unknown> } = {},
): Promise<ChatHouse> {
  const dir = scratch('chat')
  const erp = await startErpSandbox({ people, ...options.erp })
  const gateway = await startGatewaySandbox({
    contacts: Object.entries(staff).map(([name, id]) => ({ id, name })),
    rooms: [
      { id: 'in@chatroom', topic: '销售内部群', memberIds: Object.values(staff) },
      { id: 'out@chatroom', topic: '远航采购群', memberIds: [staff.李娜, 'wx-buyer'] },
    ],
  })
  gateway.addContact({ id: 'wx-buyer', name: '海阔天空' })
  const config = resolveConfig(
    {
      ...erp.env,
      ERP_RATE_PER_SECOND: '500',
      ERP_SENIOR_USER_IDS: '63',
      ERP_NORMAL_USER_IDS: '64',
      DATA_DIR: dir.path,
      SYNC_DEBOUNCE_MS: '100',
      HOLD_MS: '0',
      LOG_LEVEL: 'silent',
      ...options.env,
    },
    {
      salespeople,
      internalRooms: ['销售内部群'],
      proactive: { quietHours: false, perHour: 10_000 },
      ...options.sales,
    },
  )
  const bot = await startBot(config, {
    gateway: { token: gateway.token, endpoint: gateway.endpoint },
    logger: silentLogger,
    sayGapMs: 0,
    sync: { chatGapMs: 0, chatGapPerChatMs: 0 },
  })
  await bot.connection.whenConnected()

  let from = 0
  const heard = (who: StaffName): string[] =>
    gateway.sent.slice(from).flatMap((message: SentMessage) => (message.to === staff[who] ? [message.text] : []))
  const waitFor = async (who: StaffName, fits: RegExp, timeoutMs = 15_000) => {
    const since = from
    const isIt = (message: SentMessage) =>
      message.to === staff[who] && gateway.sent.indexOf(message) >= since && fits.test(message.text)
    try {
      return (await gateway.waitForSent(isIt, timeoutMs)).text
    } catch {
      throw new Error(`nothing fits ${fits}; ${who} heard: ${JSON.stringify(heard(who))}`)
    }
  }
  return {
    erp,
    gateway,
    bot,
    heard,
    waitFor,
    async ask(who, text, fits) {
      from = gateway.sent.length
      gateway.say({ from: staff[who], text })
      return waitFor(who, fits)
    },
    async close() {
      await bot.stop()
      await gateway.close()
      await erp.close()
      rmSync(dir.path, { recursive: true, force: true })
    },
  }
}
