import fc from 'fast-check'
import { describe, expect } from 'vitest'
import type { EntryId, Store, Transition } from '../../../src/domain/index.ts'
import { entry, start } from '../records.ts'
import type { OpenStore } from '../store-contract.ts'
import { type Model, OutboxModel } from './outbox-reference.ts'
import { withStore } from './setup.ts'

type Command = fc.AsyncCommand<Model, Store>
const kindOfCommand = (run: (model: OutboxModel, store: Store) => Promise<void>, name: string): Command => ({
  check: () => true,
  run: (model, store) => run(model as OutboxModel, store),
  toString: () => name,
})

const enqueue = fc
  .record({
    lane: fc.constantFrom('a', 'b', 'c'),
    priority: fc.constantFrom(0, 1, 2, 3),
    wait: fc.constantFrom(0, 0, 5, 40),
    key: fc.option(fc.constantFrom('k1', 'k2', 'k3', 'k4')),
  })
  .map(({ lane, priority, wait, key }) =>
    kindOfCommand(
      async (model, store) => {
        const dueAt = model.now + wait
        const dedupeKey = key ?? undefined
        const id = await store.transact((tx) => tx.enqueue(entry(lane, { priority: priority as 0, dueAt, dedupeKey })))
        expect(id !== undefined).toBe(model.enqueue(id, { lane, priority, dueAt, dedupeKey }))
      },
      `enqueue ${lane} p${priority} +${wait} ${key ?? ''}`,
    ),
  )

const claim = fc.record({ limit: fc.integer({ min: 1, max: 3 }), leaseMs: fc.constantFrom(10, 50) }).map((options) =>
  kindOfCommand(async (model, store) => {
    const claimed = await store.claimEntries({ worker: 'w', kind: 'erp', now: model.now, ...options })
    const expected = model.claim(options.limit, options.leaseMs)
    expect(claimed.map(({ id, lease }) => [id, lease?.fence])).toEqual(expected.map(({ id, fence }) => [id, fence]))
  }, `claim ${options.limit} for ${options.leaseMs}`),
)

const ends: Array<(now: number) => Transition> = [
  () => ({ state: 'done' }),
  () => ({ state: 'dead', reason: 'no' }),
  (now) => ({ state: 'ready', dueAt: now + 20, counts: true, reason: 'again' }),
  (now) => ({ state: 'ready', dueAt: now, counts: false, reason: 'busy' }),
]

/** `stale`: with a fence that is one too low. */
const finish = fc
  .record({ nth: fc.nat(9), end: fc.constantFrom(...ends), stale: fc.boolean() })
  .map(({ nth, end, stale }) =>
    kindOfCommand(
      async (model, store) => {
        const one = model.nth(nth)
        if (!one) return
        const transition = end(model.now)
        const fence = stale ? one.fence - 1 : one.fence
        const leased = await store.finishEntry(one.id, fence, transition, model.now)
        expect(leased.ok).toBe(model.finish(one.id, fence, transition))
      },
      `finish ${nth}${stale ? ' stale' : ''}`,
    ),
  )

const step = fc.record({ nth: fc.nat(9) }).map(({ nth }) =>
  kindOfCommand(async (model, store) => {
    const one = model.nth(nth)
    if (!one) return
    const leased = await store.recordStep(one.id, one.fence, { step: 'save', startedAt: model.now })
    expect(leased.ok).toBe(model.step(one.id))
  }, `step ${nth}`),
)

const decide = fc
  .record({ nth: fc.nat(9), what: fc.constantFrom('retry' as const, 'discard' as const, 'cancel' as const) })
  .map(({ nth, what }) =>
    kindOfCommand(async (model, store) => {
      const one = model.nth(nth)
      if (!one) return
      expect(await store.decideEntry(one.id, what, 'said', model.now)).toBe(model.decide(one.id, what))
    }, `${what} ${nth}`),
  )

const advance = fc.constantFrom(1, 15, 60).map((ms) =>
  kindOfCommand(async (model) => {
    model.now += ms
  }, `advance ${ms}`),
)

export function outboxModelContract(open: OpenStore): void {
  const it = withStore(open)
  describe('outbox against its model', () => {
    it('any order of adding, claiming, finishing, deciding and waiting gives what the model says', async (under) => {
      const commands = fc.commands([enqueue, enqueue, claim, claim, finish, finish, step, decide, advance], {
        maxCommands: 60,
        size: 'max',
      })
      let round = 0
      await fc.assert(
        fc.asyncProperty(commands, async (steps) => {
          await discardAll(under.store)
          const model = new OutboxModel(start + ++round * 1_000_000, `r${round}`)
          await fc.asyncModelRun(() => ({ model: model as Model, real: scoped(under.store, model.scope) }), steps)
          await compare(model, under.store)
        }),
        { numRuns: 100 },
      )
    })
  })
}

/** One store serves all rounds: facts of one round are not those of another. */
const scoped = (store: Store, scope: string): Store => ({
  ...store,
  transact: (work) =>
    store.transact((tx) =>
      work({
        ...tx,
        enqueue: (one) =>
          tx.enqueue({ ...one, dedupeKey: one.dedupeKey === undefined ? undefined : `${scope}:${one.dedupeKey}` }),
      }),
    ),
})

async function discardAll(store: Store): Promise<void> {
  const open = await store.entries({ state: ['ready', 'running', 'dead'], limit: 1_000 })
  for (const { id, state, lease } of open) {
    if (state === 'running') await store.finishEntry(id, lease?.fence ?? 0, { state: 'done' }, start)
    else await store.decideEntry(id, 'discard', 'next round', start)
  }
}

async function compare(model: OutboxModel, store: Store): Promise<void> {
  for (const expected of model.all()) {
    const { id, state, attempts, dueAt } = expected
    expect(await store.entry(id as EntryId)).toMatchObject({ state, attempts, dueAt })
  }
}
