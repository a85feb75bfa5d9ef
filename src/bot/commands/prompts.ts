import type { Prompt, Store } from '../../domain/index.ts'
import type { Clock } from '../../shared/clock.ts'
import type { Invocation, Place, Question, Sender } from './types.ts'

/** An answer counts this long. */
export const answerWithinMs = 5 * 60_000
const kind = 'question'

/** Keeps a question for this person in this chat; a newer one takes the place of an older. */
export async function keepQuestion(
  question: Question,
  who: { sender: Sender; place: Place; store: Store; clock: Clock },
): Promise<void> {
  const { sender, place, store, clock } = who
  const createdAt = clock.now()
  await store.savePrompt({
    id: `${kind}|${sender.contactId}|${place.conversationId}`,
    contactId: sender.contactId,
    conversationId: place.conversationId,
    kind,
    data: JSON.parse(JSON.stringify(question)) as Record<string, unknown>,
    createdAt,
    expiresAt: createdAt + answerWithinMs,
  })
}

export const isQuestion = (prompt: Prompt): boolean => prompt.kind === kind

export const questionOf = (prompt: Prompt): Question => prompt.data as Question

/** What an answer picks; undefined where the question has no such answer. */
export function pickedBy(question: Question, answer: { kind: string; number?: number }): Invocation | undefined {
  if (answer.kind === 'number') return question.choices?.[(answer.number ?? 0) - 1]
  if (answer.kind === 'next') return question.next
  return answer.kind === 'yes' ? question.yes : undefined
}
