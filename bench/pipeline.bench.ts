/*
 * From a WeChat message to the ERP: our own work a message and a lead, how much of the rate cap is used, how many calls
 * a customer costs, and what the plugin adds to a bare Wechaty listener.
 */
import type { InboundMessage } from '../src/domain/index.ts'
import { createErp } from '../src/erp/index.ts'
import { startErpSandbox } from '../src/sandbox/erp/index.ts'
import { gatewayRows } from './pipeline/gateway.ts'
import { goesOn, type House, hear, newLead, openHouse } from './pipeline/house.ts'
import { instantErp } from './pipeline/instant-erp.ts'
import type { Row } from './row.ts'

const rounds = 15
const leadsPerRound = 10
const few = 1_000
const many = 100_000

export async function run(): Promise<Row[]> {
  return [...(await costs()), ...(await calls()), await capUsed(20, 40), ...(await gatewayRows())]
}

/** The same leads, in turns, among a thousand known ones and among a hundred thousand. */
export async function costs(): Promise<Row[]> {
  const [small, large] = [await openHouse(instantErp(), few), await openHouse(instantErp(), many)]
  const taken: Record<'lead' | 'message', [number[], number[]]> = { lead: [[], []], message: [[], []] }
  for (let round = 0; round < rounds; round++) {
    for (const [index, house] of [small, large].entries()) {
      taken.message[index as 0 | 1].push(await perMessage(house, round))
      taken.lead[index as 0 | 1].push(await perLead(house, round))
    }
  }
  await small.close()
  await large.close()
  const row = (name: string, [a, b]: [number[], number[]]): Row => ({
    name: `pipeline: processor time of ${name}, 1e5 leads`,
    value: median(b),
    unit: 'ms',
    baseline: median(a),
    ratio: median(b) / median(a),
  })
  return [
    row('a message received, fifty at once', taken.message),
    row('a lead, from its messages to owner and note', taken.lead),
  ]
}

const perMessage = ({ sync }: House, round: number): Promise<number> => {
  const messages = Array.from({ length: 50 }, (_, n) => newLead(1_000_000 + round * 50 + n)[0] as InboundMessage)
  return processorMs(messages.length, () => hear(sync, messages))
}

const perLead = ({ sync }: House, round: number): Promise<number> =>
  processorMs(leadsPerRound, async () => {
    for (let n = 0; n < leadsPerRound; n++) await hear(sync, newLead(round * leadsPerRound + n))
    await sync.drain()
  })

/** Processor time of one of `count`, ms: on a machine with other work the clock on the wall tells of that as well. */
async function processorMs(count: number, work: () => Promise<unknown>): Promise<number> {
  const from = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(from)
  return (user + system) / 1_000 / count
}

const median = (values: number[]): number => values.sort((x, y) => x - y)[Math.floor(values.length / 2)] ?? 0

/** Calls that the ERP sees, over the real client. */
export async function calls(): Promise<Row[]> {
  const erp = await startErpSandbox()
  const client = createErp({ baseUrl: erp.baseUrl, username: 'bot', password: 'sandbox', ratePerSecond: 1_000 })
  const house = await openHouse(client.crm, 0)
  // Login and option lists are asked for once.
  await hear(house.sync, newLead(0))
  await house.sync.drain()
  const leads = 20
  const before = erp.countOf()
  for (let n = 1; n <= leads; n++) await hear(house.sync, newLead(n))
  await house.sync.drain()
  // The one page that reads all of them back is no call of any of them.
  const perCustomer = (erp.countOf() - before - 1) / leads
  const between = erp.countOf()
  for (let n = 1; n <= leads; n++) await hear(house.sync, goesOn(n))
  await house.sync.drain()
  const perNote = (erp.countOf() - between) / leads
  await house.close()
  await client.close()
  await erp.close()
  return [
    {
      name: 'pipeline: ERP calls a new customer with owner and note',
      value: perCustomer,
      unit: 'calls',
      baseline: 6,
      ratio: perCustomer / 6,
    },
    { name: 'pipeline: ERP calls a further note', value: perNote, unit: 'calls', baseline: 1, ratio: perNote },
  ]
}

/** How much of the cap the sync uses while leads wait, as the ERP counts it. */
export async function capUsed(ratePerSecond: number, leads: number): Promise<Row> {
  const erp = await startErpSandbox({ latencyMs: 150 })
  const client = createErp({ baseUrl: erp.baseUrl, username: 'bot', password: 'sandbox', ratePerSecond })
  const house = await openHouse(client.crm, 0, ratePerSecond)
  for (let n = 0; n < leads; n++) await hear(house.sync, newLead(n))
  await house.sync.drain()
  const at = erp.calls.map((call) => call.at)
  // Without the first second, in which nothing may be sent, and the last calls, behind which nothing waits.
  const inBacklog = at.slice(ratePerSecond, -2 * ratePerSecond)
  const seconds = ((inBacklog.at(-1) ?? 0) - (inBacklog[0] ?? 0)) / 1_000
  const used = (inBacklog.length - 1) / seconds / ratePerSecond
  await house.close()
  await client.close()
  await erp.close()
  return {
    name: `pipeline: cap of ${ratePerSecond}/s used under backlog`,
    value: used,
    unit: 'share',
    baseline: 1,
    ratio: used,
  }
}
