import { expect, it } from 'vitest'
import { statusText } from '../../src/bot/commands/status.ts'
import type { CommandContext } from '../../src/bot/commands/types.ts'
import type { Figure, StaffRole, SyncStatus } from '../../src/domain/index.ts'
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

const textFor = (role: StaffRole, figures?: Figure[]) => {
  const me = { name: '林', role, contactIds: [], active: true }
  const watch = figures && { figures: () => figures }
  return statusText(status, { clock: new TestClock(), me, watch } as unknown as CommandContext)
}

it('shows everybody what is on the wrong side, and those who run the house all figures', () => {
  for (const role of ['sales', 'manager', 'operator'] as const)
    expect(textFor(role, [ratio, failures])).toContain('⚠️ 近一小时同步成功率 72%（应不低于 80%）')
  expect(textFor('operator', [ratio, failures])).toContain('近一小时：成功率 72%，失败 7 次')
  expect(textFor('sales', [ratio, failures])).not.toContain('失败 7 次')
})

it('says nothing of figures where nobody watches', () => {
  expect(textFor('operator')).not.toContain('近一小时')
})
