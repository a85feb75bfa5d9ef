import { Counter, collectDefaultMetrics, Registry } from 'prom-client'
import { createCallMetrics, createModelMetrics, type WatchedCall, type WatchedQuestion } from './calls.ts'
import { createFunnel, type Funnel } from './funnel.ts'
import { createGauges, type Sources } from './gauges.ts'

/** Everything that is counted in one process. */
export interface Metrics {
  readonly funnel: Funnel
  erpCall(call: WatchedCall): void
  modelAsked(question: WatchedQuestion): void
  /** The WeChat connection was made anew. */
  reconnected(): void
  /** In Prometheus' text form. */
  scrape(): Promise<{ type: string; text: string }>
  /** Names of all metrics, for tests of dashboards and rules. */
  names(): string[]
}

/** `withProcess`: memory, processor, event loop and garbage collection of this process as well. */
export function createMetrics(options: { pricePerMillion: number; withProcess: boolean }, sources: Sources): Metrics {
  const registry = new Registry()
  if (options.withProcess) collectDefaultMetrics({ register: registry })
  const reconnects = new Counter({
    name: 'zhibang_wechat_reconnects_total',
    help: 'Times the WeChat connection was made anew',
    registers: [registry],
  })
  const gauges = createGauges(registry, sources)
  return {
    funnel: createFunnel(registry),
    erpCall: createCallMetrics(registry),
    modelAsked: createModelMetrics(registry, options.pricePerMillion),
    reconnected: () => reconnects.inc(),
    async scrape() {
      await gauges.refresh()
      return { type: registry.contentType, text: await registry.metrics() }
    },
    names: () => registry.getMetricsAsArray().map((metric) => metric.name),
  }
}
