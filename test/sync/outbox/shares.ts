import type { CustomerOrd, EntryId, ErpJob, NewEntry } from '../../../src/domain/index.ts'
import type { Office } from '../office.ts'

/** 共享 of a customer: work of one step. */
export const share = (ord: number): ErpJob => ({ type: 'share', subject: { ord: ord as CustomerOrd }, userIds: [63] })

let lanes = 0
/** Work on customers of the ERP, each in a lane of its own. */
export const add = (office: Office, ...entries: Array<Partial<NewEntry> & { job: ErpJob }>): Promise<EntryId[]> =>
  office.data.store.transact(async (tx) => {
    const ids: EntryId[] = []
    for (const entry of entries) {
      ids.push((await tx.enqueue({ lane: `${++lanes}`, priority: 2, dueAt: 0, actor: '王强', ...entry })) as EntryId)
    }
    return ids
  })

/** What this contact was told. */
export const told = ({ said }: Office, contact: string): string[] =>
  said.flatMap(({ to, text }) => ('contactId' in to && to.contactId === contact ? [text] : []))
