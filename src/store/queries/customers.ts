import type { Kysely } from 'kysely'
import type { CustomerOrd, KnownCustomer, KnownCustomerQuery } from '../../domain/index.ts'
import { withoutAbsent } from '../../shared/collections.ts'
import { contains } from './like.ts'
import type { Tables } from './tables.ts'

type Db = Kysely<Tables>

const parse = (row: { body: string }) => JSON.parse(row.body) as KnownCustomer

/** Lays fresh facts over what was known: a list row that does not carry the khid does not forget it. */
export async function upsertCustomers(db: Db, rows: readonly KnownCustomer[]): Promise<void> {
  for (const row of rows) {
    const known = await loadCustomer(db, row.ord)
    const merged: KnownCustomer = {
      ...known,
      ...(isAnothers(row, known) && { ownerId: undefined }),
      ...(known && row.seenAt > known.seenAt && { goneAt: undefined }),
      ...withoutAbsent(row),
    }
    const columns = {
      ord: merged.ord,
      khid: merged.khid ?? null,
      name: merged.name,
      normalized_name: merged.normalizedName,
      mobile: merged.mobile ?? null,
      wechat_id: merged.wechatId?.toLowerCase() ?? null,
      seen_at: merged.seenAt,
      body: JSON.stringify(merged),
    }
    await db
      .insertInto('customers')
      .values(columns)
      .onConflict((conflict) => conflict.column('ord').doUpdateSet(columns))
      .execute()
  }
}

/** The number of an owner goes with his name. */
const isAnothers = (row: KnownCustomer, known: KnownCustomer | undefined) =>
  row.ownerName !== undefined && row.ownerName !== known?.ownerName

export async function loadCustomer(db: Db, ord: CustomerOrd): Promise<KnownCustomer | undefined> {
  const row = await db.selectFrom('customers').select('body').where('ord', '=', ord).executeTakeFirst()
  return row && parse(row)
}

export async function findCustomers(db: Db, query: KnownCustomerQuery): Promise<KnownCustomer[]> {
  const { khid, mobile, wechatId, normalizedName, text, seenBefore } = query
  if (!khid && !mobile && !wechatId && !normalizedName && !text && seenBefore === undefined) return []
  let rows = db.selectFrom('customers').select('body')
  if (khid) rows = rows.where('khid', '=', khid)
  if (mobile) rows = rows.where('mobile', '=', mobile)
  if (wechatId) rows = rows.where('wechat_id', '=', wechatId.toLowerCase())
  if (normalizedName) rows = rows.where('normalized_name', '=', normalizedName)
  if (text) rows = rows.where(contains('name', text))
  if (seenBefore !== undefined) rows = rows.where('seen_at', '<', seenBefore)
  return (
    await rows
      .orderBy('seen_at', seenBefore === undefined ? 'desc' : 'asc')
      .limit(query.limit ?? 50)
      .execute()
  ).map(parse)
}

export const countCustomers = async (db: Db) =>
  Number((await db.selectFrom('customers').select(db.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n)
