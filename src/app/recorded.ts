import { messageOf } from '../shared/errors.ts'
import { maskText } from '../shared/mask.ts'
import type { App } from './app.ts'
import type { Operations, Tell } from './control.ts'
import { maskDeep } from './mask-deep.ts'

/** Who gave a command: the command line of this machine. */
export const commandLine = '命令行'

/** Every command leaves a line in the operation log: who, what, with what, how it ended, how long it took. */
export function recorded<T extends Operations>(app: App, operations: T, actor = commandLine): T {
  const wrapped = Object.entries(operations).map(([name, run]) => [name, recording(app, name, run, actor)])
  return Object.fromEntries(wrapped) as T
}

function recording(app: App, name: string, run: Operations[string], actor: string) {
  return async (input: never, tellProgress: Tell): Promise<unknown> => {
    const at = app.clock.now()
    const tell = (outcome: 'ok' | 'error', message?: string) =>
      app.data.store
        .audit({
          at,
          kind: 'command',
          operation: name,
          actor,
          request: maskDeep(input),
          outcome,
          durationMs: app.clock.now() - at,
          message: message && maskText(message).slice(0, 300),
        })
        .catch((error) => app.logger.error('audit_failed', { error: messageOf(error) }))
    try {
      const result = await run(input, tellProgress)
      await tell('ok')
      return result
    } catch (error) {
      await tell('error', messageOf(error))
      throw error
    }
  }
}
