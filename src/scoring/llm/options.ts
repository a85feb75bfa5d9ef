import type { Cursors } from '../../domain/index.ts'
import { type Clock, systemClock } from '../../shared/clock.ts'
import { type Logger, silentLogger } from '../../shared/logger.ts'
import type { ChatFailure } from './chat.ts'

/** How to reach a model and what it may cost. Any server that speaks OpenAI's chat completions will do. */
export interface LlmOptions {
  /** Local servers take any. */
  apiKey: string
  /** `https://…/v1`. @default OpenAI's own address */
  baseUrl?: string
  /** The model's name as the server knows it. */
  model: string
  /** The name of a model of the same server that can see: business cards that come as pictures are shown to it. @default none, no picture leaves */
  visionModel?: string
  /** Replace numbers, ids, known names and addresses by placeholders before anything leaves. @default true */
  redact?: boolean
  /** @default the system's */
  clock?: Clock
  /** @default silent */
  logger?: Logger
  /** One HTTP call, ms. @default 12000 */
  timeoutMs?: number
  /** One question with its retry and its repair, ms: what a lead can be held up at most. @default 20000 */
  deadlineMs?: number
  /** Tokens of one Shanghai day, prompt and reply; then the rules go on alone. @default 500000 */
  dailyTokens?: number
  /** Longest reply, tokens. @default 700 */
  replyTokens?: number
  /** Failures in a row after which the server is left alone. @default 5 */
  breakerFailures?: number
  /** How long it is left alone, ms. @default 60000 */
  breakerOpenMs?: number
  /** Told how every question ended and what it took, also of those that were not asked. @default nobody */
  onAsked?(end: { outcome: 'ok' | ChatFailure | 'budget' | 'open' | 'invalid'; tokens: number }): void
  /** Keeps the day's count over a restart. @default memory */
  cursors?: Pick<Cursors, 'get' | 'set'>
}

type Optional = 'cursors' | 'onAsked' | 'visionModel'

export type ResolvedLlm = Required<Omit<LlmOptions, Optional>> & Pick<LlmOptions, Optional>

export const resolveLlmOptions = (options: LlmOptions): ResolvedLlm => ({
  ...options,
  baseUrl: options.baseUrl ?? 'https://api.openai.com/v1',
  redact: options.redact ?? true,
  clock: options.clock ?? systemClock,
  logger: options.logger ?? silentLogger,
  timeoutMs: options.timeoutMs ?? 12_000,
  deadlineMs: options.deadlineMs ?? 20_000,
  dailyTokens: options.dailyTokens ?? 500_000,
  replyTokens: options.replyTokens ?? 700,
  breakerFailures: options.breakerFailures ?? 5,
  breakerOpenMs: options.breakerOpenMs ?? 60_000,
})
