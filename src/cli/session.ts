import { openApp } from '../app/app.ts'
import { attachControl } from '../app/control.ts'
import { type AppOperations, operationsOf } from '../app/operations.ts'
import { type Config, readEnv, resolveConfig } from '../config/index.ts'

type Name = keyof AppOperations
type Input<N extends Name> = Parameters<AppOperations[N]>[0]
type Result<N extends Name> = Awaited<ReturnType<AppOperations[N]>>

/** Runs one operation in the process that owns the data directory: the running bot, or else this process. */
export async function perform<N extends Name>(
  name: N,
  input: Input<N>,
  config: Config = resolveConfig(readEnv()),
): Promise<Result<N>> {
  const remote = await attachControl(config.settings.DATA_DIR)
  if (remote) {
    try {
      return (await remote.call(name, input)) as Result<N>
    } finally {
      remote.close()
    }
  }
  // Nobody is told and could cancel: nothing is held back.
  const app = await openApp(config, { sync: { holdMs: 0, debounceMs: 0 } })
  try {
    const operation = operationsOf(app)[name] as (input: Input<N>) => Promise<Result<N>>
    return await operation(input)
  } finally {
    await app.close()
  }
}
