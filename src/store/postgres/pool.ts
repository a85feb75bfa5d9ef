import type { Pool, PoolClient, PoolConfig, QueryResult } from 'pg'
import { StoreError } from '../errors.ts'
import { isAway } from './faults.ts'

/** A connection for a while: it knows whether it may be used again. */
export interface Link {
  query(sql: string, parameters?: readonly unknown[]): Promise<QueryResult>
  readonly processID?: number
  release(): void
}

export interface Links {
  connect(): Promise<Link>
  end(): Promise<void>
}

/** Lends one for a piece of work. */
export async function onLink<T>(links: Links, work: (link: Link) => Promise<T>): Promise<T> {
  const link = await links.connect()
  try {
    return await work(link)
  } finally {
    link.release()
  }
}

export interface LinkOptions {
  /** Longest statement, ms. @default 20000 */
  statementMs?: number
  /** Connections at most. */
  connections: number
  /** Commits do not wait for the disk: for what is of no use after a crash of the server. */
  lazyCommit?: boolean
}

const int8 = 20
const keepAlive = '-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=3 -c tcp_keepalives_count=3'

/**
 * Longest waits, so that a connection that hangs half-open is noticed from either side and holds no lock for long.
 * `query_timeout` is ours and lies above `statement_timeout`, the server's.
 */
const config = (url: string, { connections, lazyCommit, statementMs = 20_000 }: LinkOptions): PoolConfig => ({
  connectionString: url,
  max: connections,
  application_name: 'zhibang',
  connectionTimeoutMillis: 5_000,
  idleTimeoutMillis: 30_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 5_000,
  statement_timeout: statementMs,
  query_timeout: statementMs * 1.25,
  idle_in_transaction_session_timeout: 15_000,
  options: `${keepAlive}${lazyCommit ? ' -c synchronous_commit=off' : ''}`,
})

/** The driver is loaded only where DATABASE_URL is set: it is an optional peer dependency. */
export async function openLinks(url: string, options: LinkOptions): Promise<Links> {
  const { default: pg } = await import('pg').catch((error: unknown) => {
    throw new StoreError('store_failed', '设置了 DATABASE_URL 但没有安装 pg，请运行 npm install pg pg-boss', error)
  })
  const types: PoolConfig['types'] = {
    // Times and numbers of ours stay far below 2^53.
    getTypeParser: ((id: number, format?: 'text') =>
      id === int8 ? Number : pg.types.getTypeParser(id, format ?? 'text')) as typeof pg.types.getTypeParser,
  }
  const pool: Pool = new pg.Pool({ ...config(url, options), types })
  // An idle connection that breaks is replaced by the pool.
  pool.on('error', () => {})
  const links = new WeakMap<PoolClient, Link>()
  const linkOf = (client: PoolClient): Link => {
    const link = links.get(client) ?? linkOver(client)
    links.set(client, link)
    return link
  }
  return { connect: async () => linkOf(await pool.connect()), end: () => pool.end() }
}

/** Lasts as long as its connection, which is lent to one after the other. */
function linkOver(client: PoolClient): Link {
  let broken = false
  client.on('error', () => {
    broken = true
  })
  return {
    async query(sql, parameters = []) {
      try {
        if (parameters.length === 0) return await client.query(sql)
        return await client.query({ name: nameOf(sql), text: sql, values: parameters.map(storable) })
      } catch (error) {
        if (isAway(error)) broken = true
        throw error
      }
    },
    processID: (client as PoolClient & { processID?: number }).processID,
    release() {
      client.release(broken)
    },
  }
}

/** The same statements come again and again: each connection has them parsed and planned once. */
const names = new Map<string, string>()
const keptNames = 300

/** Undefined: there are too many different ones already; it is parsed each time. */
function nameOf(sql: string): string | undefined {
  const known = names.get(sql)
  if (known !== undefined || names.size >= keptNames) return known
  const name = `z${names.size}`
  names.set(sql, name)
  return name
}

/** PostgreSQL keeps any sign but this one. */
export const storable = (value: unknown) =>
  typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value
