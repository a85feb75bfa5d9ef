import type { App } from './app.ts'
import type { Tell } from './control.ts'

export interface SyncOptions {
  push: boolean
  pull: boolean
  full: boolean
}

/** How far a manual sync is. */
export type SyncProgress =
  | { phase: 'pull'; page: number; pages: number; customers: number }
  | { phase: 'push'; left: number }

const lookMs = 200

/**
 * A pull and a sweep, and the work that comes of them. What was cut off goes on at the next call. Resolves to a Chinese
 * report of what changed.
 */
export async function syncNow(app: App, options: SyncOptions, tell: Tell = () => {}): Promise<string> {
  const sync = app.requireSync()
  const report = await sync.syncOnce({
    ...options,
    onPage: (progress) => tell({ phase: 'pull', ...progress } satisfies SyncProgress),
  })
  if (!options.push) return report
  const working = sync.drain()
  const told = tellLeft(app, working, tell)
  const { created, linked, assigned, notes, questions, dead } = await working
  await told
  const done = [
    created > 0 && `新建客户 ${created}`,
    linked > 0 && `关联 ${linked}`,
    assigned > 0 && `指派 ${assigned}`,
    notes > 0 && `洽谈进展 ${notes}`,
    questions > 0 && `待确认 ${questions}`,
    dead > 0 && `等人处理 ${dead}（zhibang outbox list）`,
  ].filter(Boolean)
  return done.length === 0 ? `${report}；没有新的写入` : `${report}；${done.join('，')}`
}

/** What is still to be written, now and then, until the work ends. */
async function tellLeft({ data, clock }: App, working: Promise<unknown>, tell: Tell): Promise<void> {
  let ended = false
  const end = working.then(
    () => {
      ended = true
    },
    () => {
      ended = true
    },
  )
  while (!ended) {
    const { ready, running } = await data.store.outboxCounts('erp', clock.now())
    tell({ phase: 'push', left: ready + running } satisfies SyncProgress)
    await Promise.race([end, clock.sleep(lookMs)])
  }
}
