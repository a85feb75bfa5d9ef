import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Lead, LeadId, Store, Thread } from '../../src/domain/index.ts'
import type { SyncContext } from '../../src/sync/context.ts'
import { noteThread } from '../../src/sync/pipeline/note.ts'
import { hotCompany, type Office, openOffice } from './office.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice({ deps: { settings: { debounceMs: 0, noteSilenceMs: 0 } } })
})
afterEach(() => office.close())

async function until(reached: () => Promise<boolean>): Promise<void> {
  while (!(await reached())) await new Promise((done) => setTimeout(done, 5))
}

test('a customer who comes into the ERP while his note is put off keeps its note due', async () => {
  const { sync, data, erp } = office
  erp.down = true
  for (const message of hotCompany('c1', '石狮远帆服饰有限公司', '庄严', '13599170482'))
    await sync.intake.receive(message)
  sync.start()
  await until(async () => (await data.store.countLeads()).queued === 1)
  await sync.stop()
  const [lead] = (await data.store.leads({})) as [Lead]
  const thread = (await data.store.thread(lead.threadId)) as Thread
  const due = { ...thread, noteDueAt: 1, version: thread.version + 1 }
  await data.store.transact((tx) => tx.saveThread(due))

  // Between the look at the lead and the change of the thread the customer is finished.
  const store: Store = {
    ...data.store,
    async lead(id: LeadId) {
      const before = await data.store.lead(id)
      const synced = { ...lead, status: 'synced', customerOrd: 7, version: lead.version + 1 } as Lead
      await data.store.transact((tx) => tx.saveLead(synced))
      return before
    },
  }
  await noteThread({ store, settings: {} } as unknown as SyncContext, due)
  expect((await data.store.thread(thread.id))?.noteDueAt).toBe(1)
})

test('each conversation of a person gets its note when the ERP comes back long after both fell silent', async () => {
  const { sync, data, erp } = office
  erp.down = true
  for (const contact of ['c1', 'c2'])
    for (const message of hotCompany(contact, '石狮远帆服饰有限公司', '庄严', '13599170482'))
      await sync.intake.receive(message)
  sync.start()
  await until(async () => {
    const [lead] = await data.store.leads({ status: ['queued'] })
    const threads = lead ? await data.store.threadsOfLead(lead.id) : []
    return threads.length === 2 && threads.every((one) => one.dueAt === undefined && one.noteDueAt === undefined)
  })
  await sync.stop()
  erp.down = false
  await office.restart()
  await office.sync.drain()
  expect(erp.all()).toHaveLength(1)
  expect(erp.all()[0]?.notes).toHaveLength(2)
})
