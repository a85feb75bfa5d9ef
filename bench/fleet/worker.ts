// One process of the fleet at full work: conversations become customers in the ERP. Settings come from the environment.
import { openApp } from '../../src/app/app.ts'
import { readEnv, resolveConfig } from '../../src/config/index.ts'
import { conversation } from './conversation.ts'

const [from = '0', count = '0'] = process.argv.slice(2)
const app = await openApp(resolveConfig(readEnv()), { sync: { holdMs: 0, debounceMs: 0 } })
const sync = app.requireSync()
for (let n = Number(from); n < Number(from) + Number(count); n++) await sync.importThread(conversation(n))
process.stdout.write('ready\n')
await new Promise((done) => process.stdin.once('data', done))
sync.start()
await new Promise((done) => process.stdin.resume().once('end', done))
await app.close()
process.exit(0)
