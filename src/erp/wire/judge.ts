import type { Operation } from '../catalogue/index.ts'
import { decode, type RawAnswer, type Verdict } from './answer.ts'
import { readMobile } from './mobile.ts'
import type { ErpResult } from './result.ts'
import { readV3 } from './v3.ts'
import { isSessionWording } from './wording.ts'
import { readZbServices } from './zbservices.ts'

/** The server has no such path: an older or newer version. */
export interface NoPath {
  kind: 'no_path'
  words: string
}

type Facts = Pick<Operation, 'family' | 'response' | 'write'>

/** HTTP status first, then the envelope. Any bytes in, a verdict out. */
export function judge(operation: Facts, answer: RawAnswer, now: number): Verdict<ErpResult> | NoPath {
  const { status } = answer
  if (status === 429 || status === 503) {
    return { kind: 'busy', words: `HTTP ${status}`, retryAfterMs: retryAfterMs(answer.headers, now) }
  }
  const said = readBody(operation, answer)
  if (status >= 200 && status < 300) return withRetryAfter(said, answer, now)
  // With an error status only an envelope that speaks clearly counts.
  if (said.kind === 'refused' || said.kind === 'session' || said.kind === 'busy')
    return withRetryAfter(said, answer, now)
  if (status === 401) return { kind: 'session', words: 'HTTP 401' }
  if (status === 403) return { kind: 'refused', words: '没有权限（HTTP 403）' }
  if (status === 404 || status === 405 || status === 410 || status === 501)
    return { kind: 'no_path', words: `HTTP ${status}` }
  if (status >= 300 && status < 400) return redirected(answer)
  if (status >= 400 && status < 500 && status !== 408) return { kind: 'refused', words: `HTTP ${status}` }
  return { kind: 'unclear', why: `HTTP ${status}${said.kind === 'unclear' ? `，${said.why}` : ''}` }
}

function readBody(operation: Facts, { bytes }: RawAnswer): Verdict<ErpResult> {
  const decoded = decode(bytes)
  if (decoded.kind === 'other') {
    // A login page in place of a list. For a write it stays unclear: a look tells, and it logs in again.
    if (!operation.write && isSessionWording(decoded.text.slice(0, 20_000)))
      return { kind: 'session', words: decoded.why }
    return { kind: 'unclear', why: decoded.why }
  }
  if (operation.family === 'zbservices') return readZbServices(decoded.value)
  if (operation.family === 'v3') return readV3(decoded.value, operation.write)
  return readMobile(decoded.value, operation.response)
}

function redirected({ status, headers }: RawAnswer): Verdict<ErpResult> {
  const to = String(headers.location ?? '')
  if (/login|index2?\.asp/i.test(to)) return { kind: 'session', words: `HTTP ${status} → ${to.slice(0, 100)}` }
  return { kind: 'unclear', why: `HTTP ${status} 转向 ${to.slice(0, 200)}，请检查 ERP_BASE_URL` }
}

function withRetryAfter(verdict: Verdict<ErpResult>, { headers }: RawAnswer, now: number): Verdict<ErpResult> {
  return verdict.kind === 'busy' ? { ...verdict, retryAfterMs: retryAfterMs(headers, now) } : verdict
}

const longestRetryAfterMs = 10 * 60_000

/** Seconds or an HTTP date; undefined where absent or senseless. */
export function retryAfterMs(headers: Record<string, unknown>, now: number): number | undefined {
  const raw = headers['retry-after']
  if (typeof raw !== 'string' && typeof raw !== 'number') return undefined
  const seconds = Number(raw)
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(String(raw)) - now
  return Number.isFinite(ms) && ms >= 0 ? Math.min(ms, longestRetryAfterMs) : undefined
}
