import { z } from 'zod'
import { type Breaker, createBreaker } from './breaker.ts'
import { createBudget, estimateTokens } from './budget.ts'
import {
  type ChatAnswer,
  type ChatFailure,
  type ChatRequest,
  type ChatTurn,
  createChat,
  pictureTokens,
} from './chat.ts'
import { type Dialect, firstDialect, plainer, withoutSchema } from './dialect.ts'
import { type LlmOptions, type ResolvedLlm, resolveLlmOptions } from './options.ts'
import { parseReply } from './parse-reply.ts'

/** A question whose answer has a form. */
export interface Question<T> {
  /** Letters only: the schema's name. */
  name: string
  schema: z.ZodType<T>
  system: string
  /** The form in words, for servers that know no schema. */
  form: string
  /** Data, never instructions. */
  user: string
  /** A data URL, for the model that can see. */
  picture?: string
}

export type Answer<T> =
  | { ok: true; value: T; tokens: number }
  | { ok: false; failure: ChatFailure | 'budget' | 'open' | 'invalid'; tokens: number }

/** A model behind time-out, retry, circuit breaker and budget. Shared by all who ask the same server. */
export interface Llm {
  readonly redact: boolean
  /** A model that can see is set: questions may hold a picture. */
  readonly sees: boolean
  /** Never throws, and answers within the deadline. */
  ask<T>(question: Question<T>, signal?: AbortSignal): Promise<Answer<T>>
  /** Tokens used today. */
  tokensToday(): number
  /** Tokens there are for a day. */
  readonly dailyTokens: number
}

/** One model of the server, with what it understands, kept as long as this process lives. */
interface Line {
  readonly model: string
  readonly breaker: Breaker
  dialect: Dialect
}

const retryMs = 500
const longestWaitMs = 5_000
const steps = 5
const shownBack = 2_000

