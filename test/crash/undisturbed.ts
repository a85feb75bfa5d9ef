import type { InboundMessage } from '../../src/domain/index.ts'
import { type Content, contentOf } from './erp-content.ts'
import { CrashLab } from './lab.ts'

/** What the ERP holds after the same people spoke and nothing went wrong. */
export async function undisturbed(batches: number, messages: readonly InboundMessage[]): Promise<Content[]> {
  const lab = await CrashLab.open({ batches, ratePerSecond: 200 })
  try {
    lab.deliver(messages)
    const life = await lab.live()
    if (life.drained?.dead !== 0) throw new Error(`the undisturbed run failed: ${life.stderr}`)
    return contentOf(lab.erp)
  } finally {
    await lab.close()
  }
}
