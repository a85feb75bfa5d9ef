import { afterEach, expect, test } from 'vitest'
import { CrashLab } from './lab.ts'
import { dieAtEach, points } from './points.ts'

/** Where it hurts most; all of them in the long test. */
const chosen = ['message_committed', 'allocate:acted', 'save:acted', 'note:acted', 'resave:acted']

let lab: CrashLab
afterEach(() => lab.close())

test('killed at a point where the ERP knows more than we do, it goes on as if nothing had happened', async () => {
  expect(points).toEqual(expect.arrayContaining(chosen))
  lab = await CrashLab.open({ batches: chosen.length })
  await dieAtEach(lab, chosen)
}, 240_000)
