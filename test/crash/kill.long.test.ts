import { afterEach, expect, test } from 'vitest'
import { killAtRandom } from './kill-at-random.ts'
import { CrashLab } from './lab.ts'

let lab: CrashLab
afterEach(() => lab.close())

test('two hundred kills at random moments under every fault: nothing lost, nothing twice, same owners and notes', async () => {
  const batches = 400
  // As in service: after every restart the rate is kept over the restart as well.
  lab = await CrashLab.open({ batches, waitFirstWindow: true })
  const report = await killAtRandom(lab, {
    seed: 20261125,
    batches,
    kills: 200,
    troublesPerLife: 6,
    killAfterMs: { least: 900, most: 2_200 },
  })
  console.info(JSON.stringify(report, null, 2))
  expect(report.kills).toBe(200)
})
