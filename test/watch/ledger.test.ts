import { afterEach, beforeEach, expect, it } from 'vitest'
import type { CustomerOrd, EntryId, LeadId } from '../../src/domain/index.ts'
import { type EmbeddedStore, openEmbeddedStore } from '../../src/store/index.ts'
import { createLedger, duplicateRecord, figuresOf, runRecord } from '../../src/watch/index.ts'
import { scratch } from '../support/cli.ts'
import { TestClock } from '../support/test-clock.ts'
import { hours, logged, minutes } from './facts.ts'

let dir: ReturnType<typeof scratch>
let clock: TestClock
let data: EmbeddedStore

beforeEach(async () => {
  dir = scratch('ledger')
  clock = new TestClock()
  data = await openEmbeddedStore({ dataDir: dir.path, clock })
})
afterEach(async () => {
  await data.close()
  dir.remove()
})

const openLedger = () => createLedger({ store: data.store, clock, longestCallMs: 15_000 })
const figureIn = (ledger: ReturnType<typeof openLedger>, name: string) =>
  figuresOf(ledger.facts(), clock.now()).find((figure) => figure.name === name)?.value
const fail = (entry: number) => data.store.audit(runRecord({ at: clock.now(), entry, job: 'assign', why: 'refused' }))
const meet = () =>
  data.store.audit(duplicateRecord({ at: clock.now(), leadId: 'l1' as LeadId, ord: 7 as CustomerOrd, by: 'mobile' }))

it('knows after a restart what happened before it: an hour of runs, a day of duplicates', async () => {
  await meet()
  clock.advance(hours(20))
  for (const entry of [1, 2, 3]) await fail(entry)
  await data.close()
  data = await openEmbeddedStore({ dataDir: dir.path, clock })
  const ledger = openLedger()
  await ledger.look()
  expect(figureIn(ledger, 'failures')).toBe(3)
  expect(figureIn(ledger, 'duplicates')).toBe(1)
})

it('counts nothing twice and misses nothing, however often it looks', async () => {
  const ledger = openLedger()
  for (let entry = 0; entry < 6; entry++) {
    await fail(entry)
    await meet()
    await ledger.look()
    await ledger.look()
    clock.advance(minutes(1))
  }
  expect(figureIn(ledger, 'failures')).toBe(6)
  expect(figureIn(ledger, 'duplicates')).toBe(6)
})

it('sees a call that is logged when it ends, under the time at which it began', async () => {
  const ledger = openLedger()
  const began = clock.now()
  clock.advance(9_000)
  await ledger.look()
  clock.advance(1_000)
  await data.store.audit(logged(began, { outcome: 'unreachable', durationMs: 10_000 }))
  await ledger.look()
  expect(ledger.facts()).toHaveLength(1)
})

it('lets go of what is old, so that memory follows the hour and not the history', async () => {
  const ledger = openLedger()
  for (let i = 0; i < 50; i++) {
    await data.store.audit(logged(clock.now()))
    clock.advance(minutes(10))
    await ledger.look()
  }
  expect(ledger.facts().length).toBeLessThanOrEqual(6)
})

it('keeps to the log when the clock was set back', async () => {
  let now = clock.now()
  const ledger = createLedger({ store: data.store, clock: { ...clock, now: () => now }, longestCallMs: 15_000 })
  for (const entry of [1, 2]) await fail(entry)
  await ledger.look()
  now -= minutes(40)
  await ledger.look()
  await ledger.look()
  expect(ledger.facts()).toHaveLength(2)
})

it('takes from the log only what the figures are made of', async () => {
  await data.store.audit(logged(clock.now(), { kind: 'command', operation: '查客户' }))
  await data.store.audit(logged(clock.now(), { kind: 'decision', operation: 'join' }))
  await data.store.audit(runRecord({ at: clock.now(), entry: 3 as EntryId, job: 'sync_customer' }))
  const ledger = openLedger()
  await ledger.look()
  expect(ledger.facts()).toEqual([{ kind: 'run', at: clock.now(), entry: 3, job: 'sync_customer', ok: true }])
})