export function createLlm(options: LlmOptions): Llm {
  const o = resolveLlmOptions(options)
  const chat = createChat(o)
  const budget = createBudget(o)
  const words = lineTo(o.model)
  // One that was named wrongly must not silence the other.
  const eyes = o.visionModel === undefined ? undefined : lineTo(o.visionModel)

  function lineTo(model: string): Line {
    const breaker = createBreaker({ failures: o.breakerFailures, openMs: o.breakerOpenMs, clock: o.clock })
    return { model, breaker, dialect: firstDialect }
  }

  async function ask<T>(question: Question<T>, signal?: AbortSignal): Promise<Answer<T>> {
    const answer = await askWithin(question, signal)
    o.onAsked?.({ outcome: answer.ok ? 'ok' : answer.failure, tokens: answer.tokens })
    return answer
  }

  async function askWithin<T>(question: Question<T>, signal?: AbortSignal): Promise<Answer<T>> {
    const line = question.picture === undefined ? words : (eyes ?? words)
    const reserved =
      estimateTokens(question.system + question.form + question.user) +
      o.replyTokens +
      (question.picture ? pictureTokens : 0)
    if (!budget.reserve(reserved)) return skipped('budget')
    if (!line.breaker.allows()) {
      budget.settle(reserved, 0)
      return skipped('open')
    }
    const limit = deadline(o, o.deadlineMs, signal)
    try {
      const answer = await askOnce(line, question, limit.signal)
      budget.settle(reserved, answer.tokens)
      judge(line, answer, signal)
      return answer
    } finally {
      limit.clear()
    }
  }

  function skipped(failure: 'budget' | 'open'): { ok: false; failure: 'budget' | 'open'; tokens: number } {
    o.logger.debug('llm_skipped', { failure, tokensToday: budget.today() })
    return { ok: false, failure, tokens: 0 }
  }

  function judge({ breaker, model }: Line, answer: Answer<unknown>, signal: AbortSignal | undefined): void {
    // A refusal is the model's answer to this text, a stop is the caller's: neither speaks against the server.
    if (answer.ok) breaker.succeeded()
    else if (answer.failure === 'refused' || signal?.aborted) breaker.unsaid()
    else breaker.failed()
    if (!answer.ok) o.logger.warn('llm_failed', { model, failure: answer.failure, tokens: answer.tokens })
  }

  async function askOnce<T>(line: Line, question: Question<T>, signal: AbortSignal): Promise<Answer<T>> {
    const turns: ChatTurn[] = [{ role: 'user', content: question.user }]
    const first = await send(line, question, turns, signal)
    if (!first.ok) return { ok: false, failure: first.failure, tokens: first.tokens }
    const parsed = parseReply(first.text, question.schema)
    if (parsed.ok) return { ok: true, value: parsed.value, tokens: first.tokens }
    if (first.truncated) return { ok: false, failure: 'garbled', tokens: first.tokens }
    // It took the schema and did not keep to it: from now on the form is told in words.
    if (line.dialect.format === 'schema') line.dialect = withoutSchema(line.dialect) ?? line.dialect
    turns.push(
      { role: 'assistant', content: first.text.slice(0, shownBack) },
      { role: 'user', content: `格式不对（${parsed.problem}）。只回符合要求的 JSON，不要别的文字。` },
    )
    const second = await send(line, question, turns, signal)
    const tokens = first.tokens + second.tokens
    if (!second.ok) return { ok: false, failure: second.failure, tokens }
    const repaired = parseReply(second.text, question.schema)
    return repaired.ok ? { ok: true, value: repaired.value, tokens } : { ok: false, failure: 'invalid', tokens }
  }

  /** One answer, by the best form of request that this server understands. */
  async function send(
    line: Line,
    question: Question<unknown>,
    turns: readonly ChatTurn[],
    signal: AbortSignal,
  ): Promise<ChatAnswer> {
    let form = line.dialect
    let tokens = 0
    for (let step = 0; ; step++) {
      const answer = await patiently(requestOf(line.model, question, turns, form, o.replyTokens), form, signal)
      tokens += answer.tokens
      if (answer.ok) {
        line.dialect = form
        return { ...answer, tokens }
      }
      const next = answer.failure === 'malformed' && step < steps ? plainer(form, answer.detail) : undefined
      if (!next) return { ...answer, tokens }
      form = next
    }
  }

  /** One retry where the server was busy or away, after the time it asks for. */
  async function patiently(request: ChatRequest, form: Dialect, signal: AbortSignal): Promise<ChatAnswer> {
    const first = await timed(request, form, signal)
    if (first.ok || (first.failure !== 'busy' && first.failure !== 'unreachable')) return first
    const wait = first.retryAfterMs ?? retryMs * (1 + o.clock.random())
    if (wait > longestWaitMs) return first
    try {
      await o.clock.sleep(wait, signal)
    } catch {
      return { ...first, failure: 'timeout' }
    }
    return timed(request, form, signal)
  }

  async function timed(request: ChatRequest, form: Dialect, signal: AbortSignal): Promise<ChatAnswer> {
    const limit = deadline(o, o.timeoutMs, signal)
    try {
      return await chat.send(request, form, limit.signal)
    } finally {
      limit.clear()
    }
  }

  return { redact: o.redact, sees: eyes !== undefined, ask, tokensToday: budget.today, dailyTokens: o.dailyTokens }
}

function requestOf(
  model: string,
  question: Question<unknown>,
  turns: readonly ChatTurn[],
  form: Dialect,
  replyTokens: number,
): ChatRequest {
  const system = form.format === 'schema' ? question.system : `${question.system}\n${question.form}`
  return {
    model,
    picture: question.picture,
    turns: [{ role: 'system', content: system }, ...turns],
    schema: { name: question.name, schema: jsonSchema(question.schema) },
    replyTokens,
  }
}

/** Strict servers refuse keys that they do not know. */
function jsonSchema(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema) as Record<string, unknown>
  return rest
}

/** A signal that fires after `ms` of the clock's time, or with `outer`. */
function deadline({ clock }: ResolvedLlm, ms: number, outer?: AbortSignal): { signal: AbortSignal; clear(): void } {
  const controller = new AbortController()
  const clear = clock.after(ms, () => controller.abort(new Error(`no answer in ${ms} ms`)))
  return { signal: outer ? AbortSignal.any([outer, controller.signal]) : controller.signal, clear }
}
