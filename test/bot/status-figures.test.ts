import { expect, it } from 'vitest'
import { statusText } from '../../src/bot/commands/status.ts'
import type { Figure, SyncStatus, Watch } from '../../src/domain/index.ts'
import { TestClock } from '../support/test-clock.ts'

const status: SyncStatus = {
  erp: { loggedIn: true, waiting: 0, perSecond: 1, ratePerSecond: 5, meanLatencyMs: 120 },
  breaker: 'closed',
  pausedByOperator: false,
  outbox: { ready: 0, running: 0, dead: 0, oldestDueMs: 0 },
  chat: { ready: 0, dead: 0 },
  leads: {},
  messagesToday: 3,
}
const ratio: Figure = {
  name: 'sync_success_ratio',
  label: '近一小时同步成功率',
  short: '成功率',
  value: 0.72,
  samples: 25,
  threshold: 0.8,
  crossed: true,
  text: '72%',
  limit: '不低于 80%',
}
const failures: Figure = {
  ...ratio,
  name: 'failures',
  label: '近一小时写入失败',
  short: '失败',
  crossed: false,
  text: '7 次',
}

const textWith = (figures?: Figure[]) =>
  statusText(status, [], { clock: new TestClock(), watch: figures && ({ figures: () => figures } as unknown as Watch) })

it('shows what is on the wrong side first, and then all figures', () => {
  const text = textWith([ratio, failures])
  expect(text).toContain('⚠️ 近一小时同步成功率 72%（应不低于 80%）')
  expect(text).toContain('近一小时：成功率 72%，失败 7 次')
})

it('says nothing of figures where nobody watches', () => {
  expect(textWith()).not.toContain('近一小时')
})
