import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type CommandMessage,
  type CommandsOptions,
  createCommands,
  type Place,
  type Reply,
  type Sender,
} from '../../src/bot/index.ts'
import {
  type CustomerOrd,
  type ErpUserId,
  type KnownCustomer,
  type Lead,
  type LeadId,
  type StaffMember,
  threadId,
} from '../../src/domain/index.ts'
import { createReporter } from '../../src/report/index.ts'
import { createJudge, createScorer, workCalendar } from '../../src/scoring/index.ts'
import { silentLogger } from '../../src/shared/logger.ts'
import { type EmbeddedStore, openEmbeddedStore } from '../../src/store/index.ts'
import { createBook } from '../../src/sync/book.ts'
import { createRoster } from '../../src/sync/roster.ts'
import { MemoryCrm } from '../support/memory-crm.ts'
import { MemoryDesk } from '../support/memory-desk.ts'
import { TestClock } from '../support/test-clock.ts'

export const lina = person('李娜', 'sales', 63, 'wx-lina', '销售一部')
export const wangqiang = person('王强', 'sales', 64, 'wx-wang', '销售一部')
export const manager = person('陈主管', 'manager', 70, 'wx-chen')
export const operator = person('运维小赵', 'operator', 71, 'wx-zhao')

function person(
  name: string,
  role: StaffMember['role'],
  userId: number,
  contactId: string,
  department?: string,
): StaffMember {
  return { name, role, erpUserId: userId as ErpUserId, contactIds: [contactId], department, active: true }
}

/** An office with a real store, an ERP in memory and four bound people, for scripted conversations. */
export async function openOffice(options: Partial<CommandsOptions> = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'zhibang-office-'))
  const clock = new TestClock()
  const data: EmbeddedStore = await openEmbeddedStore({ dataDir: dir, clock })
  await data.staff.configure([lina, wangqiang, manager, operator])
  const crm = new MemoryCrm()
  for (const p of [lina, wangqiang, manager]) crm.employ(p.erpUserId as number, p.name, p.department ?? '管理部')
  crm.employ(99, '王强', '售后')
  const desk = new MemoryDesk(data.store, crm, clock)
  const scorer = createScorer()
  const book = createBook(data.cursors, clock)
  const commands = createCommands({
    desk,
    people: data.staff,
    clock,
    logger: silentLogger,
    scorer,
    judge: createJudge(),
    roster: createRoster({ crm, clock, logger: silentLogger }),
    book,
    calendar: workCalendar,
    reporter: createReporter({ store: data.store, book, clock }),
    ...options,
  })
  let number = 0

  const handle = (
    text: string,
    who: StaffMember | Partial<Sender>,
    place?: Place,
    more: Partial<CommandMessage> = {},
  ) => {
    const sender: Sender =
      'role' in who
        ? { contactId: who.contactIds[0] as string, nickname: who.name, staff: data.staff.byName(who.name) }
        : { contactId: 'wx-stranger', nickname: '陌生人', ...who }
    const message: CommandMessage = { id: `msg-${++number}`, text, sentAt: clock.now(), ...more }
    return commands.handle(message, sender, place ?? { kind: 'direct', conversationId: sender.contactId })
  }

  return {
    clock,
    crm,
    desk,
    commands,
    book,
    people: data.staff,
    store: data.store,
    handle,
    /** The one answer's text; '' where there is none. */
    async ask(text: string, who: StaffMember | Partial<Sender> = lina, place?: Place): Promise<string> {
      clock.advance(1)
      const replies: Reply[] = await handle(text, who, place)
      return replies.map((r) => r.text).join('\n---\n')
    },
    async close() {
      await data.store.close()
      await data.close().catch(() => {})
      rmSync(dir, { recursive: true, force: true })
    },
    /** What would be written to the ERP, in the order it was asked for. */
    jobs: async () => (await data.store.entries({ kind: 'erp' })).sort((a, b) => a.id - b.id).map((entry) => entry.job),
    know: (row: Omit<Partial<KnownCustomer>, 'ord'> & { ord: number; name: string }) =>
      data.store.upsertCustomers([
        { normalizedName: row.name, seenAt: clock.now(), ...row, ord: row.ord as CustomerOrd },
      ]),
    /** What was said in a lead's chat. */
    async chat(lead: Lead, lines: ReadonlyArray<[who: 'customer' | 'sales', text: string]>): Promise<void> {
      const [accountId = '', conversationId = '', contactId = ''] = lead.threadId.split('|')
      const peer = { contactId, nickname: lead.nickname }
      const messages = lines.map(([role, text], i) => ({
        message: {
          id: `${lead.id}-${i}`,
          accountId,
          conversation: { id: conversationId, kind: 'direct' as const },
          sender: role === 'customer' ? peer : { contactId: accountId, nickname: '账号' },
          self: role === 'sales',
          peer,
          content: { kind: 'text' as const, text },
          sentAt: clock.now() + i,
          receivedAt: clock.now() + i,
        },
        role,
        text,
        touch: [{ threadId: lead.threadId, dueAt: clock.now(), latestAt: clock.now(), create: true }],
      }))
      await data.store.append(messages)
      await data.store.transact(async (tx) => {
        const thread = await tx.thread(lead.threadId)
        if (thread) await tx.saveThread({ ...thread, leadId: lead.id })
      })
    },
    async lead(partial: Partial<Lead> & { company?: string; name?: string; mobile?: string }): Promise<Lead> {
      const { company, name, mobile, ...rest } = partial
      const at = clock.now()
      const id = (rest.id ?? `lead-${++number}`) as LeadId
      const field = (value: string) => ({ value, source: 'stated' as const, confidence: 1, at })
      const lead: Lead = {
        id,
        status: 'watching',
        fields: {
          ...(company && { company: field(company) }),
          ...(name && { name: field(name) }),
          ...(mobile && { mobile: field(mobile) }),
        },
        score: 50,
        band: 'cold',
        reasons: [],
        profile: '',
        counterpart: 'customer',
        existing: false,
        committed: false,
        optedOut: false,
        nickname: name ?? company ?? '',
        threadId: threadId('account', id, id),
        firstContactAt: at,
        lastMessageAt: at,
        updatedAt: at,
        version: 1,
        ...rest,
      }
      await data.store.transact((tx) => tx.saveLead(lead))
      return lead
    },
  }
}
export type Office = Awaited<ReturnType<typeof openOffice>>
