// One process of a fleet at the shared gate: calls without pause until its input ends. Run by gate.test.ts and the bench.
import { Agent, request } from 'node:http'
import { systemClock } from '../../src/shared/clock.ts'
import { createSharedGate, openLinks } from '../../src/store/index.ts'

const [url = '', target = '', rate = '5', lanes = '4'] = process.argv.slice(2)
const links = await openLinks(url, { connections: 3, lazyCommit: true })
const gate = createSharedGate({ links, erp: target, ratePerSecond: Number(rate), clock: systemClock })
const agent = new Agent({ keepAlive: true })
let ending = false
process.stdin.once('end', () => {
  ending = true
})
process.stdin.resume()

function call(onSent: () => void): Promise<number> {
  return new Promise((done, fail) => {
    const sending = request(target, { agent, method: 'POST' }, (answer) => {
      answer.resume().once('end', () => done(answer.statusCode ?? 0))
    })
    sending.once('error', fail)
    sending.end('{}', onSent)
  })
}

async function lane(): Promise<void> {
  while (!ending) {
    await gate.run(
      async (pass) => {
        await pass.depart()
        const status = await call(() => pass.sent())
        pass.answered()
        if (status === 429) gate.pause(1_500)
      },
      { priority: 2 },
    )
  }
}

process.stdout.write('ready\n')
await Promise.all(Array.from({ length: Number(lanes) }, lane))
await gate.close()
process.exit(0)
