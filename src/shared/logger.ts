/** Fields of a log line: plain data. Values are masked at the sink; message text does not belong here. */
export type LogFields = Record<string, unknown>

/** An event name plus fields: `log.info('customer_created', { leadId, ord })`. */
export interface Logger {
  debug(event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
  /** A logger that adds these fields to each line. */
  with(fields: LogFields): Logger
}

export const silentLogger: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  with: () => silentLogger,
}
