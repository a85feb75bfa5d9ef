import { randomUUID } from 'node:crypto'
import type { SandboxAccount } from './types.ts'

export interface Session {
  id: string
  account: SandboxAccount
  /** Epoch ms. */
  endsAt: number
}

export type LoginAnswer = { session: Session } | { refused: string }

export interface SessionRules {
  lifetimeMs: number
  single: boolean
  captchaAfter: number
  lockAfter: number
  captcha: string
}

/** Accounts, wrong passwords, and who is logged in. */
export class Sessions {
  readonly #accounts: Map<string, SandboxAccount>
  readonly #rules: SessionRules
  readonly #open = new Map<string, Session>()
  readonly #wrong = new Map<string, number>()

  constructor(accounts: readonly SandboxAccount[], rules: SessionRules) {
    this.#accounts = new Map(accounts.map((account) => [account.user, { ...account }]))
    this.#rules = rules
  }

  login(user: string, password: string | undefined, rndcode: string, now: number, captchaAlways: boolean): LoginAnswer {
    const { lockAfter, captchaAfter, captcha } = this.#rules
    const wrong = this.#wrong.get(user) ?? 0
    if (wrong >= lockAfter) return { refused: '账号已锁定，请联系管理员' }
    if ((captchaAlways || wrong >= captchaAfter) && rndcode !== captcha) {
      // A missing captcha says nothing about the password; a client that keeps trying still ends locked out.
      if (wrong >= captchaAfter) this.#wrong.set(user, wrong + 1)
      return { refused: rndcode === '' ? '请输入验证码' : '验证码错误' }
    }
    const account = this.#accounts.get(user)
    if (!account || account.password !== password) {
      this.#wrong.set(user, wrong + 1)
      return { refused: '用户名或密码错误' }
    }
    this.#wrong.delete(user)
    return { session: this.#start(account, now) }
  }

  #start(account: SandboxAccount, now: number): Session {
    for (const other of this.#open.values()) {
      if (other.endsAt <= now || (this.#rules.single && other.account.user === account.user))
        this.#open.delete(other.id)
    }
    const id = randomUUID().replaceAll('-', '').toUpperCase()
    const session = { id, account, endsAt: now + this.#rules.lifetimeMs }
    this.#open.set(id, session)
    return session
  }

  find(id: string, now: number): Session | undefined {
    const session = this.#open.get(id)
    if (!session || session.endsAt > now) return session
    this.#open.delete(id)
    return undefined
  }

  end(id: string): void {
    this.#open.delete(id)
  }

  endAll(): void {
    this.#open.clear()
  }

  get count(): number {
    return this.#open.size
  }

  setPassword(user: string, password: string): void {
    const account = this.#accounts.get(user)
    if (!account) throw new Error(`no account ${user} in the sandbox`)
    account.password = password
    this.#wrong.delete(user)
  }

  /** Unlocks every account. */
  forgive(): void {
    this.#wrong.clear()
  }
}
