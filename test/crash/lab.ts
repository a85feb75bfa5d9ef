import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { InboundMessage } from '../../src/domain/index.ts'
import { type ErpSandbox, startErpSandbox } from '../../src/sandbox/erp/index.ts'
import { systemClock } from '../../src/shared/clock.ts'
import { scratch } from '../support/cli.ts'
import type { Orders, Report } from './orders.ts'
import { seedFor } from './people.ts'

const victim = fileURLToPath(new URL('./victim.ts', import.meta.url))

/** How a life of the victim ended. */
export interface Life {
  killed: boolean
  points: string[]
  drained?: Extract<Report, { kind: 'drained' }>
  stderr: string
}

export interface LabOptions {
  /** So many batches may speak. */
  batches: number
  /** The bot's time against ours. @default 20 */
  speed?: number
  /** @default 60 */
  ratePerSecond?: number
  /** @default false */
  waitFirstWindow?: boolean
}

/** One data directory, one ERP, one WeChat that delivers again what was not acknowledged, and many lives of the bot. */
export class CrashLab {
  readonly erp: ErpSandbox
  readonly #dir = scratch('crash')
  readonly #time: Orders['time']
  readonly #pace: Pick<Orders, 'ratePerSecond' | 'waitFirstWindow'>
  /** Not acknowledged yet: WeChat still has them. */
  #waiting: InboundMessage[] = []
  readonly #acknowledged = new Map<string, InboundMessage>()
  /** Hand-over cards that were said. */
  readonly cards: string[] = []
  /** Messages that had been acknowledged and were new once more: lost. */
  readonly lost: string[] = []
  duplicates = 0
  lives = 0
  /** Customers found missing after 保存成功. */
  resaved = 0

  private constructor(erp: ErpSandbox, speed: number, pace: Pick<Orders, 'ratePerSecond' | 'waitFirstWindow'>) {
    this.erp = erp
    this.#pace = pace
    // A Monday morning: nobody's rest is disturbed.
    this.#time = { from: Date.UTC(2026, 10, 23, 1, 0), since: systemClock.now(), times: speed }
  }

  static async open({
    batches,
    speed = 20,
    ratePerSecond = 60,
    waitFirstWindow = false,
  }: LabOptions): Promise<CrashLab> {
    const erp = await startErpSandbox({ seed: seedFor(batches) })
    return new CrashLab(erp, speed, { ratePerSecond, waitFirstWindow })
  }

  /** WeChat has these to deliver. */
  deliver(messages: readonly InboundMessage[]): void {
    this.#waiting.push(...messages)
  }

  get waiting(): number {
    return this.#waiting.length
  }

  /**
   * Starts the bot and waits until it is dead or done. `killAfterMs`: from its start of work on. `shuffle`: deliveries
   * come out of order, and some that were acknowledged come again.
   */
  async live(options: { dieAt?: Orders['dieAt']; killAfterMs?: number; shuffle?: () => number } = {}): Promise<Life> {
    this.lives++
    const file = join(this.#dir.path, 'orders.json')
    writeFileSync(file, JSON.stringify(this.#orders(options)))
    const child = spawn(process.execPath, [victim, file], {
      stdio: ['ignore', 'pipe', 'pipe'],
      // Half of a short life is reading the sources.
      env: { ...process.env, NODE_COMPILE_CACHE: join(this.#dir.path, 'compiled') },
    })
    const life: Life = { killed: false, points: [], stderr: '' }
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      life.stderr += text
    })
    let timer: NodeJS.Timeout | undefined
    const lines = createInterface({ input: child.stdout })
    lines.on('line', (line) => {
      const fact = JSON.parse(line) as Report
      if (fact.kind === 'started' && options.killAfterMs !== undefined)
        timer = setTimeout(() => child.kill('SIGKILL'), options.killAfterMs)
      this.#hear(fact, life)
    })
    const ended = once(lines, 'close')
    const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
    await ended
    clearTimeout(timer)
    life.killed = signal === 'SIGKILL'
    return life
  }

  #orders({ dieAt, shuffle }: { dieAt?: Orders['dieAt']; shuffle?: () => number }): Orders {
    const { user, password } = this.erp.describe().account
    return {
      dataDir: join(this.#dir.path, 'data'),
      erp: { baseUrl: this.erp.baseUrl, username: user, password },
      ...this.#pace,
      timeoutMs: 1_000,
      time: this.#time,
      feed: shuffle ? this.#disordered(shuffle) : [...this.#waiting],
      dieAt,
    }
  }

  #disordered(random: () => number): InboundMessage[] {
    const again = [...this.#acknowledged.values()].filter(() => random() < 0.2)
    const all = [...this.#waiting, ...again, ...this.#waiting.filter(() => random() < 0.2)]
    return all
      .map((message) => ({ message, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ message }) => message)
  }

  #hear(fact: Report, life: Life): void {
    switch (fact.kind) {
      case 'point':
        life.points.push(fact.point)
        break
      case 'received':
        this.#received(fact)
        break
      case 'said':
        if (fact.text.startsWith('📌')) this.cards.push(fact.text)
        break
      case 'resaved':
        this.resaved++
        break
      case 'drained':
        life.drained = fact
    }
  }

  #received({ id, answer }: Extract<Report, { kind: 'received' }>): void {
    if (answer === 'duplicate') this.duplicates++
    else if (this.#acknowledged.has(id)) this.lost.push(id)
    const message = this.#waiting.find((one) => one.id === id)
    if (message) this.#acknowledged.set(id, message)
    this.#waiting = this.#waiting.filter((one) => one.id !== id)
  }

  async close(): Promise<void> {
    await this.erp.close()
    this.#dir.remove()
  }
}
