import { createHash } from 'node:crypto'
import type { Crm } from '../domain/crm.ts'
import type { RateGate, SessionStore } from '../domain/erp-shared.ts'
import { type Clock, systemClock } from '../shared/clock.ts'
import { type Logger, silentLogger } from '../shared/logger.ts'
import { createCaller } from './caller.ts'
import { createClient, type ErpClient } from './client.ts'
import { createCrm } from './crm/crm.ts'
import type { CallRecord } from './log/call-record.ts'
import { createLogin } from './session/login.ts'
import { createMemorySessionStore } from './session/memory-store.ts'
import { createSession, type Session } from './session/session.ts'
import { createRateGate } from './transport/gate.ts'
import { createTransport } from './transport/http.ts'
import { createLatency } from './transport/latency.ts'
import { createSend } from './transport/send.ts'

export interface ErpOptions {
  /** `http://192.0.2.10:8080` */
  baseUrl: string
  username: string
  password: string
  /** Calls in any sliding second, as the server sees them. @default 5 */
  ratePerSecond?: number
  /** Longest wait for one answer, ms. @default 10000 */
  timeoutMs?: number
  /** `application/zsml` for older servers. @default 'application/json' */
  contentType?: string
  /** Further operations by name, or a group: `store.inventory.*`. @default what RULES.md lists */
  allow?: readonly string[]
  /** 客户来源 of new customers. @default 171 */
  sourceId?: number
  /** 客户分类 of new customers, by its label. @default '微信客户' */
  category?: string
  /** ≤ 20 letters and digits that stand for this installation. @default made from address and user */
  serialNumber?: string
  /** Answer to the login's captcha, used once. */
  captcha?: string
  /** Receives a masked record of every HTTP call. */
  onCall?(record: CallRecord): void
  /** Shared by several processes. @default one of this process */
  gate?: RateGate
  /** Shared by several processes. @default in memory */
  sessions?: SessionStore
  clock?: Clock
  logger?: Logger
}

export interface Erp {
  client: ErpClient
  /** The port the product works with. */
  crm: Crm
  /** For a changed password, or a captcha that the login demanded. */
  session: Pick<Session, 'setPassword' | 'setCaptcha' | 'loggedIn'>
  /** Lets nobody through any more and closes the connections. */
  close(): Promise<void>
}

/**
 * A client of one 智邦国际 ERP; nothing is sent before the first call.
 * @example const { client } = createErp({ baseUrl, username, password })
 */
export function createErp(options: ErpOptions): Erp {
  const { clock = systemClock, logger = silentLogger, sessions = createMemorySessionStore() } = options
  const gate = options.gate ?? createRateGate({ ratePerSecond: options.ratePerSecond ?? 5, clock })
  const transport = createTransport({ baseUrl: options.baseUrl, timeoutMs: options.timeoutMs ?? 10_000, clock })
  const send = createSend({ transport, gate, contentType: options.contentType ?? 'application/json' })
  const { username, password, captcha, serialNumber = serialOf(options) } = options
  const credentials = { username, password, serialNumber, captcha }
  const session = createSession({ credentials, store: sessions, clock, logger, login: createLogin(send) })
  const latency = createLatency()
  const caller = createCaller({ send, session, gate, clock, latency, onCall: options.onCall })
  const settings = { sourceId: options.sourceId ?? 171, category: options.category ?? '微信客户' }
  const client = createClient({ send: caller, allow: options.allow ?? [], settings, clock, logger })
  return {
    client,
    crm: createCrm({ client, session, gate, latency }),
    session,
    async close() {
      await gate.close()
      transport.close()
    },
  }
}

/** The same every time for this server and user (PROTOCOL.md, serialnum). */
const serialOf = ({ baseUrl, username }: Pick<ErpOptions, 'baseUrl' | 'username'>): string =>
  createHash('sha256').update(`${baseUrl} ${username}`).digest('hex').slice(0, 20).toUpperCase()
