import { type Kysely, sql } from 'kysely'
import {
  type CustomerOrd,
  type IdentityKey,
  type Lead,
  type LeadId,
  type LeadQuery,
  type LeadStatus,
  leadStatuses,
} from '../../domain/index.ts'
import { contains } from './like.ts'
import { locks, type Purpose } from './locks.ts'
import type { Tables } from './tables.ts'

type Db = Kysely<Tables>

const parse = (row: { body: string } | undefined): Lead | undefined => row && (JSON.parse(row.body) as Lead)

export const loadLead = async (db: Db, id: LeadId, purpose?: Purpose) =>
  parse(
    await db
      .selectFrom('leads')
      .select('body')
      .where('id', '=', id)
      .$if(locks(db, purpose), (rows) => rows.forUpdate())
      .executeTakeFirst(),
  )

/** Version 1 inserts; any other requires the version before it. False: somebody was faster. */
export async function saveLead(db: Db, lead: Lead): Promise<boolean> {
  const row = {
    khid: lead.khid ?? null,
    status: lead.status,
    score: lead.score,
    owner_id: lead.owner?.kind === 'users' ? (lead.owner.userIds[0] ?? null) : null,
    customer_ord: lead.customerOrd ?? null,
    last_message_at: lead.lastMessageAt,
    search: [lead.fields.name?.value, lead.fields.company?.value, lead.nickname]
      .filter(Boolean)
      .join('\n')
      .toLowerCase(),
    body: JSON.stringify(lead),
    version: lead.version,
  }
  if (lead.version === 1) {
    const inserted = await db
      .insertInto('leads')
      .values({ id: lead.id, ...row })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst()
    return inserted.numInsertedOrUpdatedRows === 1n
  }
  const updated = await db
    .updateTable('leads')
    .set(row)
    .where('id', '=', lead.id)
    .where('version', '=', lead.version - 1)
    .executeTakeFirst()
  return updated.numUpdatedRows === 1n
}

export async function findLead(db: Db, key: IdentityKey, purpose?: Purpose): Promise<Lead | undefined> {
  // Who looks for a person in order to make a lead of him does so alone: two threads of one person meet here.
  if (locks(db, purpose)) await sql`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 1))`.execute(db)
  const row = await db
    .selectFrom('identities')
    .innerJoin('leads', 'leads.id', 'identities.lead_id')
    .select('leads.body')
    .where('identities.key', '=', key)
    .$if(locks(db, purpose), (rows) => rows.forUpdate())
    .executeTakeFirst()
  return parse(row)
}

/** In one order everywhere, so that two processes never wait for each other. */
export async function leadsOfCustomer(db: Db, ord: CustomerOrd, purpose?: Purpose): Promise<Lead[]> {
  const rows = await db
    .selectFrom('leads')
    .select('body')
    .where('customer_ord', '=', ord)
    .orderBy('id')
    .$if(locks(db, purpose), (found) => found.forUpdate())
    .execute()
  return rows.map((row) => JSON.parse(row.body) as Lead)
}

/** Claims keys under the primary key of `identities`; returns those that others hold. */
export async function claimIdentities(
  db: Db,
  leadId: LeadId,
  keys: readonly IdentityKey[],
): Promise<Array<{ key: IdentityKey; leadId: LeadId }>> {
  if (keys.length === 0) return []
  // In one order everywhere, so that two processes never wait for each other.
  const rows = [...new Set(keys)].sort().map((key) => ({ key, lead_id: leadId }))
  const holders = await db
    .insertInto('identities')
    .values(rows)
    // Changes nothing, but shows who holds the key.
    .onConflict((conflict) => conflict.column('key').doUpdateSet((row) => ({ key: row.ref('excluded.key') })))
    .returningAll()
    .execute()
  return holders
    .filter((holder) => holder.lead_id !== leadId)
    .map(({ key, lead_id }) => ({ key: key as IdentityKey, leadId: lead_id as LeadId }))
}

export async function moveIdentities(db: Db, from: LeadId, to: LeadId): Promise<void> {
  await db.updateTable('identities').set({ lead_id: to }).where('lead_id', '=', from).execute()
}

export async function releaseIdentities(db: Db, leadId: LeadId, keys: readonly IdentityKey[]): Promise<void> {
  if (keys.length === 0) return
  await db.deleteFrom('identities').where('lead_id', '=', leadId).where('key', 'in', keys).execute()
}

export async function queryLeads(db: Db, query: LeadQuery): Promise<Lead[]> {
  let rows = db.selectFrom('leads').select('body')
  if (query.status?.length) rows = rows.where('status', 'in', query.status)
  if (query.minScore !== undefined) rows = rows.where('score', '>=', query.minScore)
  if (query.ownerId !== undefined) rows = rows.where('owner_id', '=', query.ownerId)
  if (query.customerOrds) rows = rows.where('customer_ord', 'in', query.customerOrds)
  if (query.text) rows = rows.where(contains('search', query.text))
  const order = query.order === 'score' ? 'score' : 'last_message_at'
  const found = await rows
    .orderBy(order, 'desc')
    .limit(query.limit ?? 100)
    .offset(query.offset ?? 0)
    .execute()
  return found.map((row) => JSON.parse(row.body) as Lead)
}

export async function countLeads(db: Db): Promise<Record<LeadStatus, number>> {
  const rows = await db
    .selectFrom('leads')
    .select(['status', db.fn.countAll<number>().as('n')])
    .groupBy('status')
    .execute()
  const found = new Map(rows.map((row) => [row.status, Number(row.n)]))
  return Object.fromEntries(leadStatuses.map((status) => [status, found.get(status) ?? 0])) as Record<
    LeadStatus,
    number
  >
}
