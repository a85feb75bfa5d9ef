import {
  type Assessment,
  callPriority,
  contactOf,
  type EntryId,
  hotAlertKey,
  type Lead,
  type OfficeBook,
  type Thread,
  tasksAbout,
} from '../../domain/index.ts'
import { chinaDay } from '../../shared/china-time.ts'
import type { SyncContext } from '../context.ts'
import { asCommand, pictureOf, unconfirmedIn } from '../pipeline/card-picture.ts'
import { titleOf } from '../pipeline/question.ts'
import { recipientFor } from '../pipeline/recipient.ts'
import { enqueueTelling, tell } from './tell.ts'

/** A hand-over card comes within this after the decision where the ERP answers; else the lead itself is told, ms. */
const cardWithinMs = 30_000
const lowestWorth = 45
const kinds = { audio: '语音', image: '图片' } as const

export interface Read {
  thread: Pick<Thread, 'id' | 'accountId' | 'nickname'>
  lead: Lead
  assessment: Assessment
}

/** What a thread that was read means for its salesperson: promises become to-dos, what nobody could read is told, a hot one is not missed. */
export async function watch(context: SyncContext, book: OfficeBook | undefined, read: Read): Promise<void> {
  if (read.lead.optedOut) return book && endTasks(context, book, read.lead)
  const person = recipientFor(read.lead, read.thread.accountId, context)
  if (!person) return
  if (book) await notePromises(context, book, read, person.name)
  await tellUnread(context, read, person)
  await tellCard(context, read, person)
  await tellHot(context, read, person)
}

type Person = NonNullable<ReturnType<typeof recipientFor>>

async function notePromises({ clock }: SyncContext, book: OfficeBook, read: Read, owner: string): Promise<void> {
  const { lead, assessment } = read
  if (lead.band === 'cold' && lead.customerOrd === undefined) return
  const now = clock.now()
  const about = { leadId: lead.id, ord: lead.customerOrd, name: titleOf(lead) }
  for (const { text, dueAt } of [...promised(assessment), ...(lead.customerOrd ? wanted(assessment) : [])]) {
    if (dueAt !== undefined && dueAt > now) await book.addTask({ owner, text, dueAt, about, createdAt: now })
  }
}

const promised = ({ promises }: Assessment) =>
  promises.map(({ by, text, dueAt }) => ({ text: `${by === 'sales' ? '答应' : '客户说'}：${text}`, dueAt }))

/** What a customer of ours wants by a day that nobody has promised him yet. */
const wanted = ({ deadlines = [], promises }: Assessment) =>
  deadlines
    .filter(({ dueAt }) => !promises.some((promise) => promise.dueAt === dueAt))
    .map(({ text, dueAt }) => ({ text: `客户要：${text}`, dueAt }))

/** Nobody is reminded to call who asked to be left alone. */
async function endTasks({ clock }: SyncContext, book: OfficeBook, lead: Lead): Promise<void> {
  for (const { id } of tasksAbout(book.tasks(), lead)) await book.changeTask(id, { doneAt: clock.now() })
}

async function tellUnread(context: SyncContext, { thread, lead, assessment }: Read, person: Person): Promise<void> {
  const { unread } = assessment
  if (unread.length === 0 || (lead.score < lowestWorth && lead.customerOrd === undefined)) return
  const what = [...new Set(unread.map((one) => kinds[one.kind]))].join('和')
  await tell(context, person, {
    text: `【${titleOf(lead)}】发来${what}，系统读不到内容。请他打字或发名片，或您发 /erp 补充 ${titleOf(lead).split(' ')[0]} 手机:…`,
    dedupeKey: `unread:${thread.id}:${chinaDay(context.clock.now())}`,
  })
}

/** What a model read on the picture of a business card, for him who can tell whether it is right. */
async function tellCard(context: SyncContext, { thread, lead }: Read, person: Person): Promise<void> {
  const printed = unconfirmedIn(lead)
  // A lead that stands in the ERP is never asked about: the line is all there is.
  if (Object.keys(printed).length === 0 || lead.status === 'asking') return
  const title = titleOf(lead).split(' ')[0]
  await tell(context, person, {
    text: `【${titleOf(lead)}】发来名片图片，识别结果（未确认，没有写入 ERP）：${asCommand(printed)}\n核对后发 /erp 补充 ${title} ${asCommand(printed)}`,
    dedupeKey: `card:${thread.id}:${pictureOf(lead)}`,
  })
}

/** At most once per thread and band. Taken back when the hand-over card goes out first. */
async function tellHot(context: SyncContext, { thread, lead }: Read, person: Person): Promise<void> {
  const contactId = contactOf(person)
  if (lead.band !== 'hot' || lead.status !== 'queued' || contactId === undefined) return
  const alert = {
    text: `🔥 ${lead.score} 分：${titleOf(lead)}，正在等待写入 ERP，可先联系客户`,
    dedupeKey: hotAlertKey(thread.id),
    priority: callPriority.hot,
    dueAt: context.clock.now() + cardWithinMs,
  }
  await context.store.transact(async (tx) => {
    // A quick ERP has it by now: the news of that came before there was an alert to take back.
    if ((await tx.lead(lead.id))?.status === 'queued') await enqueueTelling(tx, context, contactId, alert)
  })
  context.wake('chat')
}

/** The card is there: the alert would say the same again. Resolves to whether one was still to be said. */
export async function cardSent(context: SyncContext, lead: Lead | undefined): Promise<boolean> {
  if (!lead) return false
  let taken = false
  const threads = [lead.threadId, ...(await context.store.threadsOfLead(lead.id)).map((thread) => thread.id)]
  for (const dedupeKey of new Set(threads.map(hotAlertKey))) {
    const [alert] = await context.store.entries({ kind: 'chat', state: ['ready'], dedupeKey })
    if (!alert) continue
    taken = (await context.store.decideEntry(alert.id, 'cancel', '已发交接卡', context.clock.now())) || taken
  }
  return taken
}

/** It waits for the ERP no more, as that has refused: the alert says so instead. */
export async function notWritten(context: SyncContext, lead: Lead | undefined): Promise<void> {
  const person = lead && recipientFor(lead, '', context)
  if (!lead || !person || !(await cardSent(context, lead))) return
  await tell(context, person, {
    text: `🔥 ${lead.score} 分：${titleOf(lead)}，没有写入 ERP（运维已收到原因），可先联系客户`,
    dedupeKey: `refused:${lead.id}`,
    priority: callPriority.hot,
  })
}

/** What a customer said did not come into the ERP: who answers for him hears it, not the operator alone. */
export async function notNoted(
  context: SyncContext,
  lead: Lead | undefined,
  { entryId, reason }: { entryId: EntryId; reason: string },
): Promise<void> {
  const entry = await context.store.entry(entryId)
  const person = lead && recipientFor(lead, '', context)
  // Whoever ordered the note got its result.
  if (!lead || !person || !entry || entry.replyTo) return
  const hot = lead.band === 'hot' ? `🔥 ${lead.score} 分：` : ''
  await tell(context, person, {
    text: `${hot}【${titleOf(lead)}】有新的聊天，没能写进 ERP：${reason.slice(0, 80)}。请先联系客户，并在 ERP 核对这个客户`,
    dedupeKey: `not_noted:${entryId}`,
    priority: hot ? callPriority.hot : callPriority.normal,
  })
}
