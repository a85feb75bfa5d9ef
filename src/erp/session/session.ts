import type { SessionStore, StoredSession } from '../../domain/erp-shared.ts'
import type { LoginTrouble } from '../../domain/login-trouble.ts'
import type { Clock } from '../../shared/clock.ts'
import type { Logger } from '../../shared/logger.ts'
import { ErpSessionError, type SessionErrorCode } from '../errors.ts'
import type { LoginVerdict } from '../wire/login.ts'
import { fingerprintOf, isFingerprintOf } from './fingerprint.ts'

export interface Credentials {
  username: string
  password: string
  /** ≤ 20 letters and digits, the same for this installation every time. */
  serialNumber: string
  captcha?: string
}

export interface Session {
  /** The token to send; logs in where there is none. Throws ErpSessionError. */
  token(): Promise<string>
  /** The server did not take this token: the next caller logs in, once for all. */
  expire(token: string): Promise<void>
  /** This token works. */
  confirm(token: string): void
  loggedIn(): boolean
  /** Why the last login was not taken; absent once one was. */
  trouble(): LoginTrouble | undefined
  /** A changed password counts from the next login on. */
  setPassword(password: string): Promise<void>
  /** The answer to a captcha, used once. */
  setCaptcha(code: string): Promise<void>
  /** A person says that what was refused is cured at the ERP: the next login is tried. */
  forgive(): Promise<void>
  /** Logs in with just these; our own account's session is then the one in use. Throws ErpSessionError. */
  signIn(credentials: Credentials): Promise<StoredSession>
  credentials(): Credentials
}

export interface SessionParts {
  credentials: Credentials
  store: SessionStore
  clock: Clock
  logger: Logger
  /** One login call, over the gate. Throws CrmError where the server could not be asked. */
  login(credentials: Credentials): Promise<LoginVerdict>
}

const operation = 'login'
/** Fresh sessions in a row that did not carry a single call, before we pause. */
const fruitlessLogins = 3
const pauseMs = 30_000

/** One session for all calls; a refused password is remembered and not tried again until it, or the captcha, changes. */
export function createSession({ store, clock, logger, login, ...parts }: SessionParts): Session {
  let credentials = parts.credentials
  let known: string | undefined
  let fruitless = 0
  let pausedUntil = 0
  let trouble: LoginTrouble | undefined

  async function token(): Promise<string> {
    const current = await store.current()
    return keep(current ?? (await noting(() => store.renew(undefined, () => logIn(credentials)))))
  }

  function keep(session: StoredSession): string {
    known = session.token
    trouble = undefined
    return session.token
  }

  async function noting<T>(login: () => Promise<T>): Promise<T> {
    try {
      return await login()
    } catch (error) {
      if (error instanceof ErpSessionError) trouble = { code: error.code, words: error.serverMessage ?? error.message }
      throw error
    }
  }

  async function logIn(used: Credentials): Promise<StoredSession> {
    await assertMayTry(used)
    const verdict = await login(used)
    switch (verdict.kind) {
      case 'ok':
        await store.setRefusal(undefined)
        countLogin()
        logger.info('erp_logged_in', { version: verdict.version })
        // A captcha counts once.
        if (credentials === used) credentials = { ...used, captcha: undefined }
        return { token: verdict.token, at: clock.now(), version: verdict.version }
      case 'refused':
        await remember(used, verdict.code, verdict.words)
        throw refused(verdict.code, verdict.words)
      case 'later':
        throw new ErpSessionError(operation, 'erp_login_paused', `ERP 暂时不能登录：${verdict.words}`, verdict.words)
      case 'unclear':
        throw new ErpSessionError(operation, 'erp_login_unclear', `ERP 登录应答无法识别：${verdict.why}`)
    }
  }

  /** In the exclusive part of a login: of a hundred callers with a wrong password one asks, the others see its refusal. */
  async function assertMayTry(used: Credentials): Promise<void> {
    const refusal = await store.refusal()
    if (refusal && isFingerprintOf(refusal.fingerprint, used)) {
      throw refused(refusal.code as SessionErrorCode, refusal.serverMessage)
    }
    if (pausedUntil > clock.now()) {
      const seconds = Math.ceil((pausedUntil - clock.now()) / 1_000)
      throw new ErpSessionError(operation, 'erp_login_paused', `ERP 会话反复失效，${seconds} 秒后再登录`)
    }
  }

  async function remember(used: Credentials, code: SessionErrorCode, words: string): Promise<void> {
    await store.setRefusal({ fingerprint: fingerprintOf(used), code, serverMessage: words, at: clock.now() })
    logger.error('erp_login_refused', { code, serverMessage: words })
  }

  function countLogin(): void {
    fruitless++
    if (fruitless > fruitlessLogins) pausedUntil = clock.now() + pauseMs
  }

  return {
    token,
    async expire(token) {
      if (known === token) known = undefined
      await store.drop(token)
    },
    confirm(token) {
      known = token
      fruitless = 0
      pausedUntil = 0
    },
    loggedIn: () => known !== undefined,
    trouble: () => trouble,
    async setPassword(password) {
      if (password !== credentials.password) credentials = { ...credentials, password, captcha: undefined }
    },
    async setCaptcha(code) {
      credentials = { ...credentials, captcha: code }
    },
    forgive: () => store.setRefusal(undefined),
    async signIn(given) {
      if (given.username !== credentials.username) return logIn(given)
      const fresh = await noting(() => logIn(given))
      credentials = { ...given, captcha: undefined }
      const current = await store.current()
      if (current) await store.drop(current.token)
      keep(await store.renew(undefined, async () => fresh))
      return fresh
    },
    credentials: () => credentials,
  }
}

function refused(code: SessionErrorCode, words: string): ErpSessionError {
  return new ErpSessionError(operation, code, `${adviceOf(code)}（${words}）`, words)
}

function adviceOf(code: SessionErrorCode): string {
  if (code === 'erp_captcha_required')
    return 'ERP 要求验证码：看登录页上的验证码，发 /erp 验证码 1234，或用 zhibang captcha 1234'
  if (code === 'erp_account_locked') return 'ERP 账号被锁定，请管理员解锁，再运行 zhibang password'
  return 'ERP 不接受用户名或密码，改正 ERP_USERNAME、ERP_PASSWORD 前不再尝试；在 ERP 里改好的，运行 zhibang password'
}
