import { type ChatJob, type ChatTarget, chatOf, type OutboxEntry } from '../../domain/index.ts'
import { dropOldest } from '../../shared/collections.ts'
import { messageOf } from '../../shared/errors.ts'
import type { SyncContext } from '../context.ts'
import type { Budget } from '../office/budget.ts'

/** Says what is due: at most once, in time or not at all, and slowly enough for the account's safety. */
export function createChatWorker(context: SyncContext, name: string, budget: Budget) {
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
    const chat = chatOf(job.to)
    if (expiresAt !== undefined && expiresAt <= now) {
      await store.finishEntry(entry.id, fence, { state: 'expired', reason: '过期未发' }, now)
      return
    }
    const before = lastInChat.get(chat) ?? Number.NEGATIVE_INFINITY
    const free = before + settings.chatGapPerChatMs
    if (before <= now && free > now) {
      await store.finishEntry(entry.id, fence, { state: 'ready', dueAt: free, counts: false, reason: '限速' }, now)
      return
    }
    const wait = budget.waitUntil(entry, now)
    if (wait !== undefined) {
      // Waiting for the morning does not make a message too old: what is not worth it expires by its own time.
      await store.finishEntry(entry.id, fence, { state: 'ready', dueAt: wait, counts: false, reason: '免打扰' }, now)
      return
    }
    const text = await budget.textOf(entry, now)
    if (job.prompt) await store.savePrompt(job.prompt)
    await context.probe('say:intent')
    last = now
    lastInChat.set(chat, now)
    dropOldest(lastInChat, keptChats)
    try {
      budget.said(entry, now)
      await messenger?.say(job.to, text)
      context.emit({ type: 'said', text })
      if (job.picture) await sayPicture(job.to, job.picture)
      await store.finishEntry(entry.id, fence, { state: 'done' }, clock.now())
    } catch (error) {
      await store.finishEntry(entry.id, fence, afterFailure(error, clock.now()), clock.now())
    }
  }

  /** The words went out already: a picture that fails is not worth a second try. */
  async function sayPicture(to: ChatTarget, { staff, period }: NonNullable<ChatJob['picture']>): Promise<void> {
    const person = context.staff.byName(staff)
    if (!person || !context.reporter || !messenger?.sayPicture) return
    try {
      await messenger.sayPicture(to, await context.reporter.picture(person, period))
    } catch (error) {
      context.logger.warn('picture_failed', { error: messageOf(error).slice(0, 200) })
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
