import { StoreError } from '../errors.ts'

// https://www.postgresql.org/docs/current/errcodes-appendix.html
/** The server or the way to it is gone; it may come back. 53300: all its connections are taken. */
const awayStates = new Set(['57P01', '57P02', '57P03', '53300', '25P03', '25P04'])
/** One of two who wait for each other is told to begin again. */
const againStates = new Set(['40001', '40P01', '55P03'])
const awayErrnos = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
])
/** What the driver says without a code. */
const awayWords = /connection terminated|not queryable|query read timeout|timeout expired|timeout exceeded when trying/i

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined

/** A newer release changed a table while this connection was open: it has statements parsed that no longer fit. */
const isOutdated = (error: unknown, code: string) =>
  code === '0A000' && error instanceof Error && error.message.includes('cached plan')

/** The connection is of no more use; what was asked may be asked again on another one. */
export function isAway(error: unknown): boolean {
  const code = codeOf(error)
  if (code !== undefined && isOutdated(error, code)) return true
  if (code !== undefined) return awayStates.has(code) || awayErrnos.has(code) || /^08/.test(code)
  return error instanceof Error && awayWords.test(error.message)
}

/** Nothing was changed; the same transaction may succeed the next time. */
export const isWorthAnotherTry = (error: unknown): boolean => againStates.has(codeOf(error) ?? '')

const advice: Record<string, ['store_failed' | 'store_full' | 'store_read_only', string]> = {
  '28P01': ['store_failed', 'PostgreSQL 不接受用户名或密码，请检查 DATABASE_URL'],
  '28000': ['store_failed', 'PostgreSQL 不允许这个用户连接，请检查 DATABASE_URL 和 pg_hba.conf'],
  '3D000': ['store_failed', 'PostgreSQL 里没有这个数据库，请先创建（createdb），或改正 DATABASE_URL'],
  '42501': ['store_failed', 'PostgreSQL 用户没有权限，请授予建表和读写的权限'],
  '53100': ['store_full', 'PostgreSQL 的磁盘已满，请腾出空间；已确认的消息没有丢失'],
  '25006': ['store_read_only', 'PostgreSQL 只读（可能连到了备机），请检查 DATABASE_URL'],
  '57014': ['store_failed', 'PostgreSQL 上的查询超过了时限，请检查数据库的负载'],
  ENOTFOUND: ['store_failed', '找不到 PostgreSQL 的主机，请检查 DATABASE_URL'],
}

/** Turns an error of the driver into ours; what work threw itself is passed on. */
export function toStoreError(error: unknown): unknown {
  if (error instanceof StoreError) return error
  if (isAway(error))
    return new StoreError('store_failed', '连不上 PostgreSQL，请检查它是否在运行、DATABASE_URL 是否正确', error)
  const fault = advice[codeOf(error) ?? '']
  return fault ? new StoreError(fault[0], fault[1], error) : error
}
