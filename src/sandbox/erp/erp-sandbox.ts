import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Clock, systemClock } from '../../shared/clock.ts'
import { type Answer, noSuchPage, serverError } from './answer/answer.ts'
import { Calls } from './calls.ts'
import { control, controlPrefix } from './control.ts'
import { Directory } from './directory.ts'
import { type Understood, understand } from './dispatch.ts'
import { type FaultRule, Faults } from './faults.ts'
import { Journal } from './journal.ts'
import { defaultPeople, labelOf } from './lists.ts'
import type { Contact, Customer, Note } from './model.ts'
import { optionsOf } from './operations/customer-fields.ts'
import { readBody, targetOf } from './request.ts'
import { seedState } from './seed.ts'
import { seedGoods } from './seed-goods.ts'
import { HttpServer, send } from './server.ts'
import { Sessions } from './sessions.ts'
import { State } from './state.ts'
import { playFault } from './trouble.ts'
import type { ErpSandbox, ErpSandboxDescription, ErpSandboxOptions, SandboxAccount } from './types.ts'
import { resolveVariants, type Variants } from './variants.ts'
import type { World } from './world.ts'

const appversion = '32.17'
const defaultAccounts: readonly SandboxAccount[] = [{ user: 'bot', password: 'sandbox', userId: 80 }]

export async function startErpSandbox(options: ErpSandboxOptions = {}): Promise<ErpSandbox> {
  const sandbox = new Sandbox(options)
  await sandbox.accept()
  return sandbox
}

class Sandbox implements ErpSandbox {
  readonly #options: ErpSandboxOptions
  readonly #clock: Clock
  readonly #monotonic: () => number
  readonly #accounts: readonly SandboxAccount[]
  readonly #sessions: Sessions
  readonly #faults = new Faults()
  readonly #calls: Calls
  readonly #server: HttpServer
  readonly #world: { -readonly [Key in keyof World]: World[Key] }
  #journal: Journal | undefined

