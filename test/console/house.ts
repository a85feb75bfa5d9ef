import { OperationError } from '../../src/app/operations.ts'
import { type ConsoleOptions, type ConsolePorts, serveConsole } from '../../src/console/index.ts'
import type { Lead, LeadId, OutboxEntry, SyncStatus, ThreadId } from '../../src/domain/index.ts'
import { systemClock } from '../../src/shared/clock.ts'
import { silentLogger } from '../../src/shared/logger.ts'

const start = Date.UTC(2026, 10, 25, 2)
const minute = 60_000

const said = (value: string) => ({ value, source: 'stated' as const, confidence: 1, at: start })

/** A lead with everything a customer may have said of himself. */
export function leadOf(id: string, given: Partial<Lead> = {}): Lead {
  return {
    id: id as LeadId,
    khid: undefined,
    status: 'watching',
    fields: {},
    score: 20,
    band: 'cold',
    reasons: [],
    profile: '',
    counterpart: 'customer',
    existing: false,
    committed: false,
    optedOut: false,
    nickname: '海阔天空',
    threadId: `bot|c-${id}|${id}` as ThreadId,
    firstContactAt: start,
    lastMessageAt: start + 5 * minute,
    updatedAt: start,
    version: 1,
    ...given,
  }
}

export const richLead = leadOf('l1', {
  khid: 'WX7Q2M4K8P3T' as Lead['khid'],
  status: 'synced',
  score: 92,
  band: 'hot',
  owner: { kind: 'users', userIds: [], names: ['李娜'] },
  fields: {
    name: said('周明远'),
    company: said('宁波海川机械有限公司'),
    mobile: said('13867815520'),
    phone: said('0574-87654321'),
    email: said('zhou.mingyuan@haichuan.example'),
    wechatId: said('haichuan_zhou'),
    qq: said('283746512'),
    address: said('浙江省宁波市鄞州区创新路 18 号 3 幢 402'),
    type: said('company'),
  },
  reasons: [
    { signal: 'quantity', label: '数量', points: 30, quote: '我们要采购300套货架，打 13867815520 找我' },
    { signal: 'deadline', label: '交期', points: 20, quote: '这周五前能到吗' },
    { signal: 'price', label: '询价', points: 12, quote: '报个价' },
    { signal: 'contact', label: '留联系方式', points: 5, quote: '加我 haichuan_zhou，QQ 2837 46512' },
    { signal: 'destination', label: '留收货地址', points: 3, quote: '寄到浙江省宁波市鄞州区创新路 18 号 3 幢 402' },
  ],
})

export function entryOf(id: number, given: Partial<OutboxEntry> = {}): OutboxEntry {
  return {
    id: id as OutboxEntry['id'],
    job: { type: 'sync_customer', leadId: 'l1' as LeadId, trigger: 'automatic' },
    lane: 'l1',
    priority: 2,
    dueAt: start,
    actor: 'sync',
    state: 'ready',
    steps: [],
    attempts: 0,
    createdAt: start,
    updatedAt: start,
    ...given,
  }
}

const status = (): SyncStatus => ({
  erp: { loggedIn: true, waiting: 2, perSecond: 3, ratePerSecond: 5, meanLatencyMs: 184 },
  breaker: 'closed',
  pausedByOperator: false,
  outbox: { ready: 2, running: 1, dead: 1, oldestDueMs: 90_000 },
  chat: { ready: 1, dead: 0 },
  leads: {},
  messagesToday: 37,
  lastPullAt: start,
})

/** What the page is fed with; tests change it under way. */
export interface World {
  leads: Lead[]
  entries: OutboxEntry[]
  wechat: ReturnType<ConsolePorts['wechat']>
  incidents: ReturnType<ConsolePorts['incidents']>
  alerts: ReturnType<ConsolePorts['alerts']>
  /** What was decided, and by whom. */
  readonly decisions: string[]
}

export const emptyWorld = (): World => ({
  leads: [richLead],
  entries: [
    entryOf(7, {
      state: 'dead',
      attempts: 3,
      reason: '服务器拒绝：手机 13867815520 已存在',
      updatedAt: start + minute,
    }),
    entryOf(8, { job: { type: 'say', to: { kind: 'contact', contactId: 'x' }, text: '…' } }),
  ],
  wechat: { connection: 'connected', account: '海川销售助手' },
  incidents: [],
  alerts: [],
  decisions: [],
})

function portsOver(world: World): ConsolePorts {
  return {
    store: {
      leads: async ({ limit = 100 }) => world.leads.slice(0, limit),
      lead: async (id) => world.leads.find((lead) => lead.id === id),
      entries: async ({ state }) => world.entries.filter((entry) => state?.includes(entry.state)),
    },
    wechat: () => world.wechat,
    status: async () => {
      const now = status()
      const dead = world.entries.filter((entry) => entry.state === 'dead').length
      const leads: Record<string, number> = {}
      for (const lead of world.leads) leads[lead.status] = (leads[lead.status] ?? 0) + 1
      return { ...now, leads, outbox: { ...now.outbox, dead } }
    },
    figures: () => [
      {
        name: 'sync_success_ratio',
        label: '近一小时同步成功率',
        short: '成功率',
        value: 0.72,
        samples: 25,
        threshold: 0.8,
        crossed: true,
        text: '72%',
        limit: '不低于 80%',
      },
    ],
    incidents: () => world.incidents,
    alerts: () => world.alerts,
    report: async (period) => ({
      fresh: 12,
      active: period === 'day' ? 5 : 20,
      hot: 4,
      mean: 58,
      asking: 1,
      funnel: [
        { label: '有聊天', count: 20 },
        { label: '有意向', count: 9 },
        { label: '已建档', count: 6 },
        { label: '已成交', count: 2 },
      ],
      trend: Array.from({ length: 7 }, (_, i) => ({ label: `11-${19 + i}`, fresh: 2 + (i % 3), synced: i % 3 })),
      overdue: { tasks: 1, hot: 2, warm: 0 },
    }),
    async decide(id, decision, by) {
      const entry = world.entries.find((one) => one.id === id)
      if (entry?.state !== 'dead') throw new OperationError(`#${id} 不在可重试的状态`)
      entry.state = decision === 'retry' ? 'ready' : 'cancelled'
      world.decisions.push(`${by} ${decision} ${id}`)
    },
  }
}

const closers: Array<() => unknown> = []

/** For `afterEach`. */
export async function closeAll(): Promise<void> {
  for (const close of closers.splice(0).reverse()) await close()
}
export const onClose = (close: () => unknown) => void closers.push(close)

/** The console over a made-up world, and a client that does what a browser on that page would do. */
export async function openConsole(options: Partial<Omit<ConsoleOptions, 'ports'>> = {}, world = emptyWorld()) {
  const server = await serveConsole({
    host: '127.0.0.1',
    port: 0,
    clock: systemClock,
    logger: silentLogger,
    ...options,
    ports: portsOver(world),
  })
  onClose(() => server.close())
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(server.url + path, { headers, redirect: 'manual' })
  const post = (path: string, body: unknown = {}, headers: Record<string, string> = {}) =>
    fetch(server.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-zhibang-console': '1', origin: server.url, ...headers },
      body: JSON.stringify(body),
    })
  return { url: server.url, world, get, post }
}
