import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest, type RequestOptions } from 'node:https'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import axios, { type AxiosInstance } from 'axios'
import type { Clock } from '../../shared/clock.ts'
import { messageOf } from '../../shared/errors.ts'
import type { RawAnswer } from '../wire/answer.ts'
import type { WireRequest } from '../wire/request.ts'

/** How far a request got that brought no answer. */
export interface TransportFailure {
  kind: 'failed'
  /** Bytes may have reached the server. */
  maybeSent: boolean
  reason: 'timeout' | 'aborted' | 'refused' | 'reset' | 'dns' | 'tls' | 'too_large' | 'network'
  message: string
  cause: unknown
}

export interface Transport {
  post(request: WireRequest, options: { signal?: AbortSignal; onSent?(): void }): Promise<RawAnswer | TransportFailure>
  close(): void
}

const largestAnswer = 32 * 1024 * 1024

/** One POST over a kept-alive connection. `timeoutMs` covers everything from connecting to the last byte. Never throws. */
export function createTransport(options: { baseUrl: string; timeoutMs: number; clock: Clock }): Transport {
  const agents = { httpAgent: new HttpAgent({ keepAlive: true }), httpsAgent: new HttpsAgent({ keepAlive: true }) }
  const http = axios.create({
    ...agents,
    baseURL: options.baseUrl.replace(/\/+$/, ''),
    responseType: 'arraybuffer',
    maxRedirects: 0,
    maxContentLength: largestAnswer,
    // An ERP stands in the house's own network; the environment belongs to the configuration.
    proxy: false,
    validateStatus: () => true,
    transformResponse: (data: unknown) => data,
  })
  return {
    post: (request, { signal, onSent }) => post(http, request, { ...options, signal, onSent }),
    close() {
      agents.httpAgent.destroy()
      agents.httpsAgent.destroy()
    },
  }
}

interface PostOptions {
  timeoutMs: number
  clock: Clock
  signal?: AbortSignal
  onSent?(): void
}

async function post(http: AxiosInstance, request: WireRequest, options: PostOptions) {
  const { clock, timeoutMs, signal, onSent } = options
  const abort = new AbortController()
  const state = { maybeSent: false, timedOut: false }
  const cancelTimer = clock.after(timeoutMs, () => {
    state.timedOut = true
    abort.abort()
  })
  const forward = () => abort.abort()
  if (signal?.aborted) forward()
  signal?.addEventListener('abort', forward, { once: true })
  try {
    const answer = await http.post<ArrayBuffer>(request.path, request.body, {
      headers: request.headers,
      signal: abort.signal,
      transport: watchedTransport((event) => {
        state.maybeSent = true
        if (event === 'sent') onSent?.()
      }),
    })
    return { status: answer.status, headers: plainHeaders(answer.headers), bytes: new Uint8Array(answer.data) }
  } catch (error) {
    return failureOf(error, { ...state, aborted: signal?.aborted ?? false, timeoutMs })
  } finally {
    cancelTimer()
    signal?.removeEventListener('abort', forward)
  }
}

/** Node's own request, observed: only what left the machine can have had an effect. */
function watchedTransport(notice: (event: 'connected' | 'sent') => void) {
  return {
    request(options: RequestOptions, onAnswer: (answer: IncomingMessage) => void): ClientRequest {
      const open = options.protocol === 'https:' ? httpsRequest : httpRequest
      const request = open(options, onAnswer)
      request.once('socket', (socket) => whenUsable(request, socket, () => notice('connected')))
      request.once('finish', () => notice('sent'))
      return request
    },
  }
}

function whenUsable(request: ClientRequest, socket: Socket, then: () => void): void {
  if (request.reusedSocket) then()
  else if (socket instanceof TLSSocket) socket.once('secureConnect', then)
  else if (socket.connecting) socket.once('connect', then)
  else then()
}

const plainHeaders = (headers: unknown): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(headers as Record<string, unknown>).map(([name, value]) => [name.toLowerCase(), value]),
  )

interface Progress {
  maybeSent: boolean
  timedOut: boolean
  aborted: boolean
  timeoutMs: number
}

function failureOf(error: unknown, { maybeSent, timedOut, aborted, timeoutMs }: Progress): TransportFailure {
  const code = axios.isAxiosError(error) ? (error.code ?? '') : ''
  const failed = (reason: TransportFailure['reason'], message: string): TransportFailure => ({
    kind: 'failed',
    maybeSent,
    reason,
    message,
    cause: error,
  })
  if (timedOut) return failed('timeout', `${timeoutMs} 毫秒内没有应答`)
  if (aborted) return failed('aborted', '调用被取消')
  if (code === 'ECONNREFUSED') return failed('refused', `连接被拒绝（${code}）`)
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return failed('dns', `找不到主机（${code}）`)
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'ECONNABORTED')
    return failed('reset', `连接中断（${code}）`)
  if (/CERT|TLS|SSL|SELF_SIGNED/.test(code)) return failed('tls', `证书或加密连接有误（${code}）`)
  const text = messageOf(error)
  if (/maxContentLength/.test(text)) return failed('too_large', '应答过大')
  return failed('network', `${text.slice(0, 200)}${code ? `（${code}）` : ''}`)
}
