import { Gauge, type Registry } from 'prom-client'
import type { CrmHealth, Figure, Store } from '../domain/index.ts'

/** What is looked at when somebody scrapes. */
export interface Sources {
  store: Pick<Store, 'countLeads' | 'countKnownCustomers' | 'outboxCounts' | 'nextThreadDue'>
  /** Absent: no ERP is configured. */
  crm(): CrmHealth | undefined
  figures(): readonly Figure[]
  now(): number
  wechatConnected(): boolean
  erpReachable(): boolean
  incidents(): number
  breakerOpen(): boolean
  /** Absent: no model is set. */
  model(): { tokensToday: number; dailyTokens: number } | undefined
}

const kinds = ['erp', 'chat'] as const
const states = ['ready', 'running', 'dead'] as const

/** Values that are read at scrape time. `refresh` never rejects: a store that cannot be read is a value, too. */
export function createGauges(registry: Registry, sources: Sources): { refresh(): Promise<void> } {
  const gauge = <Name extends string>(name: string, help: string, labelNames: readonly Name[] = []) =>
    new Gauge<Name>({ name: `zhibang_${name}`, help, labelNames, registers: [registry] })
  const up = gauge('store_up', '1 when the store can be read')
  const leads = gauge('leads', 'Leads by status', ['status'])
  const customers = gauge('known_customers', 'Customers of the ERP in our index')
  const entries = gauge('outbox_entries', 'Outbox entries by kind and state', ['kind', 'state'])
  const oldest = gauge('outbox_oldest_due_seconds', 'Age of the oldest entry that is due', ['kind'])
  const behind = gauge('threads_behind_seconds', 'Time since the oldest conversation that is due should have been read')
  const readStore = async () => {
    const due = (await sources.store.nextThreadDue()) ?? sources.now()
    behind.set(Math.max(0, sources.now() - due) / 1_000)
    for (const [status, count] of Object.entries(await sources.store.countLeads())) leads.set({ status }, count)
    customers.set(await sources.store.countKnownCustomers())
    for (const kind of kinds) {
      const counts = await sources.store.outboxCounts(kind, sources.now())
      for (const state of states) entries.set({ kind, state }, counts[state])
      oldest.set({ kind }, counts.oldestDueMs / 1_000)
    }
  }
  const readErp = erpGauges(gauge, sources)
  const readFigures = figureGauges(gauge, sources)
  return {
    async refresh() {
      readErp()
      readFigures()
      try {
        await readStore()
        up.set(1)
      } catch {
        // Old numbers would look like a queue that stands still.
        for (const one of [leads, customers, entries, oldest, behind]) one.reset()
        up.set(0)
      }
    },
  }
}

type MakeGauge = <Name extends string>(name: string, help: string, labelNames?: readonly Name[]) => Gauge<Name>

function erpGauges(gauge: MakeGauge, sources: Sources): () => void {
  const waiting = gauge('erp_gate_waiting', 'ERP calls that wait at the rate gate')
  const perSecond = gauge('erp_gate_calls_per_second', 'ERP calls that left within the last second')
  const limit = gauge('erp_gate_limit_per_second', 'ERP_RATE_PER_SECOND')
  const loggedIn = gauge('erp_logged_in', '1 with a session in the ERP')
  const reachable = gauge('erp_reachable', '1 when the ERP has answered lately')
  const breaker = gauge('erp_breaker_open', '1 while writing waits for an ERP that does not answer')
  const wechat = gauge('wechat_connected', '1 when logged in to WeChat and receiving')
  const incidents = gauge('incidents_open', 'Incidents told to the operator that are not over')
  const today = gauge('llm_tokens_today', 'Tokens of the Shanghai day')
  const daily = gauge('llm_daily_tokens', 'Budget of tokens of a day')
  return () => {
    const health = sources.crm()
    if (health) {
      waiting.set(health.waiting)
      perSecond.set(health.perSecond)
      limit.set(health.ratePerSecond)
      loggedIn.set(Number(health.loggedIn))
    }
    reachable.set(Number(sources.erpReachable()))
    breaker.set(Number(sources.breakerOpen()))
    wechat.set(Number(sources.wechatConnected()))
    incidents.set(sources.incidents())
    const model = sources.model()
    if (!model) return
    today.set(model.tokensToday)
    daily.set(model.dailyTokens)
  }
}

/** A figure with too few samples has no value: a rule on it does not fire. */
function figureGauges(gauge: MakeGauge, sources: Sources): () => void {
  const value = gauge('figure', 'Watched figure: ratio, seconds, or count', ['figure'])
  const samples = gauge('figure_samples', 'What a watched figure was made of', ['figure'])
  const threshold = gauge('figure_threshold', 'Where a watched figure becomes an incident', ['figure'])
  const crossed = gauge('figure_crossed', '1 while a watched figure is on the wrong side', ['figure'])
  return () => {
    for (const one of sources.figures()) {
      const labels = { figure: one.name }
      if (one.value === undefined) value.remove(labels)
      else value.set(labels, one.value)
      samples.set(labels, one.samples)
      threshold.set(labels, one.threshold)
      crossed.set(labels, Number(one.crossed))
    }
  }
}
