import {
  type Cursor,
  type FollowUp,
  isCaptured,
  type Lead,
  leadEntry,
  longestNote,
  longestSigner,
  markRoom,
  noteTextRoom,
  type StoreTx,
  type Thread,
} from '../../domain/index.ts'
import type { SyncContext } from '../context.ts'
import { priorityOf } from './act.ts'
import { follow } from './find-person.ts'
import { withoutCursor } from './read-thread.ts'
import { shortHash } from './short-hash.ts'

const longestStretch = 2_000

/** A conversation that fell silent becomes one note (several where it is long), once per stretch. */
export async function noteThread(context: SyncContext, thread: Thread): Promise<void> {
  const { store, settings, scorer, judge, clock } = context
  const lead = thread.leadId ? await follow(store, thread.leadId) : undefined
  if (!lead || !isWritable(lead)) return leaveForLater(context, thread)
  if (!settings.syncEnabled || !settings.autoSync || !thread.reading) return clearDue(context, thread)
  const messages = (await stretch(context, thread)).filter((message) => isCaptured(message, lead))
  const upTo = messages.at(-1)?.cursor
  if (!upTo) return clearDue(context, thread)
  const words = messages.map(withoutCursor)
  const said = scorer.assess(scorer.read(scorer.start(), words), upTo.sentAt)
  const optedOut = said.optedOut || lead.optedOut
  const notes = judge.writeNotes(words, scorer.assess(thread.reading, upTo.sentAt), { ...said, optedOut })
  if (notes.length === 0) return clearDue(context, thread)
  const stretchKey = `${thread.id}:${upTo.sentAt}.${upTo.seq}`
  await store.transact(async (tx) => {
    const current = await tx.thread(thread.id)
    if (!current || current.version !== thread.version) return
    for (const [part, { note, marker }] of marked(notes, lead, stretchKey).entries()) {
      const job = { type: 'follow_up' as const, subject: { leadId: lead.id }, note, marker, forOwner: true }
      const dedupeKey = `note:${stretchKey}:${part}`
      await tx.enqueue(leadEntry(lead.id, job, { dedupeKey, priority: priorityOf(lead, thread), dueAt: clock.now() }))
    }
    await tx.saveThread({ ...current, noteDueAt: undefined, notedUpTo: upTo, version: current.version + 1 })
  })
  context.wake('erp')
}

async function stretch(context: SyncContext, thread: Thread) {
  const all: Awaited<ReturnType<SyncContext['store']['threadMessages']>> = []
  let after = thread.notedUpTo
  while (all.length < longestStretch) {
    const page = await context.store.threadMessages(thread, after, 200)
    for (const message of page) if (notAfter(message.cursor, thread.cursor)) all.push(message)
    if (page.length < 200) break
    after = page.at(-1)?.cursor
  }
  return all
}

const notAfter = (a: Cursor, b: Cursor | undefined) =>
  b !== undefined && (a.sentAt < b.sentAt || (a.sentAt === b.sentAt && a.seq <= b.seq))

/** Each part with its marker, still within the ERP's limit. */
export function marked(
  notes: readonly FollowUp[],
  lead: Pick<Lead, 'khid' | 'id'>,
  stretchKey: string,
): Array<{ note: FollowUp; marker: string }> {
  return notes.flatMap((note, index) => {
    const parts = splitFor(note.text, noteTextRoom)
    return parts.map((text, part) =>
      withMarker({ ...note, text }, lead.khid ?? lead.id, `${stretchKey}:${index}.${part}`),
    )
  })
}

/** The marker stands in front: lists show the beginning of a note. */
export function withMarker(note: FollowUp, khid: string, key: string): { note: FollowUp; marker: string } {
  const marker = `〔${khid}·${shortHash(key)}〕`
  return { note: { ...note, text: `${marker}${note.text}` }, marker }
}

/** A marked note with the salesperson it speaks for in front of its words. */
export const speakingFor = (name: string, note: FollowUp, marker: string): FollowUp => ({
  ...note,
  text: note.text.replace(marker, () => `${marker}代${name.slice(0, longestSigner)}：`),
})

/** What a person of the house wrote, under his name; in several notes where it is longer than one. */
export function signed(name: string, note: FollowUp): FollowUp[] {
  const by = `${name.slice(0, longestSigner)}：`
  return splitFor(note.text, longestNote - markRoom - by.length).map((text) => ({ ...note, text: `${by}${text}` }))
}

function splitFor(text: string, limit: number): string[] {
  if (text.length <= limit) return [text]
  const window = text.slice(0, limit)
  const line = window.lastIndexOf('\n')
  const at = line > limit / 2 ? line : limit
  const cut = /[\ud800-\udbff]$/.test(text.slice(0, at)) ? at - 1 : at
  return [text.slice(0, cut), ...splitFor(text.slice(cut), limit)]
}

const isWritable = (lead: Lead) =>
  lead.customerOrd !== undefined && (lead.status === 'synced' || lead.status === 'opted_out')

/** Where the customer comes into the ERP later, the note is made then; where he has come meanwhile, it stays due. */
const leaveForLater = (context: SyncContext, thread: Thread) =>
  clearDue(context, thread, async (tx) => {
    const lead = thread.leadId ? await follow(tx, thread.leadId) : undefined
    return lead !== undefined && isWritable(lead)
  })

async function clearDue(
  { store }: SyncContext,
  thread: Thread,
  unless: (tx: StoreTx) => Promise<boolean> = async () => false,
): Promise<void> {
  await store.transact(async (tx) => {
    const current = await tx.thread(thread.id)
    if (current?.version !== thread.version || (await unless(tx))) return
    await tx.saveThread({ ...current, noteDueAt: undefined, version: current.version + 1 })
  })
}
