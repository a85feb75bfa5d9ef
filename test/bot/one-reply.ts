import { join } from 'node:path'
import { expect, vi } from 'vitest'
import { type ConversationThread, readConversations } from '../../src/app/conversation-file.ts'
import { type CommandsOptions, createCommands } from '../../src/bot/index.ts'
import type { InboundMessage, Lead, Prompt, ThreadMessage } from '../../src/domain/index.ts'
import { createJudge, createScorer } from '../../src/scoring/index.ts'
import { silentLogger } from '../../src/shared/logger.ts'
import { TestClock } from '../support/test-clock.ts'
import { type Office, openOffice } from '../sync/office.ts'

/** A weekday afternoon in Shanghai. */
const start = Date.parse('2026-11-24T14:00:00+08:00')
const secondMs = 1_000

interface Asked {
  contactId: string
  text: string
  /** From the customer's last message on, ms. */
  afterMs: number
}

interface Told {
  id: string
  lead: Lead
  /** Questions before the reply. */
  asked: Asked[]
  inErp: boolean
}

/** Every conversation of a file comes in through the intake; the salesperson who is asked gives one reply. */
async function afterOneReply(file: string): Promise<Told[]> {
  const office = await openOffice()
  try {
    return await play(office, file)
  } finally {
    await office.close()
  }
}

async function play(office: Office, file: string): Promise<Told[]> {
  const clock = new TestClock(start)
  const said: Array<{ contactId: string; text: string; at: number }> = []
  const messenger = {
    connected: () => true,
    say: async (to: { kind: string; contactId?: string }, text: string) => {
      said.push({ contactId: to.contactId ?? '', text, at: clock.now() })
    },
  }
  // All of the product's own waiting times: debounce, gaps between messages.
  const settings = { debounceMs: 20_000, chatGapMs: 1_000, chatGapPerChatMs: 2_000 }
  await office.restart({ clock, messenger, settings, proactive: { enabled: false, perHour: 10_000 } })
  const { sync, data } = office
  const options: CommandsOptions = {
    desk: sync.desk,
    people: data.staff,
    clock,
    logger: silentLogger,
    judge: createJudge(),
    scorer: createScorer(),
  }
  const commands = createCommands(options)
  sync.start()

  const until = (holds: () => Promise<boolean> | boolean, most = 90) =>
    vi.waitFor(
      async () => {
        if (await holds()) return
        if (most-- > 0) clock.advance(secondMs)
        throw new Error('not yet')
      },
      { timeout: 40_000, interval: 1 },
    )
  const idle = async () => {
    const erp = await data.store.outboxCounts('erp', clock.now())
    const chat = await data.store.outboxCounts('chat', clock.now())
    const thread = await data.store.nextThreadDue()
    // Its note is due hours later.
    const read = thread === undefined || thread > clock.now() + 600_000
    return read && erp.ready + erp.running + chat.ready + chat.running === 0
  }

  const told: Told[] = []
  for await (const line of readConversations(join(import.meta.dirname, '../../data', file))) {
    if (!line.ok) throw line.error
    const { thread } = line
    const messages = inboundOf(thread, clock.now())
    for (const message of messages) await sync.intake.receive(message)
    const lastAt = clock.now()
    const before = office.events.length
    await until(idle)
    const lead = (await data.store.leads({ limit: 2_000 })).find((one) => one.threadId.endsWith(`|${thread.id}`))
    if (lead?.band !== 'hot' || lead.optedOut || lead.mergedInto) continue
    const asked = office.events
      .slice(before)
      .flatMap((event) =>
        event.type === 'question' && event.leadId === lead.id ? said.filter(({ text }) => text === event.text) : [],
      )
    const person = asked[0]?.contactId
    const prompt = person === undefined ? undefined : await data.store.prompt(person, person)
    if (person && prompt?.data.leadId === lead.id) await reply(commands, options, person, answerTo(prompt, thread))
    await until(idle)
    const after = (await data.store.lead(lead.id)) as Lead
    told.push({
      id: thread.id,
      lead: after,
      asked: asked.map(({ contactId, text, at }) => ({ contactId, text, afterMs: at - lastAt })),
      inErp: after.status === 'synced' && after.customerOrd !== undefined,
    })
  }
  return told
}

let serial = 0
async function reply(
  commands: ReturnType<typeof createCommands>,
  { people, clock }: CommandsOptions,
  contactId: string,
  text: string,
) {
  const staff = people.byContact(contactId)
  const message = { id: `reply-${++serial}`, text, sentAt: clock.now() }
  return commands.handle(message, { contactId, nickname: '', staff }, { kind: 'direct', conversationId: contactId })
}

/** What somebody who knows the customer would say: one thing, or a number. */
function answerTo(prompt: Prompt, { raw }: ConversationThread): string {
  const { fields } = (raw.gold ?? {}) as { fields?: Record<string, string> }
  serial++
  switch (prompt.data.missing) {
    case 'has_mobile':
      return fields?.mobile ?? `139${String(10_000_000 + serial)}`
    case 'has_name':
      return fields?.name ?? '王先生'
    default:
      return '1'
  }
}

/** As Wechaty would bring them, the last one now. */
function inboundOf({ id, messages }: ConversationThread, now: number): InboundMessage[] {
  const shift = now - (messages.at(-1)?.sentAt ?? 0)
  const room = messages.some((message) => message.room)
  const peer = { contactId: id, nickname: `微信${id}` }
  const senderOf = ({ role, speaker }: ThreadMessage) => {
    if (role === 'customer') return peer
    return role === 'sales'
      ? { contactId: 'acc', nickname: '我' }
      : { contactId: `${id}-${speaker}`, nickname: speaker ?? '' }
  }
  return messages
    .filter((message) => room || message.role !== 'other')
    .map((message) => ({
      id: message.id,
      accountId: 'acc',
      conversation: room ? { id: `${id}@room`, kind: 'room', topic: id } : { id, kind: 'direct' },
      sender: senderOf(message),
      self: message.role === 'sales',
      peer: room ? undefined : peer,
      content:
        message.kind === 'image' || message.kind === 'audio'
          ? { kind: message.kind }
          : { kind: 'text', text: message.text },
      sentAt: message.sentAt + shift,
      receivedAt: now,
    }))
}

/** Prints nothing: who failed stands in the message. */
export async function expectOneReplyToDo(files: readonly string[], atLeast: number): Promise<void> {
  const told = (await Promise.all(files.map(afterOneReply))).flat()
  const missed = told.filter((one) => !one.inErp).map(({ id, lead }) => `${id} ${lead.status}`)
  expect(told.length).toBeGreaterThanOrEqual(atLeast)
  // One question, and in time, for each that was asked about.
  expect(told.filter((one) => one.asked.length > 1).map(({ id }) => id)).toEqual([])
  expect(Math.max(...told.flatMap((one) => one.asked.map(({ afterMs }) => afterMs)))).toBeLessThanOrEqual(60_000)
  expect(1 - missed.length / told.length, missed.join()).toBeGreaterThanOrEqual(0.95)
}
