import type { Kysely } from 'kysely'
import type { Prompt } from '../../domain/index.ts'
import type { Tables } from './tables.ts'

type Db = Kysely<Tables>

export async function savePrompt(db: Db, prompt: Prompt): Promise<void> {
  const row = {
    id: prompt.id,
    contact: prompt.contactId,
    conversation: prompt.conversationId,
    kind: prompt.kind,
    data: JSON.stringify(prompt.data),
    created_at: prompt.createdAt,
    expires_at: prompt.expiresAt,
  }
  await db
    .insertInto('prompts')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

/** This person's questions in this chat, the last one first; the caller looks at their expiry. */
export async function loadPrompts(db: Db, contactId: string, conversationId: string, most: number): Promise<Prompt[]> {
  const rows = await db
    .selectFrom('prompts')
    .selectAll()
    .where('contact', '=', contactId)
    .where('conversation', '=', conversationId)
    .orderBy('created_at', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    contactId: row.contact,
    conversationId: row.conversation,
    kind: row.kind,
    data: JSON.parse(row.data) as Record<string, unknown>,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }))
}

export async function takePrompt(db: Db, id: string): Promise<boolean> {
  return (await db.deleteFrom('prompts').where('id', '=', id).executeTakeFirst()).numDeletedRows === 1n
}
