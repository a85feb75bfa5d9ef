import { Counter, Histogram, type Registry } from 'prom-client'
import { boundedLabel } from './labels.ts'

/** One call of the ERP, as far as counting goes. */
export interface WatchedCall {
  /** Epoch ms. */
  at: number
  operation: string
  outcome: string
  durationMs: number
  /** Of a login that was not taken: why. */
  code?: string
  message?: string
}

/** One question to a language model. */
export interface WatchedQuestion {
  /** `ok`, or why there was no answer. */
  outcome: string
  tokens: number
}

const callBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30]

/** ERP calls by operation and outcome, and how long they took. */
export function createCallMetrics(registry: Registry) {
  const calls = new Counter({
    name: 'zhibang_erp_calls_total',
    help: 'ERP calls by operation and outcome',
    labelNames: ['operation', 'outcome'],
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'zhibang_erp_call_seconds',
    help: 'Time from leaving the rate gate to the end of the answer',
    labelNames: ['operation'],
    buckets: callBuckets,
    registers: [registry],
  })
  const label = boundedLabel()
  return ({ operation, outcome, durationMs }: WatchedCall): void => {
    const name = label(operation)
    calls.inc({ operation: name, outcome })
    // What the allow-list refused never left.
    if (outcome !== 'not_allowed') seconds.observe({ operation: name }, durationMs / 1_000)
  }
}

/** Questions to the model, their tokens and what they cost. `pricePerMillion`: of a million tokens, in any currency. */
export function createModelMetrics(registry: Registry, pricePerMillion: number) {
  const counter = <Name extends string>(name: string, help: string, labelNames: readonly Name[] = []) =>
    new Counter<Name>({ name, help, labelNames, registers: [registry] })
  const calls = counter('zhibang_llm_calls_total', 'Questions to the language model by outcome', ['outcome'])
  const tokens = counter('zhibang_llm_tokens_total', 'Tokens used, prompt and reply')
  const cost = counter('zhibang_llm_cost_total', 'Cost of the tokens at LLM_PRICE_PER_MILLION')
  return (question: WatchedQuestion): void => {
    calls.inc({ outcome: question.outcome })
    tokens.inc(question.tokens)
    cost.inc((question.tokens * pricePerMillion) / 1_000_000)
  }
}
