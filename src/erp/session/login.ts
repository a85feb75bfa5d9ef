import { callPriority } from '../../domain/crm.ts'
import { ownOperation } from '../catalogue/catalogue.ts'
import type { Operation } from '../catalogue/index.ts'
import type { SessionErrorCode } from '../errors.ts'
import type { Recorder } from '../log/recorder.ts'
import type { Send } from '../transport/send.ts'
import { decode, type RawAnswer } from '../wire/answer.ts'
import { type LoginVerdict, readLogin } from '../wire/login.ts'
import type { Credentials } from './session.ts'

/** Older servers have only these, with the same body. */
const olderPaths = ['/SYSA/mobilephone/login.asp', '/mobilephone/login.asp']

export const loginOperation = (): Operation => ownOperation('login')

/** Plain text is marked `txt:`; a captcha is sent as it is. */
export const loginValues = ({ username, password, serialNumber, captcha }: Credentials) => ({
  user: `txt:${username}`,
  password: `txt:${password}`,
  serialnum: `txt:${serialNumber}`,
  rndcode: captcha ?? '',
})

/** Logs in on the new path, on the old one where the server does not have it, and remembers which. */
export function createLogin(send: Send, record: Recorder): (credentials: Credentials) => Promise<LoginVerdict> {
  const newer = loginOperation()
  const places: Operation[] = [newer, ...olderPaths.map((path) => ({ ...newer, path }))]
  let place: Operation | undefined

  async function tryAt(at: Operation, credentials: Credentials): Promise<LoginVerdict | 'not_there'> {
    const values = loginValues(credentials)
    const verdict = await record(
      { operation: at.name, values },
      async (left) => verdictOf(await send(at, values, { token: '', priority: callPriority.command, onLeave: left })),
      endOf,
    )
    if (verdict !== 'not_there' && verdict.kind !== 'unclear') place = at
    return verdict
  }

  return async (credentials) => {
    if (place) return there(await tryAt(place, credentials))
    let unclear: LoginVerdict | undefined
    for (const at of places) {
      const verdict = await tryAt(at, credentials)
      if (verdict !== 'not_there' && verdict.kind !== 'unclear') return verdict
      if (verdict !== 'not_there') unclear ??= verdict
    }
    return unclear ?? there('not_there')
  }
}

function verdictOf(answer: RawAnswer): LoginVerdict | 'not_there' {
  if (answer.status === 404 || answer.status === 405 || answer.status === 410) return 'not_there'
  if (answer.status === 429 || answer.status === 503) return { kind: 'later', words: `HTTP ${answer.status}` }
  const decoded = decode(answer.bytes)
  if (decoded.kind === 'other') return { kind: 'unclear', why: decoded.why }
  return readLogin(decoded.value)
}

function endOf(verdict: LoginVerdict | 'not_there') {
  if (verdict === 'not_there') return { outcome: 'refused' as const, message: '服务器没有这个登录接口' }
  if (verdict.kind === 'ok') return { outcome: 'ok' as const, response: { version: verdict.version } }
  const message = verdict.kind === 'unclear' ? verdict.why : verdict.words
  return { outcome: 'session' as const, message, code: codeOf(verdict) }
}

function codeOf(verdict: Exclude<LoginVerdict, { kind: 'ok' }>): SessionErrorCode {
  if (verdict.kind === 'refused') return verdict.code
  return verdict.kind === 'later' ? 'erp_login_paused' : 'erp_login_unclear'
}

const there = (verdict: LoginVerdict | 'not_there'): LoginVerdict =>
  verdict === 'not_there' ? { kind: 'unclear', why: 'ERP 没有登录接口，请检查 ERP_BASE_URL' } : verdict
