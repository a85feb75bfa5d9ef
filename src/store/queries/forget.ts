import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import type { Lead, LeadId } from '../../domain/index.ts'
import { loadLead, saveLead } from './leads.ts'
import { contains } from './like.ts'
import type { Tables } from './tables.ts'

type Db = Kysely<Tables>

const ended = ['done', 'dead', 'cancelled', 'expired']

/**
 * Erases what is known of a lead's person: the words of his messages, what was read in them, names, numbers and keys.
 * Bare ids stay, so that repeated messages are recognised and he is not captured anew.
 */
export async function forgetLead(db: Db, id: LeadId, now: number): Promise<number> {
  const lead = await loadLead(db, id, 'to change it')
  if (!lead) return 0
  const joined = await db
    .selectFrom('leads')
    .select('id')
    // The body is JSON as we write it.
    .where('body', 'like', `%"mergedInto":${JSON.stringify(id)}%`)
    .execute()
  const ids = [id, ...joined.map((row) => row.id as LeadId)]
  const threads = await db.selectFrom('threads').selectAll().where('lead_id', 'in', ids).execute()
  let messages = 0
  for (const thread of threads) {
    let words = db
      .updateTable('messages')
      .set({ text: '', quoted: null, speaker: null })
      .where('account', '=', thread.account)
      .where('conversation', '=', thread.conversation)
    // In a room only his own words are his.
    if (thread.room === 1) words = words.where('sender', '=', thread.contact)
    messages += Number((await words.executeTakeFirst()).numUpdatedRows)
  }
  await db
    .updateTable('threads')
    .set({ nickname: '', wechat_id: null, phones: null, reading: null, muted: 1, due_at: null, note_due_at: null })
    .set({ version: sql`version + 1` })
    .where('lead_id', 'in', ids)
    .execute()
  await db
    .deleteFrom('identities')
    .where('lead_id', 'in', ids)
    .where((where) => where.or([where('key', 'like', 'mobile:%'), where('key', 'like', 'wechat:%')]))
    .execute()
  await db.deleteFrom('prompts').where('data', 'like', `%${id}%`).execute()
  await forgetJobs(db, ids)
  await dropWordsToPeople(db, lead)
  if (lead.customerOrd !== undefined) await db.deleteFrom('customers').where('ord', '=', lead.customerOrd).execute()
  for (const one of ids) await blank(db, one, now)
  return messages
}

/** Cards and answers about him that were said, or were to be said, to colleagues. */
async function dropWordsToPeople(db: Db, { fields }: Lead): Promise<void> {
  const tellingOf = (names: ReadonlyArray<keyof Lead['fields']>) =>
    names.map((name) => fields[name]?.value).filter((value): value is string => value !== undefined && value.length > 1)
  const numbers = tellingOf(['mobile', 'phone', 'email', 'wechatId'])
  const telling = [...numbers, ...tellingOf(['company', 'name'])]
  for (const value of telling) {
    const said = await db
      .selectFrom('outbox')
      .select(['id', 'job'])
      .where('kind', '=', 'chat')
      .where('state', 'in', ended)
      .where('job', 'like', `%${value}%`)
      .execute()
    for (const { id, job } of said) {
      const wordless = JSON.stringify({ ...JSON.parse(job), text: '（已删除）', prompt: undefined })
      await db.updateTable('outbox').set({ job: wordless, reason: null }).where('id', '=', id).execute()
    }
  }
  await dropStoredCards(db, telling, numbers)
}

/**
 * Stores of earlier versions hold what was said in colleagues' chats, where no customer's thread is. Sealed words cannot
 * be searched: there all of them go. Elsewhere our side's words go where they tell a number of his.
 */
async function dropStoredCards(db: Db, telling: readonly string[], numbers: readonly string[]): Promise<void> {
  await db
    .updateTable('messages')
    .set({ text: '', quoted: null })
    .where('text', '!=', '')
    .where((where) =>
      where.or([
        where.and([
          where.not(where.exists(threadOf(where))),
          where.or([where('text', 'like', 'enc1:%'), ...tells(telling)]),
        ]),
        where.and([where('role', '=', 'sales'), where.or(tells(numbers))]),
      ]),
    )
    .execute()
}

const threadOf = (where: ExpressionBuilder<Tables, 'messages'>) =>
  where
    .selectFrom('threads')
    .select('threads.id')
    .whereRef('threads.account', '=', 'messages.account')
    .whereRef('threads.conversation', '=', 'messages.conversation')

/** Conditions of which one holds where a message, or what it quotes, has one of these words. */
const tells = (words: readonly string[]) =>
  words.flatMap((one) => [contains('messages.text', one), contains('messages.quoted', one)])

/** Of what was done for him only that it was done stays. */
async function forgetJobs(db: Db, ids: readonly LeadId[]): Promise<void> {
  const jobs = await db
    .selectFrom('outbox')
    .select(['id', 'job', 'lead_id'])
    .where('lead_id', 'in', ids)
    .where('state', 'in', ended)
    .execute()
  for (const { id, job, lead_id } of jobs) {
    const { type } = JSON.parse(job) as { type: string }
    const bare = JSON.stringify({ type, leadId: lead_id })
    await db.updateTable('outbox').set({ job: bare, steps: '[]', reason: null }).where('id', '=', id).execute()
  }
}

async function blank(db: Db, id: LeadId, now: number): Promise<void> {
  const lead = (await loadLead(db, id, 'to change it')) as Lead
  await saveLead(db, {
    ...lead,
    status: 'ignored',
    fields: {},
    reasons: [],
    profile: '',
    score: 0,
    band: 'cold',
    nickname: '',
    optedOut: lead.optedOut,
    updatedAt: now,
    version: lead.version + 1,
  })
}
