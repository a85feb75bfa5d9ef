import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Crm, InboundMessage, StaffMember } from '../../src/domain/index.ts'
import { createJudge, createScorer } from '../../src/scoring/index.ts'
import { systemClock } from '../../src/shared/clock.ts'
import { silentLogger } from '../../src/shared/logger.ts'
import { type EmbeddedStore, openEmbeddedStore } from '../../src/store/index.ts'
import { createSync, type Sync } from '../../src/sync/index.ts'
import { fill } from '../store/fill.ts'

const staff = [{ name: '王强', role: 'sales', erpUserId: 63, contactIds: ['wq'], active: true }] as StaffMember[]

export interface House {
  data: EmbeddedStore
  sync: Sync
  close(): Promise<void>
}

/** The whole sync over a store that knows so many, at work against this ERP. */
export async function openHouse(crm: Crm, known: number, ratePerSecond = 1_000): Promise<House> {
  const dir = mkdtempSync(join(tmpdir(), 'zhibang-bench-house-'))
  const data = await openEmbeddedStore({ dataDir: dir })
  await data.staff.configure(staff)
  await fill(data.store, known)
  const sync = createSync({
    ...data,
    crm,
    scorer: createScorer(),
    judge: createJudge({ seniorUserIds: [63], normalUserIds: [63] }),
    clock: systemClock,
    logger: silentLogger,
    settings: { debounceMs: 0, holdMs: 0, ratePerSecond, verifyAfterMs: 3_600_000 },
  })
  return {
    data,
    sync,
    async close() {
      await sync.stop()
      await data.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

const start = Date.UTC(2026, 9, 1, 1, 0)

function said(n: number, texts: readonly string[], from = 0): InboundMessage[] {
  // In the past, whatever the number.
  const at = start + (n % 10_000) * 60_000
  const sender = { contactId: `new${n}`, nickname: `昵称${n}`, wechatId: `wx_new${n}` }
  return texts.map((text, index) => ({
    id: `new${n}#${from + index}`,
    accountId: 'acc',
    conversation: { id: `new${n}`, kind: 'direct' as const },
    sender,
    self: false,
    peer: sender,
    content: { kind: 'text' as const, text },
    sentAt: at + (from + index) * 1_000,
    receivedAt: at + (from + index) * 1_000,
  }))
}

/** Somebody new who wants to buy. */
export const newLead = (n: number): InboundMessage[] =>
  said(n, [
    '家里110平要装地暖，多少钱一平？预算3万，这周能上门吗，比较急',
    '可以，就定你们家了，明天付定金',
    `我叫李强，电话137${String(n).padStart(8, '0')}，自己家里用的`,
  ])

/** The same person goes on. */
export const goesOn = (n: number): InboundMessage[] => said(n, ['师傅量房改到周六上午可以吗', '尾款什么时候付'], 10)

export async function hear(sync: Sync, messages: readonly InboundMessage[]): Promise<void> {
  await Promise.all(messages.map((message) => sync.intake.receive(message)))
}
