import {
  callPriority,
  contactOf,
  type Lead,
  type StoreTx,
  sayEntry,
  type Task,
  type Thread,
  tasksAbout,
} from '../../domain/index.ts'
import { chinaDate, chinaDay } from '../../shared/china-time.ts'
import type { SyncContext } from '../context.ts'
import { titleOf } from './question.ts'
import type { ThreadReading } from './read-thread.ts'
import { recipientFor } from './recipient.ts'

/** From here up his words are worth a look by themselves. */
const lowestWorth = 45
const expiryMs = 12 * 3_600_000
const longestQuote = 60

/** 麻烦再联系我, 给我回个电话: he takes his wish back in so many words. */
const wish =
  /(?:重新|可以|请|麻烦|方便|有空|尽快|帮忙|记得)[^，。,.!！?？]{0,8}(?:联系|打给|致电|加)(?:一下|下)?我|给我(?:再|重新)?(?:回|打|来)(?:一?个)?(?:电话|消息|微信)|(?:再|重新|恢复|继续)(?:联系|合作|对接)/
const unwished = /别|不要|不用|不必|不准|不许|勿|无需|骚扰|投诉|举报|拉黑|报警/

/** His own words after the opt-out by which he wants to be heard again; undefined: there are none. */
function returnIn({ assessment, fresh }: ThreadReading, optedOutAt: number): string | undefined {
  const said = fresh.filter((m) => m.role === 'customer' && m.kind === 'text' && m.sentAt > optedOutAt)
  const wished = said.findLast(({ text }) => wish.test(text) && !unwished.test(text))
  if (wished) return wished.text
  if (assessment.optedOut || (!assessment.committed && assessment.score < lowestWorth)) return undefined
  return said.findLast(({ id }) => assessment.reasons.some((reason) => reason.messageId === id))?.text
}

/**
 * Of somebody who asked to be left alone nothing is captured. Where he orders, asks or wants to be called again himself,
 * his salesperson is told, once a day: a person decides, and 恢复 lifts it.
 */
export async function hearOptedOut(
  tx: StoreTx,
  context: SyncContext,
  thread: Pick<Thread, 'accountId'>,
  lead: Lead,
  reading: ThreadReading,
): Promise<void> {
  const words = returnIn(reading, lead.optedOutAt ?? 0)
  const contactId = contactOf(recipientFor(lead, thread.accountId, context))
  if (words === undefined || contactId === undefined) return
  const { clock } = context
  const since = lead.optedOutAt === undefined ? '' : ` ${chinaDate(lead.optedOutAt)} `
  const name = titleOf(lead).split(' ')[0]
  await tx.enqueue(
    sayEntry({
      to: { kind: 'contact', contactId },
      text: `【${titleOf(lead)}】${since}要求过不再联系，现在自己又来消息：“${words.slice(0, longestQuote)}”\n没有记录，也不会写入 ERP。恢复：/erp 恢复 ${name}，不再提醒：/erp 忽略 ${name}`,
      dedupeKey: `again:${lead.id}:${chinaDay(clock.now())}`,
      priority: reading.assessment.band === 'hot' ? callPriority.hot : callPriority.normal,
      dueAt: clock.now(),
      expiresAfterMs: expiryMs,
      mayWait: true,
    }),
  )
}

/** A customer of the ERP asked to be left alone: whoever looks after him is told once, and what is not done any more. */
export async function tellOptOut(
  tx: StoreTx,
  context: SyncContext,
  thread: Pick<Thread, 'accountId'>,
  lead: Lead,
  { assessment }: ThreadReading,
): Promise<void> {
  const contactId = contactOf(recipientFor(lead, thread.accountId, context))
  if (contactId === undefined) return
  const { clock, book, settings } = context
  const words = assessment.reasons.find(({ signal }) => signal === 'opt_out')?.quote
  const name = titleOf(lead).split(' ')[0]
  const noted = settings.syncEnabled && settings.autoSync ? '，ERP 里记最后一条洽谈进展' : ''
  await tx.enqueue(
    sayEntry({
      to: { kind: 'contact', contactId },
      text: [
        `【${titleOf(lead)}】要求不再联系${words ? `：“${words.slice(0, longestQuote)}”` : ''}`,
        `之后的聊天不再记录${noted}${endedWords(tasksAbout(book?.tasks() ?? [], lead))}。他又愿意联系时：/erp 恢复 ${name}`,
      ].join('\n'),
      dedupeKey: `left:${lead.id}:${lead.optedOutAt}`,
      priority: callPriority.normal,
      dueAt: clock.now(),
      expiresAfterMs: 2 * expiryMs,
      mayWait: true,
    }),
  )
}

const endedWords = (tasks: readonly Task[]): string =>
  tasks.length === 0 ? '' : `，停止 ${tasks.length} 条待办（${tasks.map(({ text }) => text.slice(0, 20)).join('、')}）`
