import type { GatewaySandbox } from '../../sandbox/gateway/index.ts'
import { systemClock } from '../../shared/clock.ts'
import { utteranceOf } from './cast.ts'
import type { DemoThread } from './conversations.ts'
import { chatLine, type Print } from './narrate.ts'

const lookMs = 20
/** Messages the gateway may be ahead of the bot: a phone does not hold a whole day back either. */
const window = 200

/** Says every message of every conversation; resolves when all of them are durably received. */
export async function replay(
  world: { gateway: GatewaySandbox; received(): number },
  threads: readonly DemoThread[],
  { paceMs, print }: { paceMs: number; print: Print },
): Promise<void> {
  const { gateway, received } = world
  const reached = async (count: number) => {
    while (received() < count) await systemClock.sleep(lookMs)
  }
  let said = 0
  for (const thread of threads) {
    for (const message of thread.messages) {
      print(chatLine(thread, message))
      gateway.say(utteranceOf(thread, message, gateway.accountId))
      said++
      if (paceMs > 0) await systemClock.sleep(paceMs)
      await reached(said - window)
    }
  }
  await reached(said)
}
