import { afterEach, test } from 'vitest'
import { CrashLab } from './lab.ts'
import { dieAtEach, points } from './points.ts'

let lab: CrashLab
afterEach(() => lab.close())

test('killed at every named point, it goes on and the ERP ends up as if nothing had happened', async () => {
  lab = await CrashLab.open({ batches: points.length })
  await dieAtEach(lab, points)
})
