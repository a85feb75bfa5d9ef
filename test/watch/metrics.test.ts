import { expect, it } from 'vitest'
import type { Figure } from '../../src/domain/index.ts'
import { createMetrics } from '../../src/watch/index.ts'

const counts = { ready: 3, running: 1, dead: 2, oldestDueMs: 65_000 }
const figure = (more: Partial<Figure>): Figure => ({
  name: 'failures',
  label: '',
  short: '',
  samples: 4,
  threshold: 10,
  crossed: false,
  text: '',
  limit: '',
  ...more,
})

function open(more: { figures?: () => Figure[]; countLeads?: () => Promise<never>; price?: number } = {}) {
  const store = {
    countLeads: more.countLeads ?? (async () => ({ watching: 5, synced: 7 }) as never),
    countKnownCustomers: async () => 42,
    outboxCounts: async () => counts,
    nextThreadDue: async () => -90_000,
  }
  return createMetrics(
    { pricePerMillion: more.price ?? 0, withProcess: false },
    {
      store,
      crm: () => ({ loggedIn: true, waiting: 9, perSecond: 4, ratePerSecond: 5, meanLatencyMs: 1 }),
      figures: more.figures ?? (() => [figure({ value: 4 })]),
      now: () => 0,
      wechatConnected: () => true,
      erpReachable: () => false,
      incidents: () => 1,
      breakerOpen: () => true,
      model: () => ({ tokensToday: 1_200, dailyTokens: 500_000 }),
    },
  )
}
const linesOf = async (metrics: ReturnType<typeof open>) =>
  (await metrics.scrape()).text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))

it('shows queue, gate, leads and health as they are at the scrape', async () => {
  expect(await linesOf(open())).toEqual(
    expect.arrayContaining([
      'zhibang_outbox_entries{kind="erp",state="ready"} 3',
      'zhibang_outbox_entries{kind="chat",state="dead"} 2',
      'zhibang_outbox_oldest_due_seconds{kind="erp"} 65',
      'zhibang_leads{status="synced"} 7',
      'zhibang_known_customers 42',
      'zhibang_threads_behind_seconds 90',
      'zhibang_erp_gate_waiting 9',
      'zhibang_erp_gate_calls_per_second 4',
      'zhibang_erp_gate_limit_per_second 5',
      'zhibang_erp_reachable 0',
      'zhibang_wechat_connected 1',
      'zhibang_erp_breaker_open 1',
      'zhibang_incidents_open 1',
      'zhibang_store_up 1',
      'zhibang_figure{figure="failures"} 4',
      'zhibang_figure_threshold{figure="failures"} 10',
      'zhibang_llm_tokens_today 1200',
      'zhibang_llm_daily_tokens 500000',
    ]),
  )
})

it('counts calls by operation and outcome, with their times; what never left has no time', async () => {
  const metrics = open()
  for (const outcome of ['ok', 'ok', 'refused', 'not_allowed'])
    metrics.erpCall({ at: 0, operation: 'sales.customer.list', outcome, durationMs: 300 })
  const lines = await linesOf(metrics)
  expect(lines).toContain('zhibang_erp_calls_total{operation="sales.customer.list",outcome="ok"} 2')
  expect(lines).toContain('zhibang_erp_calls_total{operation="sales.customer.list",outcome="not_allowed"} 1')
  expect(lines).toContain('zhibang_erp_call_seconds_bucket{le="0.25",operation="sales.customer.list"} 0')
  expect(lines).toContain('zhibang_erp_call_seconds_bucket{le="0.5",operation="sales.customer.list"} 3')
  expect(lines).toContain('zhibang_erp_call_seconds_count{operation="sales.customer.list"} 3')
})

it('keeps labels few and free of what people write', async () => {
  const metrics = open()
  for (let i = 0; i < 5_000; i++)
    metrics.erpCall({ at: 0, operation: `made.up.${i}`, outcome: 'not_allowed', durationMs: 0 })
  metrics.erpCall({ at: 0, operation: '13812345678', outcome: 'not_allowed', durationMs: 0 })
  metrics.erpCall({ at: 0, operation: '周明远"} 1\n', outcome: 'not_allowed', durationMs: 0 })
  const lines = (await linesOf(metrics)).filter((line) => line.startsWith('zhibang_erp_calls_total'))
  expect(lines.length).toBeLessThanOrEqual(301)
  expect(lines.join('\n')).not.toMatch(/13812345678|周明远/)
  expect(lines).toContain('zhibang_erp_calls_total{operation="other",outcome="not_allowed"} 4702')
})

it('prices the tokens of the model', async () => {
  const metrics = open({ price: 2.5 })
  metrics.modelAsked({ outcome: 'ok', tokens: 400_000 })
  metrics.modelAsked({ outcome: 'budget', tokens: 0 })
  const lines = await linesOf(metrics)
  expect(lines).toContain('zhibang_llm_tokens_total 400000')
  expect(lines).toContain('zhibang_llm_cost_total 1')
  expect(lines).toContain('zhibang_llm_calls_total{outcome="budget"} 1')
})

it('gives a figure of too few samples no value, also when it had one before', async () => {
  let value: number | undefined = 0.5
  const metrics = open({ figures: () => [figure({ name: 'sync_success_ratio', value, samples: value ? 12 : 3 })] })
  expect(await linesOf(metrics)).toContain('zhibang_figure{figure="sync_success_ratio"} 0.5')
  value = undefined
  const lines = await linesOf(metrics)
  expect(lines.filter((line) => line.startsWith('zhibang_figure{'))).toEqual([])
  expect(lines).toContain('zhibang_figure_samples{figure="sync_success_ratio"} 3')
})

it('says that the store cannot be read instead of repeating old numbers', async () => {
  let broken = false
  const countLeads = async () => {
    if (broken) throw new Error('disk I/O error')
    return { synced: 7 } as never
  }
  const metrics = open({ countLeads })
  expect(await linesOf(metrics)).toContain('zhibang_leads{status="synced"} 7')
  broken = true
  const lines = await linesOf(metrics)
  expect(lines).toContain('zhibang_store_up 0')
  expect(lines.filter((line) => /^zhibang_(leads|outbox_entries)\{/.test(line))).toEqual([])
})

it('keeps two processes’ counts apart: nothing is shared by the module', async () => {
  const one = open()
  const other = open()
  one.funnel.created()
  expect(await linesOf(one)).toContain('zhibang_customers_created_total 1')
  expect(await linesOf(other)).toContain('zhibang_customers_created_total 0')
})
