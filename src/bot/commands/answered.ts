import type { Prompt } from '../../domain/index.ts'
import type { CommandContext } from './types.ts'

/** As long as questions about leads wait, ms. */
const keptMs = 24 * 3_600_000

// Stands beside the questions, where no answer finds it.
const idOf = ({ sender, place }: CommandContext) => `answered|${place.conversationId}|${sender.contactId}`
const besides = ({ place }: CommandContext) => `answered|${place.conversationId}`

/** Remembers the latest question about a lead that was answered: what was asked before it is not the last one any more. */
export async function rememberAnswered(prompt: Prompt, context: CommandContext): Promise<void> {
  const { sender, clock } = context
  const createdAt = clock.now()
  await context.store.savePrompt({
    id: idOf(context),
    contactId: sender.contactId,
    conversationId: besides(context),
    kind: 'answered',
    data: { askedAt: Math.max(prompt.createdAt, await lastAnsweredAt(context)) },
    createdAt,
    expiresAt: createdAt + keptMs,
  })
}

/** When the latest of the answered ones was asked, epoch ms. */
export async function lastAnsweredAt(context: CommandContext): Promise<number> {
  const known = await context.store.prompt(context.sender.contactId, besides(context))
  return Number(known?.data.askedAt ?? 0)
}
