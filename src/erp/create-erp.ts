import { createHash } from 'node:crypto'
import type { Crm } from '../domain/crm.ts'
import type { RateGate, RefusalMemory, SessionStore } from '../domain/erp-shared.ts'
import { type Clock, systemClock } from '../shared/clock.ts'
import { type Logger, silentLogger } from '../shared/logger.ts'
import { createCaller } from './caller.ts'
import { ownOperation } from './catalogue/catalogue.ts'
import { createClient, type ErpClient } from './client.ts'
import { createCrm } from './crm/crm.ts'
import type { NoteFormMemory } from './crm/follow-up.ts'
import type { CallRecord } from './log/call-record.ts'
import { createRecorder } from './log/recorder.ts'
import { readingOnly } from './read-only.ts'
import { createFactsKeeper, type ServerFacts } from './server-facts.ts'
import { createLogin } from './session/login.ts'
import { createMemorySessionStore } from './session/memory-store.ts'
import { createSession, type Session } from './session/session.ts'
import { createRateGate } from './transport/gate.ts'
import { createTransport } from './transport/http.ts'
import { createLatency } from './transport/latency.ts'
import { createSend, type Send } from './transport/send.ts'

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
  /** Nothing is ever written, an id is not allocated either: such calls are refused before they leave. @default false */
  readOnly?: boolean
  /** 客户来源 of new customers. @default 171 */
  sourceId?: number
  /** 客户分类 of new customers, by its label; `分类/阶段` where not the first stage. @default '微信客户' */
  category?: string
  /** Score from which `syncFromWeChat` and `checkAdmission` pass. @default 60 */
  scoreThreshold?: number
  /** Who gets customers with a score of 80 and more from `syncFromWeChat`. @default nobody: 公海 */
  seniorUserIds?: readonly number[]
  /** Who gets the other customers from `syncFromWeChat`. @default nobody: 公海 */
  normalUserIds?: readonly number[]
  /** ≤ 20 letters and digits that stand for this installation. @default made from address and user */
  serialNumber?: string
  /** Answer to the login's captcha, used once. */
  captcha?: string
  /** Receives a masked record of every HTTP call, and of calls that the allow-list refused. */
  onCall?(record: CallRecord): void
  /** Shared by several processes. @default one of this process */
  gate?: RateGate
  /** Keep one window free before the first call, as a process that restarts in a loop must not exceed the rate. @default true */
  waitFirstWindow?: boolean
  /** Shared by several processes. @default in memory */
  sessions?: SessionStore
  /** Keeps a refused login for the next process; counts where `sessions` is absent. @default in memory */
  refusals?: RefusalMemory
  /** Remembers which form of note this server takes. @default in memory */
  noteForm?: NoteFormMemory
  clock?: Clock
  logger?: Logger
}

export interface Erp {
  client: ErpClient
  /** The port the product works with. */
  crm: Crm
  /** For a changed password, or a captcha that the login demanded. */
  session: Pick<Session, 'setPassword' | 'setCaptcha' | 'loggedIn'> & {
    /** A person asks for it: logs in anew with what is known now, also where that was refused before. Throws ErpSessionError. */
    logIn(): Promise<void>
  }
  /** What the answers so far told of the server itself; no traffic. */
  server(): ServerFacts
  /** Logs out, lets nobody through any more and closes the connections; takes a second at most. */
  close(): Promise<void>
}

/**
 * A client of one 智邦国际 ERP; nothing is sent before the first call.
 * @example const { client } = createErp({ baseUrl, username, password })
 */
export function createErp(options: ErpOptions): Erp {
  const { clock = systemClock, logger = silentLogger, onCall } = options
  const gate = options.gate ?? createRateGate({ ...options, ratePerSecond: options.ratePerSecond ?? 5, clock })
  const transport = createTransport({ baseUrl: options.baseUrl, timeoutMs: options.timeoutMs ?? 10_000, clock })
  const send = createSend({ transport, gate, contentType: options.contentType ?? 'application/json' })
  const latency = createLatency()
  const record = createRecorder({ clock, latency, onCall })
  const session = createSession({
    credentials: { serialNumber: serialOf(options), ...credentialsOf(options) },
    store: options.sessions ?? createMemorySessionStore(options.refusals),
    clock,
    logger,
    login: createLogin(send, record),
  })
  const facts = createFactsKeeper()
  const full = createCaller({ send, session, gate, clock, record, facts })
  const caller = options.readOnly ? readingOnly(full, { clock, onCall }) : full
  const client = createClient({ ...partsOf(options), send: caller, session, clock, logger })
  return {
    client,
    crm: createCrm({ client, session, gate, latency }),
    session: {
      ...session,
      async logIn() {
        await session.forgive()
        await session.signIn(session.credentials())
      },
    },
    server: facts.facts,
    async close() {
      if (!options.sessions) await logOut(send, session, clock)
      await gate.close()
      transport.close()
    },
  }
}

const credentialsOf = ({ username, password, captcha, serialNumber }: ErpOptions) => ({
  username,
  password,
  captcha,
  ...(serialNumber !== undefined && { serialNumber }),
})

const partsOf = ({ allow = [], noteForm, onCall, ...options }: ErpOptions) => ({
  allow,
  noteForm,
  onCall,
  settings: { sourceId: options.sourceId ?? 171, category: options.category ?? '微信客户' },
  rules: {
    scoreThreshold: options.scoreThreshold ?? 60,
    seniorUserIds: options.seniorUserIds ?? [],
    normalUserIds: options.normalUserIds ?? [],
  },
})

const logoutMs = 1_000

/** Licences count sessions: ours is given back. How it ends does not matter. */
async function logOut(send: Send, session: Session, clock: Clock): Promise<void> {
  if (!session.loggedIn()) return
  const abort = new AbortController()
  const cancel = clock.after(logoutMs, () => abort.abort())
  const token = await session.token()
  await send(ownOperation('logout'), {}, { token, priority: 0, signal: abort.signal }).catch(() => {})
  cancel()
}

/** The same every time for this server and user (PROTOCOL.md, serialnum). */
const serialOf = ({ baseUrl, username }: Pick<ErpOptions, 'baseUrl' | 'username'>): string =>
  createHash('sha256').update(`${baseUrl} ${username}`).digest('hex').slice(0, 20).toUpperCase()
