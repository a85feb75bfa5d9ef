import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ChatTarget, Crm, InboundMessage, Messenger, StaffMember } from '../../src/domain/index.ts'
import { createJudge, createScorer, type JudgeSettings } from '../../src/scoring/index.ts'
import { systemClock } from '../../src/shared/clock.ts'
import { silentLogger } from '../../src/shared/logger.ts'
import { type EmbeddedStore, openEmbeddedStore } from '../../src/store/index.ts'
import { createSync, type Sync, type SyncDeps, type SyncEvent } from '../../src/sync/index.ts'
import { ErpDouble } from './erp-double.ts'

export const people = [
  { name: '王强', role: 'sales', erpUserId: 63, contactIds: ['wq'], active: true },
  { name: '赵敏', role: 'sales', erpUserId: 64, contactIds: ['zm'], active: true },
  { name: '陈经理', role: 'manager', erpUserId: 60, contactIds: ['boss'], active: true },
  { name: '运维小林', role: 'operator', contactIds: ['ops'], active: true },
] as StaffMember[]

export interface Office {
  dir: string
  data: EmbeddedStore
  erp: ErpDouble
  sync: Sync
  events: SyncEvent[]
  said: Array<{ to: ChatTarget; text: string }>
  /** Stops, closes and opens everything again over the same directory and ERP. */
  restart(deps?: Partial<SyncDeps>, ofData?: (data: EmbeddedStore) => Partial<SyncDeps>): Promise<void>
  close(): Promise<void>
}

/** The whole sync over a real store in a directory of its own. */
export async function openOffice(
  options: { deps?: Partial<SyncDeps>; judge?: JudgeSettings; crm?: Crm; staff?: StaffMember[] } = {},
): Promise<Office> {
  const dir = mkdtempSync(join(tmpdir(), 'zhibang-sync-'))
  const erp = new ErpDouble()
  const said: Office['said'] = []
  const messenger: Messenger = {
    connected: () => true,
    async say(to, text) {
      said.push({ to, text })
    },
  }
  const office = { dir, erp, said, events: [] as SyncEvent[] } as unknown as Office
  const open: Office['restart'] = async (given = {}, ofData = () => ({})) => {
    office.data = await openEmbeddedStore({ dataDir: dir, clock: given.clock ?? options.deps?.clock })
    const deps = { ...given, ...ofData(office.data) }
    await office.data.staff.configure(options.staff ?? people)
    const { store, staff, cursors } = office.data
    office.sync = createSync({
      store,
      staff,
      cursors,
      crm: options.crm ?? erp,
      scorer: createScorer(),
      judge: createJudge({ seniorUserIds: [63], normalUserIds: [64], ...options.judge }),
      messenger,
      clock: systemClock,
      logger: silentLogger,
      ...options.deps,
      ...deps,
      settings: {
        holdMs: 0,
        chatGapMs: 0,
        chatGapPerChatMs: 0,
        verifyAfterMs: 3_600_000,
        ...options.deps?.settings,
        ...deps.settings,
      },
    })
    office.sync.on((event) => office.events.push(event))
  }
  await open()
  office.restart = async (deps, ofData) => {
    await office.sync.stop()
    await office.data.close()
    await open(deps, ofData)
  }
  office.close = async () => {
    await office.sync.stop()
    await office.data.close()
    rmSync(dir, { recursive: true, force: true })
  }
  return office
}

let serial = 0
const start = Date.UTC(2026, 10, 2, 1, 0)

/** A direct message of a customer, one minute after the one before. */
export function says(contactId: string, text: string, extra: Partial<InboundMessage> = {}): InboundMessage {
  serial++
  const sender = { contactId, nickname: `昵称${contactId}`, wechatId: `wx_${contactId}` }
  return {
    id: `m${serial}`,
    accountId: 'acc',
    conversation: { id: contactId, kind: 'direct' },
    sender,
    self: false,
    peer: sender,
    content: { kind: 'text', text },
    sentAt: start + serial * 60_000,
    receivedAt: start + serial * 60_000,
    ...extra,
  }
}

/** A company that wants a lot, soon, and says who it is. */
export const hotCompany = (contactId: string, company: string, name: string, mobile: string): InboundMessage[] => [
  says(contactId, '你们的涤纶四面弹布料有现货吗？藏青和军绿两色各要3000米，15号前必须到厂'),
  says(contactId, '价格合适今天就可以签合同打定金'),
  says(contactId, `${company}，采购${name}，手机${mobile}`),
]

export const hotPerson = (contactId: string, name: string, mobile: string): InboundMessage[] => [
  says(contactId, '家里110平要装地暖，多少钱一平？预算3万，这周能上门吗，比较急'),
  says(contactId, '可以，就定你们家了，明天付定金'),
  says(contactId, `我叫${name}，电话${mobile}，自己家里用的`),
]
