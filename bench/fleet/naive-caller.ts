// The baseline of the fleet bench: a limiter as it is often written, a counter per whole second in one row of PostgreSQL.
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

const [url, target = '', rate = '5', lanes = '4'] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: url, max: 3, options: '-c synchronous_commit=off' })
await pool.query('CREATE TABLE IF NOT EXISTS naive (second BIGINT PRIMARY KEY, used INT NOT NULL)').catch(() => {})
const agent = new Agent({ keepAlive: true })
let ending = false
process.stdin.once('end', () => {
  ending = true
})
process.stdin.resume()

async function mayGo(): Promise<boolean> {
  const { rows } = await pool.query(
    `INSERT INTO naive VALUES (extract(epoch FROM clock_timestamp())::bigint, 1)
     ON CONFLICT (second) DO UPDATE SET used = naive.used + 1 RETURNING used`,
  )
  return rows[0].used <= Number(rate)
}

const call = () =>
  new Promise<void>((done, fail) => {
    const sending = request(target, { agent, method: 'POST' }, (answer) => answer.resume().once('end', done))
    sending.once('error', fail)
    sending.end('{}')
  })

async function lane(): Promise<void> {
  while (!ending) {
    if (await mayGo()) await call()
    else await sleep(50)
  }
}

process.stdout.write('ready\n')
await Promise.all(Array.from({ length: Number(lanes) }, lane))
process.exit(0)
