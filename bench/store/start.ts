// A process that opens the data directory it is given and begins to work, as the bot does; it says when and how big it is.
import { createErp } from '../../src/erp/index.ts'
import { createJudge, createScorer } from '../../src/scoring/index.ts'
import { systemClock } from '../../src/shared/clock.ts'
import { silentLogger } from '../../src/shared/logger.ts'
import { openEmbeddedStore } from '../../src/store/index.ts'
import { createSync } from '../../src/sync/index.ts'

const [dataDir = '', baseUrl = ''] = process.argv.slice(2)
const data = await openEmbeddedStore({ dataDir })
const erp = createErp({ baseUrl, username: 'bot', password: 'sandbox' })
let calls = 0
const crm = new Proxy(erp.crm, {
  get(target, name) {
    calls++
    return Reflect.get(target, name)
  },
})
const sync = createSync({
  ...data,
  crm,
  scorer: createScorer(),
  judge: createJudge({}),
  clock: systemClock,
  logger: silentLogger,
})
sync.start()
while (calls === 0) await systemClock.sleep(1)
process.send?.({ readyAt: Date.now(), rssMb: process.memoryUsage.rss() / 1e6 })
await systemClock.sleep(3_000)
process.send?.({ rssMb: process.memoryUsage.rss() / 1e6 })
process.exit(0)
