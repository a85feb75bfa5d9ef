import { attachControl, type ControlClient, type Tell } from '../app/control.ts'
import type { AppOperations } from '../app/operations.ts'
import { type Config, readEnv, resolveConfig } from '../config/index.ts'
import { UsageError } from './exit.ts'

type Name = keyof AppOperations
type Input<N extends Name> = Parameters<AppOperations[N]>[0]
type Result<N extends Name> = Awaited<ReturnType<AppOperations[N]>>

// All layers take a second to load: a call that attaches to a running bot, or fails before, does not need them.
const loadApp = async () => ({ ...(await import('../app/app.ts')), ...(await import('../app/operations.ts')) })

/** Runs one operation in the process that owns the data directory: the running bot, or else this process. */
export async function perform<N extends Name>(
  name: N,
  input: Input<N>,
  { config = resolveConfig(readEnv()), tell }: { config?: Config; tell?: Tell } = {},
): Promise<Result<N>> {
  const remote = await attachControl(config.settings.DATA_DIR)
  if (remote) return ask(remote, name, input, tell)
  const { openApp, operationsOf } = await loadApp()
  // Nobody is told and could cancel: nothing is held back.
  const app = await openApp(config, { sync: { holdMs: 0, debounceMs: 0 } })
  try {
    const operation = operationsOf(app)[name] as (input: Input<N>, tell?: Tell) => Promise<Result<N>>
    return await operation(input, tell)
  } finally {
    await app.close()
  }
}

/** Runs one operation in the running bot. Throws UsageError where none runs. */
export async function performInBot<N extends Name>(name: N, input: Input<N>): Promise<Result<N>> {
  const { DATA_DIR } = resolveConfig(readEnv()).settings
  const remote = await attachControl(DATA_DIR)
  if (!remote) throw new UsageError(`没有机器人在用 ${DATA_DIR} 运行；设置在它启动时读取`)
  return ask(remote, name, input)
}

async function ask<N extends Name>(remote: ControlClient, name: N, input: Input<N>, tell?: Tell): Promise<Result<N>> {
  try {
    return (await remote.call(name, input, tell)) as Result<N>
  } finally {
    remote.close()
  }
}
