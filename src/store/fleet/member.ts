import { type Kysely, sql } from 'kysely'
import type { MessageToStore } from '../../domain/index.ts'
import type { Tables } from '../queries/tables.ts'
import type { Member } from '../store-over.ts'

/**
 * A process of the fleet. Contacts and rooms are those of a WeChat account: what is to be said goes out by a process
 * whose account has talked there. Which accounts are whose is learnt from the messages that come in.
 */
export function createMember(id: string): Member {
  const known = new Set<string>()

  async function remember(db: Kysely<Tables>, account: string): Promise<void> {
    // An account that moves to another process takes its chats along.
    await sql`INSERT INTO member_accounts (account, member) VALUES (${account}, ${id})
      ON CONFLICT (account) DO UPDATE SET member = ${id}`.execute(db)
  }

  return {
    id,
    async receives(db, messages: readonly MessageToStore[]) {
      const accounts = new Set(messages.map(({ message }) => message.accountId))
      for (const account of accounts) {
        if (known.has(account)) continue
        await remember(db, account)
        known.add(account)
      }
    },
    reaches: () => sql<boolean>`(
      EXISTS (SELECT 1 FROM messages JOIN member_accounts USING (account)
        WHERE conversation = ${chatOf} AND member = ${id})
      OR NOT EXISTS (SELECT 1 FROM messages WHERE conversation = ${chatOf})
    )`,
  }
}

const chatOf = sql`COALESCE(outbox.job::json #>> '{to,contactId}', outbox.job::json #>> '{to,roomId}')`
