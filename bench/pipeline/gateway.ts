import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { quietWechaty } from '../../src/bot/index.ts'
import { type GatewaySandbox, startGatewaySandbox } from '../../src/sandbox/gateway/index.ts'
import type { Row } from '../row.ts'

const messages = 1_500
const speakers = 50
const rounds = 3

interface Cost {
  cpuMs: number
  wallMs: number
}

/** What a message costs a bot process that hears it over gRPC: with the plugin, and with a bare listener. */
export async function gatewayRows(): Promise<Row[]> {
  quietWechaty('silent')
  const taken: Record<'bare' | 'plugin', Cost[]> = { bare: [], plugin: [] }
  for (let round = 0; round < rounds; round++)
    for (const kind of ['bare', 'plugin'] as const) taken[kind].push(await listen(kind))
  const row = (name: string, key: keyof Cost): Row => {
    const [bare, plugin] = [least(taken.bare, key), least(taken.plugin, key)]
    return {
      name: `plugin: ${name} a message over gRPC`,
      value: plugin,
      unit: 'ms',
      baseline: bare,
      ratio: plugin / bare,
    }
  }
  return [row('time', 'wallMs'), row('processor time', 'cpuMs')]
}

const least = (costs: Cost[], key: keyof Cost) => Math.min(...costs.map((cost) => cost[key] / messages))

async function listen(kind: 'bare' | 'plugin'): Promise<Cost> {
  const contacts = Array.from({ length: speakers }, (_, n) => ({ id: `c${n}`, name: `昵称${n}`, weixin: `wx_c${n}` }))
  const gateway = await startGatewaySandbox({ contacts, token: `insecure_bench${Math.random().toString(36).slice(2)}` })
  const home = mkdtempSync(join(tmpdir(), 'zhibang-bench-bot-'))
  const bot = fork(fileURLToPath(new URL('./listener.ts', import.meta.url)), [kind, gateway.endpoint, gateway.token], {
    env: { ...process.env, HOME: home, DATA: join(home, 'data') },
  })
  try {
    await gateway.waitForClient(60_000)
    await heard(bot, gateway, 0, 200)
    return await heard(bot, gateway, 200, messages)
  } finally {
    bot.kill()
    await once(bot, 'exit')
    await gateway.close()
    rmSync(home, { recursive: true, force: true })
  }
}

/** Says so many, and waits until the bot has them all. */
async function heard(bot: ChildProcess, gateway: GatewaySandbox, from: number, count: number): Promise<Cost> {
  const done = once(bot, 'message') as Promise<[{ cpuMs: number }]>
  bot.send({ expect: count })
  const start = performance.now()
  for (let i = from; i < from + count; i++) {
    gateway.say({ from: `c${i % speakers}`, text: `第${i}条，这款多少钱，要20台` })
    // Faster than any bot hears them; all at once would measure the gateway's queue.
    if (i % 10 === 9) await new Promise((next) => setTimeout(next, 1))
  }
  const [{ cpuMs }] = await done
  return { cpuMs, wallMs: performance.now() - start }
}
