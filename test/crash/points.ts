import { expect } from 'vitest'
import { contentOf } from './erp-content.ts'
import type { CrashLab } from './lab.ts'
import { batch, known, newcomers } from './people.ts'
import { undisturbed } from './undisturbed.ts'

const ofStep = (step: string) => [`${step}:intent`, `${step}:acted`, `${step}:recorded`]

/** Every named point of the work. */
export const points = [
  'message_committed',
  'thread_read',
  'decision_committed',
  ...ofStep('allocate'),
  'ord_kept',
  ...ofStep('save'),
  ...ofStep('assign'),
  ...ofStep('note'),
  ...ofStep('update'),
  ...ofStep('contact'),
  ...ofStep('resave'),
  'finish:intent',
  'finish:committed',
  'say:intent',
]

/** People who bring the work to that point; what an earlier point left undone comes along. */
const peopleFor = (point: string, n: number) =>
  // A save that the ERP only pretends to make must be a new customer's.
  point.startsWith('resave') ? newcomers(n) : /^(update|contact)/.test(point) ? known(n) : batch(n)

/** Kills the bot at each of these points in turn, then lets it come to an end; the ERP has to look as if nothing had happened. */
export async function dieAtEach(lab: CrashLab, chosen: readonly string[]): Promise<void> {
  const seen = new Set<string>()
  const spoken = chosen.map((point, n) => peopleFor(point, n))
  for (const [n, point] of chosen.entries()) {
    if (point.startsWith('resave')) {
      // Nobody else's save may take the place.
      await lab.live()
      lab.erp.inject({ kind: 'ghost_save', operation: 'customer.save' })
    }
    lab.deliver(spoken[n] ?? [])
    const life = await lab.live({ dieAt: { point, nth: 1 } })
    for (const one of life.points) seen.add(one)
    expect({ point, killed: life.killed, stderr: life.stderr }).toEqual({ point, killed: true, stderr: '' })
    lab.erp.clearFaults()
  }
  const last = await lab.live()
  expect(last).toMatchObject({ killed: false, drained: { dead: 0, reasons: [] } })
  expect([...seen].filter((point) => !points.includes(point))).toEqual([])
  expect(lab.lost).toEqual([])
  expect(new Set(lab.cards).size).toBe(lab.cards.length)
  expect(contentOf(lab.erp)).toEqual(await undisturbed(chosen.length, spoken.flat()))
}
