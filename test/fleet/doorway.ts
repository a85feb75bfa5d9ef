// The way to an ERP, in a process that does nothing else, so that it sees when calls come. Run by house.ts.
import { type AddressInfo, connect, createServer } from 'node:net'
import { watchLooks } from './arrivals.ts'

const [port = ''] = process.argv.slice(2)
const looks = watchLooks()
const times: number[] = []

const server = createServer({ noDelay: true }, (caller) => {
  const erp = connect({ port: Number(port), host: '127.0.0.1', noDelay: true })
  caller.on('data', (bytes) => {
    if (bytes.toString('latin1', 0, 5) === 'POST ') times.push(performance.now())
  })
  caller.pipe(erp).pipe(caller)
  for (const [one, other] of [
    [caller, erp],
    [erp, caller],
  ] as const) {
    one.on('error', () => {})
    one.on('close', () => other.destroy())
  }
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${(server.address() as AddressInfo).port}\n`))
process.stdin.once('data', () => process.stdout.write(`arrivals ${JSON.stringify(looks.arrivals(times))}\n`))
process.stdin.once('end', () => process.exit(0))
