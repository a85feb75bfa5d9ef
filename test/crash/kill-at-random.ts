import { expect } from 'vitest'
import type { InboundMessage } from '../../src/domain/index.ts'
import { contentOf } from './erp-content.ts'
import type { CrashLab } from './lab.ts'
import { batch } from './people.ts'
import { Mischief, seeded } from './trouble.ts'
import { undisturbed } from './undisturbed.ts'

export interface KillOptions {
  seed: number
  /** One speaks in each life; no more lives than that. */
  batches: number
  kills: number
  troublesPerLife: number
  /** A kill comes this long after the work began, ms. */
  killAfterMs: { least: number; most: number }
}

export interface KillReport {
  kills: number
  lives: number
  customers: number
  duplicateMessages: number
  /** Customers found missing after 保存成功. */
  resaved: number
  mostPerSecond: number
  fired: Record<string, number>
}

/**
 * Kills the bot so often at random moments, and goes on until every kind of trouble has come from the ERP, with messages
 * out of order and twice; then lets it come to an end and compares the ERP with an undisturbed one.
 */
export async function killAtRandom(lab: CrashLab, options: KillOptions): Promise<KillReport> {
  const random = seeded(options.seed)
  const mischief = new Mischief(lab.erp, random)
  const spoken: InboundMessage[][] = []
  let kills = 0
  const done = () => kills >= options.kills && mischief.unfired.length === 0 && lab.resaved > 0
  while (!done() && spoken.length < options.batches) {
    const next = batch(spoken.length)
    spoken.push(next)
    lab.deliver(next)
    mischief.arm(options.troublesPerLife)
    const { least, most } = options.killAfterMs
    const killAfterMs = kills < options.kills ? least + random() * (most - least) : undefined
    const life = await lab.live({ killAfterMs, shuffle: random })
    mischief.end()
    expect(life.stderr).toBe('')
    if (life.killed) kills++
  }
  const last = await lab.live({ shuffle: random })
  expect(last).toMatchObject({ killed: false, drained: { dead: 0, reasons: [] } })
  expect({ kills, unfired: mischief.unfired }).toEqual({ kills: options.kills, unfired: [] })
  expect(lab.resaved).toBeGreaterThan(0)
  expect(lab.lost).toEqual([])
  expect(new Set(lab.cards).size).toBe(lab.cards.length)
  const content = contentOf(lab.erp)
  expect(content).toEqual(await undisturbed(options.batches, spoken.flat()))
  return {
    kills,
    lives: lab.lives,
    customers: content.length,
    duplicateMessages: lab.duplicates,
    resaved: lab.resaved,
    mostPerSecond: lab.erp.maxPerSlidingSecond(),
    fired: mischief.fired,
  }
}
