import { describe, expect, onTestFinished, test } from 'vitest'
import type { Crm, CustomerOrd, CustomerRow, Lead, LeadId, StaffMember } from '../../src/domain/index.ts'
import { systemClock } from '../../src/shared/clock.ts'
import { silentLogger } from '../../src/shared/logger.ts'
import type { Data } from '../../src/store/index.ts'
import { createContext } from '../../src/sync/context.ts'
import { createIncidents, type Incident } from '../../src/sync/incidents.ts'
import { createTrial } from '../../src/sync/office/trial.ts'
import { lastPullAt, pull } from '../../src/sync/pull.ts'
import { createUnverified } from '../../src/sync/unverified.ts'

/** The same values as two processes see them; of an embedded store there is one process. */
export interface CursorsUnderTest {
  one: Data
  other: Data
  close(): Promise<void>
}

const told = async () => {}
const operator = { name: '运维小林', role: 'operator', contactIds: ['ops'], active: true } as StaffMember
const manyAtOnce = 25

/** What is read, changed and kept by several processes at once: no change undoes another one. */
export function cursorsContract(name: string, open: () => Promise<CursorsUnderTest>): void {
  const opened = async () => {
    const under = await open()
    onTestFinished(() => under.close())
    return under
  }
  /** Values are read from memory, which follows the database every two seconds. */
  const seen = (reached: () => boolean) => expect.poll(reached, { timeout: 10_000 }).toBe(true)

  describe(name, () => {
    test('count every one of many changes at once', async () => {
      const { one, other } = await opened()
      const add = ({ cursors }: Data) =>
        cursors.change<number, number>('n', (n = 0) => ({ value: n + 1, result: n + 1 }))
      const numbers = await Promise.all(Array.from({ length: manyAtOnce }, () => [add(one), add(other)]).flat())
      expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: manyAtOnce * 2 }, (_, n) => n + 1))
    })

    test('keep the incidents that both opened, and a newer one when an older of its key is closed', async () => {
      const { one, other } = await opened()
      const [mine, theirs] = [createIncidents(one.cursors), createIncidents(other.cursors)]
      const begin = (key: string, nth: number): Incident => ({ key, text: key, over: 'over', since: 1, nth })
      await Promise.all([
        ...['a', 'b', 'c'].map((key) => mine.open(begin(key, 1), told)),
        ...['c', 'd', 'e'].map((key) => theirs.open(begin(key, 1), told)),
      ])
      await Promise.all([mine.close(begin('a', 1), told), theirs.open(begin('b', 2), told)])
      await mine.close(begin('b', 1), told)
      for (const all of [mine, theirs])
        await seen(
          () =>
            all
              .all()
              .map(({ key, nth }) => `${key}${nth}`)
              .sort()
              .join() === 'b2,c1,d1,e1',
        )
    })

    test('show the first captures of a trial once in all, and end it for everyone', async () => {
      const { one, other } = await opened()
      await one.staff.configure([operator])
      await seen(() => other.staff.all().length === 1)
      const context = (data: Data) => contextOf(data)
      const contexts = [context(one), context(other)] as const
      const trials = contexts.map((each) => createTrial(each, 3))
      const captures = Array.from({ length: 4 }, (_, n) => trials.map((trial, of) => trial.show(lead(`l${n}${of}`))))
      await Promise.all(captures.flat())
      const cards = (await one.store.entries({ kind: 'chat' })).flatMap(({ job }) =>
        job.type === 'say' ? [job.text] : [],
      )
      expect(cards.map((text) => text.match(/\d\/3/)?.[0]).sort()).toEqual(['1/3', '2/3', '3/3'])
      expect(contexts.map(({ settings }) => settings.autoSync)).toEqual([false, false])
      await trials[0]?.end()
      await seen(() => contexts.every(({ settings }) => settings.autoSync))
    })

    test('a pull that goes on and is interrupted keeps its place, and does not undo the end of another one', async () => {
      const { one, other } = await opened()
      const stopping = new AbortController()
      // At its third page the other process comes to the end of its own pull; after it this one stops.
      const interrupted = contextOf(one, async (index) => {
        if (index === 3) await pull(contextOf(other), 'full')
        if (index === 4) stopping.abort(new Error('stopping'))
        stopping.signal.throwIfAborted()
        return page(index, 9)
      })
      await expect(pull(interrupted, 'full', stopping.signal)).rejects.toThrow('stopping')
      expect(lastPullAt(one)).toBeDefined()
      const again: number[] = []
      const goesOn = contextOf(one, async (index) => {
        again.push(index)
        return page(index, 9)
      })
      await pull(goesOn, 'full')
      expect(again).toEqual([4, 5, 6, 7, 8, 9])
    })

    test('keep every created customer that is to be looked for', async () => {
      const { one, other } = await opened()
      const books = [createUnverified(one.cursors), createUnverified(other.cursors)]
      const created = Array.from({ length: manyAtOnce }, (_, n) => n)
      await Promise.all(
        created.map((n) => books[n % 2]?.add({ leadId: `l${n}` as LeadId, ord: n as CustomerOrd, savedAt: n })),
      )
      for (const book of books) await seen(() => book.all().length === manyAtOnce)
    })
  })
}

const lead = (id: string) => ({ id, fields: {}, score: 80, reasons: [], nickname: id }) as unknown as Lead

function contextOf(data: Data, listPage: (index: number) => Promise<ReturnType<typeof page>> = async () => page(1, 1)) {
  const crm = {
    listCustomers: (_: unknown, { index }: { index: number }) => listPage(index),
    getCustomer: async (ord: number) => page(ord, 1).rows[0],
  } as unknown as Crm
  const { store, staff, cursors } = data
  return createContext(
    {
      ...{ store, staff, cursors, crm, clock: systemClock, logger: silentLogger },
      scorer: undefined as never,
      judge: undefined as never,
    },
    () => {},
  )
}

function page(index: number, pages: number) {
  const row = {
    ord: index as CustomerOrd,
    khid: `K${index}`,
    name: `客户${index}`,
    contacts: [],
  } as unknown as CustomerRow
  return { rows: [row], index, pages, total: pages }
}
