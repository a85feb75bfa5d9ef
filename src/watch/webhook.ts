import type { Clock } from '../shared/clock.ts'
import { messageOf } from '../shared/errors.ts'
import type { Logger } from '../shared/logger.ts'

/** An alert as others receive it; the text is masked. */
export interface AlertMessage {
  key: string
  state: 'firing' | 'resolved'
  text: string
  /** Epoch ms. */
  at: number
}

/** Hands alerts to another system by HTTP POST, in order. Never blocks and never rejects. */
export interface Webhook {
  send(alert: AlertMessage): void
  /** Gives up what waits. */
  stop(): void
}

export interface WebhookOptions {
  url: string
  clock: Clock
  logger: Logger
  /** Longest wait for an answer, ms. @default 5000 */
  timeoutMs?: number
  /** Pauses between the tries of one alert, ms. @default 1, 5, 30 and 120 s */
  pausesMs?: readonly number[]
}

const mostWaiting = 100

export function createWebhook(options: WebhookOptions): Webhook {
  const { clock, logger, pausesMs = [1_000, 5_000, 30_000, 120_000] } = options
  const stopping = new AbortController()
  const waiting: AlertMessage[] = []
  let busy = false

  async function work(): Promise<void> {
    if (busy) return
    busy = true
    for (let alert = waiting.shift(); alert && !stopping.signal.aborted; alert = waiting.shift()) await deliver(alert)
    busy = false
  }

  async function deliver(alert: AlertMessage): Promise<void> {
    for (let attempt = 0; !stopping.signal.aborted; attempt++) {
      const problem = await post(options, alert, stopping.signal)
      if (problem === undefined) return
      const pause = pausesMs[attempt]
      // The address may hold a secret: it is not logged.
      logger.warn('webhook_failed', { key: alert.key, problem, attempt: attempt + 1, givenUp: pause === undefined })
      if (pause === undefined) return
      await clock.sleep(pause, stopping.signal).catch(() => {})
    }
  }

  return {
    send(alert) {
      waiting.push(alert)
      if (waiting.length > mostWaiting) waiting.shift()
      void work()
    },
    stop: () => stopping.abort(new Error('stopping')),
  }
}

/** Undefined: taken. `msgtype` and `text` are the form that group robots of WeCom and DingTalk read. */
async function post(
  { url, clock, timeoutMs = 5_000 }: WebhookOptions,
  { text, state, ...rest }: AlertMessage,
  stopping: AbortSignal,
): Promise<string | undefined> {
  const limit = new AbortController()
  const cancel = clock.after(timeoutMs, () => limit.abort(new Error(`no answer in ${timeoutMs} ms`)))
  const words = `${state === 'firing' ? '⚠️' : '✅'} ${text}`
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ ...rest, state, message: text, msgtype: 'text', text: { content: words } }),
      signal: AbortSignal.any([limit.signal, stopping]),
    })
    await response.body?.cancel()
    return response.ok ? undefined : `HTTP ${response.status}`
  } catch (error) {
    return messageOf(error).slice(0, 200)
  } finally {
    cancel()
  }
}
