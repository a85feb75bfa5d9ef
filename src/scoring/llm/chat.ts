import type OpenAI from 'openai'
import { messageOf } from '../../shared/errors.ts'
import { boundedFetch } from './bounded-fetch.ts'
import { estimateTokens } from './budget.ts'
import type { Dialect } from './dialect.ts'

export interface ChatTurn {
  role: 'system' | 'user' | 'assistant'
  content: string
}

export interface ChatRequest {
  model: string
  turns: readonly ChatTurn[]
  /** JSON schema of the reply, by name. */
  schema: { name: string; schema: Record<string, unknown> }
  replyTokens: number
  /** Shown beside the first words of the user: a data URL. */
  picture?: string
}

/** What a server counts for a picture of a few hundred kilobytes, by their published tables about this. */
export const pictureTokens = 1_500

/** How a call can end without an answer. */
export type ChatFailure =
  /** No answer in time. */
  | 'timeout'
  /** 429. */
  | 'busy'
  /** 5xx, connection refused or broken. */
  | 'unreachable'
  /** 401, 403. */
  | 'denied'
  /** 400 and the like: the server does not understand this form of request. */
  | 'malformed'
  /** The model or its filter will not answer. */
  | 'refused'
  /** An answer that is none. */
  | 'garbled'

export type ChatAnswer =
  | { ok: true; text: string; truncated: boolean; tokens: number }
  | { ok: false; failure: ChatFailure; detail: string; retryAfterMs?: number; tokens: number }

/** One call of one server; never throws. */
export interface Chat {
  send(request: ChatRequest, dialect: Dialect, signal: AbortSignal): Promise<ChatAnswer>
}

export function createChat(options: { apiKey: string; baseUrl: string }): Chat {
  let opened: ReturnType<typeof open> | undefined
  return {
    async send(request, dialect, signal) {
      opened ??= open(options)
      const { client, errors } = await opened
      const body = bodyOf(request, dialect)
      try {
        return answerOf(await client.chat.completions.create(body, { signal }), request)
      } catch (error) {
        return failureOf(error, errors, signal)
      }
    },
  }
}

type Errors = Pick<typeof OpenAI, 'APIError' | 'APIConnectionError'>

/** Loaded with the first question: it takes a fifth of a second, and most runs never ask. */
async function open({ apiKey, baseUrl }: { apiKey: string; baseUrl: string }) {
  const { default: Client } = await import('openai')
  const client = new Client({
    apiKey,
    baseURL: baseUrl,
    // Settings come from our own configuration; the package would read the environment.
    organization: null,
    project: null,
    logLevel: 'off',
    fetch: boundedFetch,
    // Time-outs and retries are ours: they follow the injected clock.
    maxRetries: 0,
    timeout: 600_000,
  })
  return { client, errors: Client as Errors }
}

type Body = OpenAI.Chat.Completions.ChatCompletionCreateParamsNonStreaming

function bodyOf({ model, turns, schema, replyTokens, picture }: ChatRequest, dialect: Dialect): Body {
  return {
    model,
    messages: picture ? withPicture(turns, picture) : [...turns],
    ...(dialect.temperature && { temperature: 0 }),
    ...(dialect.limit !== 'none' && { [dialect.limit]: replyTokens }),
    ...(dialect.format === 'schema' && {
      response_format: { type: 'json_schema' as const, json_schema: { ...schema, strict: true } },
    }),
    ...(dialect.format === 'json' && { response_format: { type: 'json_object' as const } }),
  }
}

/** The picture stands beside the first words of the user, also where a repair follows. */
function withPicture(turns: readonly ChatTurn[], url: string): Body['messages'] {
  const first = turns.findIndex((turn) => turn.role === 'user')
  return turns.map((turn, index) =>
    index === first
      ? {
          role: 'user' as const,
          content: [
            { type: 'text' as const, text: turn.content },
            { type: 'image_url' as const, image_url: { url } },
          ],
        }
      : turn,
  )
}

/** The reply is data of a stranger: nothing of its form is taken for granted. */
function answerOf(reply: Partial<OpenAI.Chat.Completions.ChatCompletion> | null, request: ChatRequest): ChatAnswer {
  const choice = Array.isArray(reply?.choices) ? reply.choices[0] : undefined
  const text: unknown = choice?.message?.content
  const tokens = tokensOf(reply?.usage?.total_tokens, request, typeof text === 'string' ? text : '')
  if (choice?.message?.refusal || choice?.finish_reason === 'content_filter')
    return { ok: false, failure: 'refused', detail: 'the model refused', tokens }
  if (typeof text !== 'string' || text.trim() === '')
    return { ok: false, failure: 'garbled', detail: 'no text in the reply', tokens }
  return { ok: true, text, truncated: choice?.finish_reason === 'length', tokens }
}

function tokensOf(said: unknown, request: ChatRequest, text: string): number {
  const words = request.turns.reduce((sum, turn) => sum + estimateTokens(turn.content), estimateTokens(text))
  const guess = words + (request.picture ? pictureTokens : 0)
  // A server that counts nonsense must not open or drain the budget.
  return typeof said === 'number' && said >= guess / 8 && said <= guess * 8 ? Math.round(said) : guess
}

function failureOf(error: unknown, errors: Errors, signal: AbortSignal): ChatAnswer {
  const detail = messageOf(error).slice(0, 300)
  const fail = (failure: ChatFailure, more: { retryAfterMs?: number } = {}): ChatAnswer => ({
    ok: false,
    failure,
    detail,
    tokens: 0,
    ...more,
  })
  if (signal.aborted) return fail('timeout')
  if (error instanceof errors.APIConnectionError) return fail('unreachable')
  if (!(error instanceof errors.APIError) || error.status === undefined) return fail('garbled')
  const { status } = error
  if (status === 429) return fail('busy', { retryAfterMs: retryAfter(error.headers) })
  if (status === 401 || status === 403) return fail('denied')
  if (status === 408 || status >= 500) return fail('unreachable', { retryAfterMs: retryAfter(error.headers) })
  return fail('malformed')
}

function retryAfter(headers: Headers | undefined): number | undefined {
  const seconds = Number(headers?.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : undefined
}
