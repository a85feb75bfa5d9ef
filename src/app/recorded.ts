import { messageOf } from '../shared/errors.ts'
import { maskText, maskWechatId } from '../shared/mask.ts'
import type { App } from './app.ts'
import type { Operations } from './control.ts'

/** Who gave a command: the command line of this machine. */
export const commandLine = '命令行'

const secret = /password|code|token|secret/i

/** Every command of the command line leaves a line in the operation log: what, with what, how it ended, how long it took. */
export function recorded<T extends Operations>(app: App, operations: T): T {
  const wrapped = Object.entries(operations).map(([name, run]) => [name, recording(app, name, run)])
  return Object.fromEntries(wrapped) as T
}

function recording(app: App, name: string, run: (input: never) => Promise<unknown>) {
  return async (input: never): Promise<unknown> => {
    const at = app.clock.now()
    const tell = (outcome: 'ok' | 'error', message?: string) =>
      app.data.store
        .audit({
          at,
          kind: 'command',
          operation: name,
          actor: commandLine,
          request: masked(input),
          outcome,
          durationMs: app.clock.now() - at,
          message: message && maskText(message).slice(0, 300),
        })
        .catch((error) => app.logger.error('audit_failed', { error: messageOf(error) }))
    try {
      const result = await run(input)
      await tell('ok')
      return result
    } catch (error) {
      await tell('error', messageOf(error))
      throw error
    }
  }
}

function maskedAs(key: string, value: unknown): unknown {
  if (secret.test(key)) return '***'
  return key === 'wechat' && typeof value === 'string' ? maskWechatId(value) : masked(value)
}

function masked(input: unknown): unknown {
  if (typeof input === 'string') return maskText(input).slice(0, 300)
  if (typeof input !== 'object' || input === null) return input
  if (Array.isArray(input)) return input.slice(0, 20).map(masked)
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, maskedAs(key, value)]))
}
