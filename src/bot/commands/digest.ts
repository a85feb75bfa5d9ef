import { type Assessment, type FollowUp, isCaptured, type Lead, type ThreadMessage } from '../../domain/index.ts'
import { refused, withPicked } from './answer.ts'
import { resolveOwn } from './resolve.ts'
import { jobSubject, refOf } from './subject.ts'
import { ticketLine } from './ticket.ts'
import type { Answer, Command, CommandContext, CommandInput } from './types.ts'

const name = '摘要'
const mostMessages = 500

export const digest: Command = {
  name,
  aliases: ['总结', 'summary'],
  spoken: { 小结: '', 聊天摘要: '' },
  summary: '把最近的聊天写成洽谈进展草稿，确认后写入',
  examples: ['/erp 摘要 华强'],
  roles: ['sales', 'manager'],
  run: draft,
}

async function draft(input: CommandInput, context: CommandContext): Promise<Answer> {
  const resolved = await resolveOwn(name, input.words.join(' '), input, context)
  if (!resolved.ok) return resolved.answer
  const { subject } = resolved
  const job = jobSubject(subject)
  if (!subject.lead || !job) return refused(`【${subject.name}】没有微信聊天记录，可发 /erp 跟进 ${subject.name} 内容`)
  const ready = input.picked.notes as FollowUp[] | undefined
  if (ready) return write(ready, job, subject.name, context)
  const { messages, notes } = await notesOf(subject.lead, context)
  if (notes.length === 0) return refused(`【${subject.name}】没有新的聊天可写`)
  const shown = notes
    .map((note) => note.text)
    .join('\n')
    .split('\n')
    .filter((line) => line.trim() !== '')
  return {
    text: `【${subject.name}】草稿（${messages} 条聊天）：`,
    detail: `${shown.slice(0, 11).join('\n').slice(0, 900)}\n回“是”写入`,
    ask: { yes: withPicked(name, input, { subject: refOf(subject), notes }) },
  }
}

async function notesOf(
  lead: Lead,
  { store, judge, scorer }: CommandContext,
): Promise<{ messages: number; notes: FollowUp[] }> {
  const messages: ThreadMessage[] = []
  for (const thread of await store.threadsOfLead(lead.id)) {
    const stretch = await store.threadMessages(thread, thread.notedUpTo, mostMessages)
    messages.push(...stretch.filter((message) => isCaptured(message, lead)))
  }
  if (messages.length === 0 || !judge) return { messages: messages.length, notes: [] }
  messages.sort((a, b) => a.sentAt - b.sentAt)
  const said = scorer?.assess(scorer.read(scorer.start(), messages), messages.at(-1)?.sentAt ?? 0)
  return { messages: messages.length, notes: judge.writeNotes(messages, assessmentOf(lead), said) }
}

/** What a note needs of an assessment, as the lead last had it. */
const assessmentOf = (lead: Lead): Assessment => ({
  fields: lead.fields,
  score: lead.score,
  band: lead.band,
  reasons: lead.reasons,
  counterpart: lead.counterpart,
  optedOut: lead.optedOut,
  existing: lead.existing,
  committed: lead.committed,
  profile: lead.profile,
  promises: [],
  unread: [],
})

async function write(
  notes: readonly FollowUp[],
  job: NonNullable<ReturnType<typeof jobSubject>>,
  title: string,
  context: CommandContext,
): Promise<Answer> {
  const { desk, by } = context
  const tickets = []
  for (const note of notes) tickets.push(await desk.followUp(job, note, by))
  const [first] = tickets
  return {
    text: `已受理：【${title}】记 ${notes.length} 条洽谈进展${first ? `\n${await ticketLine(first, context)}` : ''}`,
  }
}