  constructor(options: ErpSandboxOptions) {
    this.#options = options
    this.#clock = options.clock ?? systemClock
    this.#monotonic = options.monotonic ?? (() => performance.now())
    this.#accounts = options.accounts ?? defaultAccounts
    this.#sessions = new Sessions(this.#accounts, {
      lifetimeMs: options.sessionLifetimeMs ?? 7_200_000,
      single: options.singleSession ?? false,
      captchaAfter: options.captchaAfter ?? 3,
      lockAfter: options.lockAfter ?? 6,
      captcha: options.captcha ?? '8642',
    })
    this.#calls = new Calls(options.keepCalls ?? 50_000)
    this.#world = {
      state: this.#freshState(),
      directory: new Directory(this.#people(), this.#accounts),
      duplicates: { khid: 'all', name: 'company', mobile: 'allow', ...options.duplicates },
      variants: resolveVariants(options.variants),
      now: () => this.#clock.now(),
    }
    if (options.dataFile) this.#journal = Journal.open(options.dataFile, (entry) => this.#world.state.apply(entry))
    this.#server = new HttpServer(options.port ?? 0, (request, response) => this.#handle(request, response))
  }

  /** Whoever has an account is a person, too. */
  #people() {
    const people = this.#options.people ?? defaultPeople
    const others = this.#accounts.filter(({ userId }) => !people.some((person) => person.userId === userId))
    return [...people, ...others.map(({ userId }) => ({ userId, name: '微信助手', department: '客服部' }))]
  }

  #freshState(): State {
    const state = new State((entry) => this.#journal?.append(entry))
    seedState(state, this.#options.seed ?? [], this.#clock.now())
    seedGoods(state, this.#clock.now())
    return state
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? '/'
    if (url.startsWith(controlPrefix)) {
      const { status, body } = await control(this, request)
      return send(response, { status, type: 'json', body: JSON.stringify(body) })
    }
    const call = this.#calls.arrive(this.#monotonic(), url)
    const target = targetOf(url)
    const body = await readBody(request)
    const understood = understand(
      { world: this.#world, sessions: this.#sessions, appversion },
      target,
      body,
      request.headers,
    )
    this.#calls.name(call, understood?.operation ?? 'no_such_page')
    call.session = understood?.session ?? ''
    if (this.#options.latencyMs) await this.#clock.sleep(this.#options.latencyMs)
    if (!understood || request.method !== 'POST') {
      call.outcome = 'error'
      return send(response, noSuchPage(this.#world.variants.htmlErrorStatus))
    }
    const overLimit = this.#overLimit(understood)
    const fault = overLimit ? undefined : this.#faults.take(url, understood.operation)
    if (fault) return this.#play(fault, { call, understood, response })
    const answer = overLimit ?? (await this.#work(understood))
    call.outcome = answer.outcome
    send(response, answer)
  }

  /** Nothing is answered before it is on the disk. */
  async #work(understood: Understood, how?: 'ghost'): Promise<Answer> {
    let answer: Answer
    try {
      answer = how === 'ghost' ? this.#world.state.pretend(() => understood.run()) : understood.run()
    } catch {
      answer = serverError(this.#world.variants.htmlErrorStatus)
    }
    await this.#journal?.settled()
    return answer
  }

  #overLimit(understood: Understood): Answer | undefined {
    const { ratePerSecond, rateAnswer = '429' } = this.#options
    if (ratePerSecond === undefined || this.#calls.perSecond <= ratePerSecond) return undefined
    const busy = understood.busy()
    return rateAnswer === 'busy' ? busy : { ...busy, status: 429, headers: { 'retry-after': '1' } }
  }

  #play(fault: FaultRule, about: Pick<Parameters<typeof playFault>[0], 'call' | 'understood' | 'response'>) {
    return playFault({
      ...about,
      fault,
      clock: this.#clock,
      work: (how) => this.#work(about.understood, how),
      endSession: () => this.#sessions.end(about.understood.session),
      refuseFor: (ms) => {
        void this.refuse().then(() => this.#clock.after(ms, () => void this.accept()))
      },
    })
  }

  get port() {
    return this.#server.port
  }

  get baseUrl() {
    return `http://127.0.0.1:${this.port}`
  }

  get calls() {
    return this.#calls.kept
  }

  get env() {
    const { user, password } = this.describe().account
    return { ERP_BASE_URL: this.baseUrl, ERP_USERNAME: user, ERP_PASSWORD: password }
  }

  describe(): ErpSandboxDescription {
    const { user, password } = this.#accounts[0] ?? { user: '', password: '' }
    return { baseUrl: this.baseUrl, account: { user, password }, people: this.#people() }
  }

  label(field: string, id: string | undefined): string | undefined {
    const list = optionsOf(field, this.#world.variants.options)
    return (list && id && labelOf(list, id)) || undefined
  }

  customers = (): Customer[] => [...this.#world.state.customers.values()]
  customer = (ord: number): Customer | undefined => this.#world.state.customers.get(ord)
  contacts = (ord?: number): Contact[] =>
    ord === undefined ? [...this.#world.state.contacts.values()] : this.#world.state.contactsOf(ord)
  notes = (ord?: number): Note[] =>
    ord === undefined ? this.#world.state.allNotes() : [...this.#world.state.notesOf('tel', ord)]
  maxPerSlidingSecond = (): number => this.#calls.most
  countOf = (operation?: string): number => this.#calls.count(operation)
  inject = (rule: FaultRule): number => this.#faults.inject(rule)
  faults = () => this.#faults.report()
  clearFaults = (): void => this.#faults.clear()
  endSessions = (): void => this.#sessions.endAll()
  setPassword = (user: string, password: string): void => this.#sessions.setPassword(user, password)
  refuse = async (): Promise<void> => this.#server.pause()
  accept = (): Promise<void> => this.#server.listen()

  vary(variants: Partial<Variants>): void {
    this.#world.variants = { ...this.#world.variants, ...variants }
  }

  reset(): void {
    this.#journal?.empty()
    this.#world.state = this.#freshState()
    this.#world.directory = new Directory(this.#people(), this.#accounts)
    this.#sessions.endAll()
    this.#sessions.forgive()
    this.#faults.clear()
    this.#calls.clear()
  }

  async close(): Promise<void> {
    await this.#server.stop()
    await this.#journal?.close()
  }
}
