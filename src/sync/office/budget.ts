import { callPriority, chatOf, type OutboxEntry, type Store } from '../../domain/index.ts'
import { dropOldest } from '../../shared/collections.ts'
import { quietUntil } from './hours.ts'
import type { ProactiveSettings } from './settings.ts'

const hourMs = 3_600_000
const keptChats = 1_000
/** Longest digest, in messages and characters per message. */
const mostInDigest = 12
const mostLetters = 80

/** Holds back what is not urgent: quiet hours and an hourly cap per chat; what waited becomes one digest. */
export interface Budget {
  /** When the entry may be said; undefined = now. */
  waitUntil(entry: OutboxEntry, now: number): number | undefined
  said(entry: OutboxEntry, now: number): void
  /** The text to say for this entry: its own, or a digest with those that waited with it, which are taken out. */
  textOf(entry: OutboxEntry, now: number): Promise<string>
}

export function createBudget(store: Pick<Store, 'entries' | 'decideEntry'>, settings: ProactiveSettings): Budget {
  const saidAt = new Map<string, number[]>()
  const recent = (chat: string, now: number) => (saidAt.get(chat) ?? []).filter((at) => at > now - hourMs && at <= now)

  return {
    waitUntil(entry, now) {
      if (isUrgent(entry)) return undefined
      // A question is about a customer who is talking right now.
      const quiet = hasPrompt(entry) ? undefined : quietUntil(settings.quietHours, now)
      if (quiet !== undefined) return quiet
      const times = recent(chatOfEntry(entry), now)
      const first = times.at(-settings.perHour)
      return times.length >= settings.perHour && first !== undefined ? first + hourMs : undefined
    },
    said(entry, now) {
      const chat = chatOfEntry(entry)
      saidAt.set(chat, [...recent(chat, now), now])
      dropOldest(saidAt, keptChats)
    },
    async textOf(entry, now) {
      if (entry.job.type !== 'say') return ''
      const own = entry.job.text
      if (!mayJoin(entry)) return own
      const waiting = (await store.entries({ kind: 'chat', state: ['ready'], limit: 500 }))
        .filter(
          (other) =>
            chatOfEntry(other) === chatOfEntry(entry) && other.id !== entry.id && mayJoin(other) && waited(other, now),
        )
        .sort((a, b) => a.id - b.id)
        .slice(0, mostInDigest - 1)
      const texts = [own]
      for (const other of waiting) {
        const taken = await store.decideEntry(other.id, 'cancel', '已并入汇总', now)
        if (taken && other.job.type === 'say') texts.push(other.job.text)
      }
      return texts.length === 1 ? own : digest(texts)
    },
  }
}

const chatOfEntry = ({ job, lane }: OutboxEntry): string => (job.type === 'say' ? chatOf(job.to) : lane)

/** Questions about hot leads, cards and alerts, results of commands. */
const isUrgent = (entry: OutboxEntry): boolean => entry.priority <= callPriority.hot

/** A question must stand alone: its numbers answer it. */
const mayJoin = (entry: OutboxEntry): boolean =>
  !isUrgent(entry) && !hasPrompt(entry) && entry.job.type === 'say' && entry.job.picture === undefined

const hasPrompt = ({ job }: OutboxEntry): boolean => job.type === 'say' && job.prompt !== undefined

const waited = (entry: OutboxEntry, now: number): boolean => entry.createdAt < now - 1_000

const digest = (texts: readonly string[]): string =>
  [`📋 汇总 ${texts.length} 条：`, ...texts.map((text) => `· ${text.split('\n')[0]?.slice(0, mostLetters)}`)].join('\n')
