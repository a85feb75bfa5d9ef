import pino from 'pino'
import type { LogFields, Logger } from '../shared/logger.ts'
import { maskText } from '../shared/mask.ts'

/** JSON lines on stderr, every text masked at this one place; stdout belongs to results. */
export function createLogger(level: 'debug' | 'info' | 'warn' | 'error' | 'silent'): Logger {
  const sink = pino(
    { level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'event' },
    pino.destination({ dest: 2, sync: true }),
  )
  return wrap(sink)
}

function wrap(sink: pino.Logger): Logger {
  const write = (level: 'debug' | 'info' | 'warn' | 'error') => (event: string, fields?: LogFields) => {
    if (sink.isLevelEnabled(level)) sink[level](maskFields(fields ?? {}), maskText(event))
  }
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    with: (fields) => wrap(sink.child(maskFields(fields))),
  }
}

const secretName = /pass(word)?|token|session|secret|api_?key|authorization/i

function maskFields(fields: LogFields): LogFields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, secretName.test(name) ? '***' : maskValue(value, 4)]),
  )
}

function maskValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return maskText(value)
  if (value instanceof Error)
    return {
      name: value.name,
      message: maskText(value.message),
      ...('code' in value ? { code: value.code } : {}),
      stack: maskText(value.stack ?? ''),
    }
  if (typeof value !== 'object' || value === null) return value
  if (depth === 0) return '…'
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => maskValue(item, depth - 1))
  return maskFields(value as LogFields)
}
