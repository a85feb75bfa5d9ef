/*
 * Calls through the ERP client against bare axios at the same server: what the envelope, the check of parameters, the
 * rate gate and the log cost. And the gate: how much of its cap is used under backlog, what the server sees at most.
 */
import { Agent } from 'node:http'
import { performance } from 'node:perf_hooks'
import axios from 'axios'
import { createErp } from '../src/erp/index.ts'
import { startErpSandbox } from '../src/sandbox/erp/index.ts'
import type { Row } from './row.ts'

const seed = Array.from({ length: 200 }, (_, n) => ({ name: `测试客户${n}有限公司`, userId: 63 }))
const calls = 2_000
const width = 8
const unlimited = 1_000_000

export async function run(): Promise<Row[]> {
  const bare = await rateOf(bareCall)
  const client = await rateOf(clientCall)
  return [
    { name: 'erp: calls/s, 8 at a time', value: client, unit: 'calls/s', baseline: bare, ratio: client / bare },
    ...(await gateUse(5, 60)),
    ...(await gateUse(50, 500)),
  ]
}

type Caller = (baseUrl: string) => Promise<{ call(): Promise<unknown>; close(): Promise<void> }>

async function rateOf(open: Caller): Promise<number> {
  const erp = await startErpSandbox({ seed })
  const { call, close } = await open(erp.baseUrl)
  await inParallel(200, call)
  const started = performance.now()
  await inParallel(calls, call)
  const perSecond = (calls / (performance.now() - started)) * 1000
  await close()
  await erp.close()
  return perSecond
}

async function inParallel(count: number, call: () => Promise<unknown>): Promise<void> {
  let left = count
  const worker = async () => {
    while (left-- > 0) await call()
  }
  await Promise.all(Array.from({ length: width }, worker))
}

const clientCall: Caller = async (baseUrl) => {
  const { client, close } = createErp({ baseUrl, username: 'bot', password: 'sandbox', ratePerSecond: unlimited })
  return { call: () => client.call('sales.customer.list', { pagesize: 20, pageindex: 1 }), close }
}

const bareCall: Caller = async (baseUrl) => {
  const httpAgent = new Agent({ keepAlive: true })
  const http = axios.create({ baseURL: baseUrl, httpAgent })
  const value = (id: string, val: string) => ({ id, val })
  const datas = [
    value('user', 'txt:bot'),
    value('password', 'txt:sandbox'),
    value('serialnum', 'txt:B1'),
    value('rndcode', ''),
  ]
  const login = await http.post('/webapi/v3/ov1/login', { session: '', datas })
  const { session } = (login.data as { header: { session: string } }).header
  const body = {
    session,
    cmdkey: 'refresh',
    datas: [
      { id: 'pagesize', val: 20 },
      { id: 'pageindex', val: 1 },
    ],
  }
  return {
    call: () => http.post('/sysa/mobilephone/salesmanage/custom/list.asp', body),
    close: async () => httpAgent.destroy(),
  }
}

/** Arrivals as the server counts them, over `count` calls that all wait at once. */
async function gateUse(ratePerSecond: number, count: number): Promise<Row[]> {
  const erp = await startErpSandbox({ seed })
  const { client, close } = createErp({ baseUrl: erp.baseUrl, username: 'bot', password: 'sandbox', ratePerSecond })
  await Promise.all(Array.from({ length: count }, () => client.call('sales.customer.list', { pagesize: 1 })))
  const arrivals = erp.calls.map((call) => call.at)
  const seconds = ((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)) / 1000
  // With the login there is one arrival more than whole windows: the last one opens the next window.
  const used = (arrivals.length - 1) / seconds / ratePerSecond
  const most = erp.maxPerSlidingSecond()
  await close()
  await erp.close()
  return [
    {
      name: `gate at ${ratePerSecond}/s: used under backlog`,
      value: used,
      unit: 'share of the cap',
      baseline: 1,
      ratio: used,
    },
    {
      name: `gate at ${ratePerSecond}/s: most in a sliding second`,
      value: most,
      unit: 'calls',
      baseline: ratePerSecond,
      ratio: most / ratePerSecond,
    },
  ]
}
