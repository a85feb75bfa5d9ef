import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { type ErpSandbox, type ErpSandboxOptions, startErpSandbox } from '../../src/sandbox/erp/index.ts'
import { type GatewaySandbox, startGatewaySandbox } from '../../src/sandbox/gateway/index.ts'
import { newcomers } from '../crash/people.ts'
import { type RunningCli, scratch, startCli } from '../support/cli.ts'
import { type Arrival, surelyInASecond } from './arrivals.ts'
import { type Member, startMember } from './processes.ts'

/** Somebody who writes to one account or to several: the same words, another contact each time. */
export interface Caller {
  id: string
  texts: readonly string[]
  /** Numbers of the accounts he writes to. */
  accounts: readonly number[]
}

/** One process with its WeChat account. */
interface Account {
  gateway: GatewaySandbox
  env: Record<string, string>
  run: RunningCli | undefined
  said: Array<{ from: string; text: string; id: string }>
}

export interface FleetHouseOptions {
  url: string
  accounts: number
  ratePerSecond: number
  env?: Record<string, string>
  erp?: ErpSandboxOptions
}

/** People who each become one customer; every third writes to two accounts. */
export function callersFor(count: number, accounts: number): Caller[] {
  return Array.from({ length: count }, (_, n) => {
    const messages = newcomers(Math.floor(n / 2))
    const mine = messages.slice((n % 2) * 3, (n % 2) * 3 + 3)
    const texts = mine.map(({ content }) => (content.kind === 'text' ? content.text : ''))
    const home = n % accounts
    return { id: `p${n}`, texts, accounts: n % 3 === 0 ? [home, (home + 1) % accounts] : [home] }
  })
}

/** Several bots, each a process with a WeChat account of its own, over one database and one ERP. */
export class FleetHouse {
  readonly erp: ErpSandbox
  readonly accounts: Account[]
  #client: pg.Client
  readonly #url: string
  readonly #dir: ReturnType<typeof scratch>
  readonly #doorway: Member

  private constructor(
    erp: ErpSandbox,
    accounts: Account[],
    client: pg.Client,
    url: string,
    dir: ReturnType<typeof scratch>,
    doorway: Member,
  ) {
    this.erp = erp
    this.accounts = accounts
    this.#client = client
    this.#url = url
    this.#dir = dir
    this.#doorway = doorway
  }

  static async open(options: FleetHouseOptions): Promise<FleetHouse> {
    const dir = scratch('fleet')
    const erp = await startErpSandbox(options.erp)
    const doorway = startMember(new URL('doorway.ts', import.meta.url).pathname, [String(erp.port)])
    const [, port] = (await doorway.says('port')).split(' ')
    const sales = join(dir.path, 'sales.json')
    writeFileSync(sales, JSON.stringify({ salespeople: [{ name: '林知远', erpUserId: 63, role: 'sales' }] }))
    const accounts = await Promise.all(
      Array.from({ length: options.accounts }, async (_, n): Promise<Account> => {
        const gateway = await startGatewaySandbox({ account: { contactId: `account${n}`, name: `销售${n}` } })
        const env = {
          ...erp.env,
          ERP_BASE_URL: `http://127.0.0.1:${port}`,
          ...gateway.env,
          ERP_RATE_PER_SECOND: String(options.ratePerSecond),
          ERP_SENIOR_USER_IDS: '63',
          ERP_NORMAL_USER_IDS: '63',
          SALES_CONFIG: sales,
          DATABASE_URL: options.url,
          DATA_DIR: join(dir.path, `data${n}`),
          SYNC_DEBOUNCE_MS: '200',
          HOLD_MS: '0',
          NOTE_SILENCE_MS: '800',
          LOG_LEVEL: 'warn',
          ...options.env,
        }
        return { gateway, env, run: undefined, said: [] }
      }),
    )
    return new FleetHouse(erp, accounts, await connect(options.url), options.url, dir, doorway)
  }

  async start(n: number): Promise<void> {
    const account = this.#account(n)
    account.run = startCli(['run'], { env: account.env })
    await account.gateway.waitForClient(60_000)
  }

  startAll = () => Promise.all(this.accounts.map((_, n) => this.start(n)))

  say({ id, texts, accounts }: Caller): void {
    for (const n of accounts) {
      const { gateway, said } = this.#account(n)
      const from = `${id}@${n}`
      gateway.addContact({ id: from, name: `昵称${id}` })
      for (const [index, text] of texts.entries()) {
        const messageId = `${from}#${index}`
        said.push({ from, text, id: messageId })
        gateway.say({ from, text, id: messageId })
      }
    }
  }

  /** SIGKILL; comes back and is told again what was said, as WeChat does with what was not acknowledged. */
  async killAndRestart(n: number): Promise<void> {
    const account = this.#account(n)
    await account.run?.kill()
    await this.start(n)
    for (const one of account.said) account.gateway.say(one)
  }

  /** The database was restarted: our own look at it goes over a new connection. */
  async reconnect(): Promise<void> {
    this.#client = await connect(this.#url)
  }

  /** Calls on their last step to the ERP, within one second; asked once, at the end. */
  async callsInASecond(): Promise<number> {
    this.#doorway.child.stdin?.write('\n')
    const arrivals: Arrival[] = JSON.parse((await this.#doorway.says('arrivals')).slice('arrivals'.length))
    const inside = this.erp.countOf()
    if (arrivals.length < inside) throw new Error(`${inside} calls in the ERP, and only ${arrivals.length} came`)
    return surelyInASecond(arrivals)
  }

  /** Nothing is due and nothing open any more. */
  async idle(): Promise<boolean> {
    const { rows } = await this.#client.query(`
      SELECT (SELECT count(*) FROM outbox WHERE kind = 'erp' AND state IN ('ready', 'running'))
        + (SELECT count(*) FROM threads WHERE due_at IS NOT NULL OR note_due_at IS NOT NULL) AS open`)
    return Number(rows[0]?.open) === 0
  }

  async rows<T>(sql: string): Promise<T[]> {
    return (await this.#client.query(sql)).rows as T[]
  }

  /** What the bots wrote to stderr. */
  words(): string {
    return this.accounts.map(({ run }, n) => `#${n} ${run?.stderr ?? ''}`).join('\n')
  }

  async close(): Promise<void> {
    await Promise.all(this.accounts.map(({ run }) => run?.kill()))
    await Promise.all(this.accounts.map(({ gateway }) => gateway.close()))
    await this.#client.end()
    await this.#doorway.kill()
    await this.erp.close()
    this.#dir.remove()
  }

  #account(n: number): Account {
    const account = this.accounts[n]
    if (!account) throw new Error(`no account ${n}`)
    return account
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  return client
}

/** Looks until it is so; the test's own limit ends the waiting. */
export async function until(reached: () => boolean | Promise<boolean>, everyMs = 50): Promise<void> {
  while (!(await reached())) await new Promise((done) => setTimeout(done, everyMs))
}
