import { randomUUID } from 'node:crypto'
import type { Intake, SalesDesk, ThreadMessage } from '../domain/index.ts'
import type { Alerts } from './alerts.ts'
import { atMost } from './at-most.ts'
import { createClockWatch } from './clock-watch.ts'
import { createContext, type SyncContext } from './context.ts'
import type { SyncDeps } from './deps.ts'
import { createDesk } from './desk.ts'
import { type DrainReport, drain } from './drain.ts'
import type { SyncListener } from './events.ts'
import { importThread } from './import-thread.ts'
import { createIntake } from './intake.ts'
import { Loop } from './loop.ts'
import { createBudget } from './office/budget.ts'
import { createOffice } from './office/office.ts'
import { defaultProactive } from './office/settings.ts'
import { createChatWorker } from './outbox/chat-worker.ts'
import { createErpWorker } from './outbox/worker.ts'
import { createPipeline } from './pipeline/pipeline.ts'
import { lastPullAt, type PullProgress, pull } from './pull.ts'
import { sweep } from './sweep.ts'
import { canWait, verifyCreated } from './verify.ts'

/** What one look over the ERP and the leads covers; both ways unless told otherwise. */
export interface LookOver {
  push?: boolean
  pull?: boolean
  /** All customers, not only those that are new. @default false */
  full?: boolean
  onPage?(progress: PullProgress): void
}

/** From committed message to ERP record. */
export interface Sync {
  intake: Intake
  desk: SalesDesk
  /** Begins to work. Does nothing when it works already. */
  start(): void
  /** Parks the step in hand and ends within 10 s; everything goes on at the next start. */
  stop(): Promise<void>
  /** Works until nothing is due or open; debounce and silence count as elapsed. For imports and the demo. */
  drain(): Promise<DrainReport>
  /** Commits a conversation from a file; resolves to how many of its messages were new. */
  importThread(conversation: { id: string; messages: readonly ThreadMessage[] }): Promise<number>
  /** One look over the ERP and the leads that are not there yet (ERP_SYNC_CRON). Resolves to a Chinese report. */
  syncOnce(options?: LookOver): Promise<string>
  /** Nothing is written automatically yet: the first captures are shown to the operator. */
  trialActive(): boolean
  /** 放行: writes what waited. Resolves to a Chinese report. */
  endTrial(): Promise<string>
  /** What is not well, told to the operator. */
  alerts: Alerts
  /** Returns the function that ends the listening. */
  on(listener: SyncListener): () => void
}

/** Who stops has ten seconds in all; logging out and closing take their part of it. */
const longestStopMs = 7_500

export function createSync(deps: SyncDeps): Sync {
  const loops: { pipeline?: Loop; erp?: Loop; chat?: Loop } = {}
  const context = createContext(deps, (who) => loops[who]?.wake())
  const name = `w-${randomUUID().slice(0, 8)}`
  const pipeline = createPipeline(context)
  const worker = createErpWorker(context, name)
  const proactive = { ...defaultProactive, ...deps.proactive }
  const chat = createChatWorker(context, name, createBudget(deps.store, proactive))
  const office = createOffice(context, deps.book, proactive)
  const watch = createClockWatch(context)
  const loop = (what: string, step: () => Promise<number | undefined>) => watchedLoop(context, watch, what, step)
  let ahead = 0
  let running = false
  let pulling: Promise<string> | undefined
  const ending = new AbortController()

  loops.pipeline = loop('pipeline', async () => {
    const touched = await pipeline.run(ahead)
    return touched > 0 ? deps.clock.now() : deps.store.nextThreadDue()
  })
  loops.erp = loop('erp', worker.step)
  loops.chat = loop('chat', chat.step)
  const verify = loop(
    'verify',
    onceInTheFleet(deps, () => verifyQuietly(context)),
  )
  const clockwork = loop('office', onceInTheFleet(deps, office.step))

  const syncOnce = (options: LookOver = {}) => {
    pulling ??= lookOver(context, options, ending.signal).finally(() => {
      pulling = undefined
    })
    return pulling
  }

  let paused = false
  const desk = createDesk(context, {
    worker,
    syncNow: () => syncOnce(),
    lastPullAt: () => lastPullAt(context),
    isPaused: () => paused,
    setPaused(value) {
      paused = value
      value ? worker.pause() : worker.resume()
    },
  })

  const all = () => [loops.pipeline, loops.erp, loops.chat, verify, clockwork]
  const start = () => {
    if (running) return
    running = true
    for (const one of all()) one?.start()
  }

  return {
    intake: createIntake(context),
    desk,
    start,
    async stop() {
      running = false
      ending.abort(new Error('stopping'))
      const loopsEnd = Promise.all([context.alerts.stop(), ...all().map((one) => one?.stop())])
      await Promise.all([worker.stop(), atMost(deps.clock, longestStopMs, loopsEnd)])
    },
    drain: () =>
      drain(context, {
        start,
        worker,
        // Far enough for any debounce or silence that was set.
        hurry: (on) => {
          ahead = on ? context.settings.noteSilenceMs + context.settings.debounceMs * 3 + 60_000 : 0
          loops.pipeline?.wake()
        },
        verify: () => verifyCreated(context, true),
      }),
    importThread: (conversation) => importThread(context, conversation),
    syncOnce,
    trialActive: () => office.trial.active,
    async endTrial() {
      await office.trial.end()
      return `试运行已结束，${await syncOnce({ pull: false })}`
    },
    alerts: context.alerts,
    on: context.on,
  }
}

function watchedLoop(
  context: SyncContext,
  watch: ReturnType<typeof createClockWatch>,
  what: string,
  step: () => Promise<number | undefined>,
): Loop {
  const watched = async () => {
    await watch.look()
    const next = await step()
    context.alerts.clear(`loop:${what}`)
    return next
  }
  return new Loop(
    context.clock,
    watched,
    (error) => {
      context.logger.error('loop_failed', { what, error })
      void context.alerts.raise(`loop:${what}`, `${what} 出错，1 秒后重试，请看日志`, { over: `${what} 已恢复` })
    },
    context.settings.idleMs,
  )
}

/** Undefined where another process does it: looked at again after the idle time, as that one may be gone by then. */
const onceInTheFleet =
  ({ leads }: SyncDeps, step: () => Promise<number | undefined>) =>
  async () =>
    (leads?.() ?? true) ? step() : undefined

async function verifyQuietly(context: SyncContext): Promise<number | undefined> {
  try {
    return await verifyCreated(context)
  } catch (error) {
    if (!canWait(error)) throw error
    return context.clock.now() + context.settings.verifyAfterMs
  }
}

async function lookOver(
  context: SyncContext,
  { push = true, pull: pulls = true, full = false, onPage }: LookOver,
  signal: AbortSignal,
): Promise<string> {
  const words: string[] = []
  if (pulls) {
    const report = await pull(context, full ? 'full' : 'recent', signal, onPage)
    words.push(`拉取 ${report.customers} 个客户（${report.fresh} 个有变化，关联线索 ${report.linked} 条）`)
  }
  if (push) words.push(`补建档 ${await sweep(context)} 条线索`)
  return `已同步：${words.join('，')}`
}
