import { randomUUID } from 'node:crypto'
import type { Prompt, Store } from '../domain/index.ts'
import type { Clock } from '../shared/clock.ts'
import { messageOf } from '../shared/errors.ts'
import { maskText } from '../shared/mask.ts'
import type { Check } from './reach.ts'

export interface Readiness {
  ready: boolean
  checks: Record<'store' | 'erp' | 'wechat', Check>
}

export interface ReadinessParts {
  store: Pick<Store, 'savePrompt' | 'takePrompt'>
  clock: Clock
  erp(): Check
  wechat(): Check
}

/** Whoever asks more often gets the answer of the last trial. */
const trialEveryMs = 5_000

/** Store writable, ERP answering, WeChat logged in. */
export function createReadiness({ store, clock, erp, wechat }: ReadinessParts): () => Promise<Readiness> {
  let trial: { at: number; check: Promise<Check> } | undefined
  const tryStore = (): Promise<Check> => {
    const now = clock.now()
    if (!trial || now - trial.at >= trialEveryMs || trial.at > now)
      trial = { at: now, check: writeAndErase(store, now) }
    return trial.check
  }
  return async () => {
    const checks = { store: await tryStore(), erp: erp(), wechat: wechat() }
    return { ready: Object.values(checks).every((check) => check.ok), checks }
  }
}

/** A question to nobody, put down and taken up again: reading alone would not notice a full or read-only disk. */
async function writeAndErase(store: ReadinessParts['store'], now: number): Promise<Check> {
  const id = `watch:${randomUUID()}`
  const nobody: Prompt = {
    id,
    contactId: id,
    conversationId: id,
    kind: 'watch',
    data: {},
    createdAt: now,
    expiresAt: now,
  }
  try {
    await store.savePrompt(nobody)
    await store.takePrompt(id)
    return { ok: true, text: '可写' }
  } catch (error) {
    return { ok: false, text: `写不进去（${maskText(messageOf(error)).slice(0, 120)}），请检查磁盘空间和权限` }
  }
}
