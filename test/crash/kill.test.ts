import { afterEach, expect, test } from 'vitest'
import { killAtRandom } from './kill-at-random.ts'
import { CrashLab } from './lab.ts'

let lab: CrashLab
afterEach(() => lab.close())

test('killed at random moments while the ERP does everything an ERP can do to a caller: nothing lost, nothing twice', async () => {
  const batches = 30
  lab = await CrashLab.open({ batches })
  const report = await killAtRandom(lab, {
    seed: 20261102,
    batches,
    kills: 4,
    troublesPerLife: 17,
    killAfterMs: { least: 300, most: 1_200 },
  })
  expect(report.kills).toBe(4)
}, 240_000)
