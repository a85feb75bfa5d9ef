import type { OutboxEntry } from '../../domain/index.ts'
import { messageOf } from '../../shared/errors.ts'
import type { SyncContext } from '../context.ts'

/** Says what is due: at most once, in time or not at all, and slowly enough for the account's safety. */
export function createChatWorker(context: SyncContext, name: string) {
  const { store, clock, settings, messenger } = context
  const lastInChat = new Map<string, number>()
  let last = Number.NEGATIVE_INFINITY

  /** Resolves to the time to look again. */
  async function step(): Promise<number | undefined> {
    if (!messenger?.connected()) return clock.now() + awayMs
    const now = clock.now()
    // A last time that lies ahead comes from a clock that was set back.
    if (last <= now && last + settings.chatGapMs > now) return last + settings.chatGapMs
    const [entry] = await store.claimEntries({ worker: name, kind: 'chat', now, leaseMs: leaseMs, limit: 1 })
    if (!entry) return store.nextEntryDue('chat')
    await say(entry, now)
    return clock.now()
  }

  async function say(entry: OutboxEntry, now: number): Promise<void> {
    const { job, expiresAt } = entry
    if (job.type !== 'say') return
    const fence = entry.lease?.fence ?? 0
    if (expiresAt !== undefined && expiresAt <= now) {
      await store.finishEntry(entry.id, fence, { state: 'expired', reason: '过期未发' }, now)
      return
    }
    const before = lastInChat.get(entry.lane) ?? Number.NEGATIVE_INFINITY
    const free = before + settings.chatGapPerChatMs
    if (before <= now && free > now) {
      await store.finishEntry(entry.id, fence, { state: 'ready', dueAt: free, counts: false, reason: '限速' }, now)
      return
    }
    if (job.prompt) await store.savePrompt(job.prompt)
    await context.probe('say:intent')
    last = now
    lastInChat.set(entry.lane, now)
    if (lastInChat.size > keptChats) lastInChat.delete(lastInChat.keys().next().value as string)
    try {
      await messenger?.say(job.to, job.text)
      context.emit({ type: 'said', text: job.text })
      await store.finishEntry(entry.id, fence, { state: 'done' }, clock.now())
    } catch (error) {
      await store.finishEntry(entry.id, fence, afterFailure(error, clock.now()), clock.now())
    }
  }

  return { step }
}

const awayMs = 2_000
const leaseMs = 60_000
const keptChats = 1_000

/** Whether it arrived is unknown: it is not said again, unless it surely never left. */
function afterFailure(error: unknown, now: number) {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'wechat_away'
    ? ({ state: 'ready', dueAt: now + awayMs, counts: false, reason: '微信断开' } as const)
    : ({ state: 'expired', reason: `发送结果不明：${messageOf(error).slice(0, 200)}` } as const)
}
