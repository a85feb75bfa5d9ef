import { callPriority, contactOf, type Reason, type StoreTx, sayEntry, type Thread } from '../../domain/index.ts'
import { chinaDay, dayMs } from '../../shared/china-time.ts'
import type { SyncContext } from '../context.ts'
import { importAccount } from '../import-thread.ts'
import { titleOf } from './question.ts'
import { recipientFor } from './recipient.ts'
import type { UpdatedLead } from './update-lead.ts'

/** Who has not been heard for so long comes back. */
const longSilenceMs = 30 * dayMs
/** What was said before is no news any more: a history that is read late. */
const newsForMs = 2 * dayMs
const expiryMs = 24 * 3_600_000
const longestQuote = 60

const kinds = [
  { name: 'paid', says: '说已付款', todo: '，请核对到账', signals: ['paid', 'paying'] },
  { name: 'ordered', says: '要下单', todo: '', signals: ['ordered', 'signed', 'signing', 'decided', 'repeat'] },
  { name: 'complaint', says: '有不满', todo: '，请尽快处理', signals: ['complaint'] },
] as const

interface News {
  name: string
  words: string
}

/**
 * A customer of the ERP orders, pays, complains or comes back after a long silence: whoever looks after him is told, of
 * each kind once a day. Resolves to whether there was anything to tell.
 */
export async function tellNews(
  tx: StoreTx,
  context: SyncContext,
  thread: Pick<Thread, 'accountId'>,
  updated: UpdatedLead,
): Promise<boolean> {
  const { clock, proactive } = context
  const { lead } = updated
  const person = recipientFor(lead, thread.accountId, context)
  const contactId = contactOf(person)
  if (proactive?.enabled === false || contactId === undefined || thread.accountId === importAccount) return false
  // On his own account he reads along.
  const { pool, target } = context.rotation.peek(lead.score, thread.accountId)
  if (pool === 'owner' && target.kind === 'users' && target.userIds.some((id) => id === person?.erpUserId)) return false
  const news = newsIn(updated, context)
  if (news.length === 0) return false
  const dedupeKey = `news:${lead.id}:${chinaDay(clock.now())}:${news.map(({ name }) => name).join('+')}`
  await tx.enqueue(
    sayEntry({
      to: { kind: 'contact', contactId },
      text: `【${titleOf(lead)}】${news.map(({ words }) => words).join('；')}`,
      dedupeKey,
      priority: callPriority.normal,
      dueAt: clock.now(),
      expiresAfterMs: expiryMs,
      mayWait: true,
    }),
  )
  return true
}

function newsIn({ lead, before, fresh }: UpdatedLead, { scorer, clock }: SyncContext): News[] {
  const said = fresh.filter((m) => m.role === 'customer' && m.kind === 'text' && m.sentAt > clock.now() - newsForMs)
  const [first] = said
  if (!before || !first) return []
  const alone = scorer.assess(scorer.read(scorer.start(), fresh), first.sentAt).reasons
  const wordsOf = ({ messageId }: Reason) => said.find(({ id }) => id === messageId)?.text
  const reasons = [...alone, ...lead.reasons]
  const found = kinds.flatMap(({ name, says, todo, signals }): News[] => {
    const reason = reasons.find((one) => (signals as readonly string[]).includes(one.signal) && wordsOf(one))
    return reason ? [{ name, words: `${says}：${quoted(wordsOf(reason) ?? '')}${todo}` }] : []
  })
  const silence = first.sentAt - before.lastMessageAt
  if (silence < longSilenceMs) return found
  const back = `隔 ${Math.floor(silence / dayMs)} 天又来消息`
  return [{ name: 'back', words: found.length > 0 ? back : `${back}：${quoted(first.text)}` }, ...found]
}

const quoted = (text: string): string => `“${text.replace(/\s+/g, ' ').slice(0, longestQuote)}”`
