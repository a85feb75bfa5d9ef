import { isCommand, type Store } from '../../domain/index.ts'
import { answerWithinMs } from './prompts.ts'
import type { Answer, CommandContext, Place, Question, Sender } from './types.ts'

/** Somebody who confirms this long after a question ran out still means that one, ms. */
export const rememberedMs = 10 * 60_000

interface Who {
  sender: Sender
  place: Place
  store: Store
}

// Stands beside the questions, where no answer finds it: a later question takes the place of an earlier one.
const besides = ({ conversationId }: Place) => `confirmation|${conversationId}`
const idOf = ({ sender, place }: Who) => `${besides(place)}|${sender.contactId}`

/** Remembers that a 是 is waited for, and by which words it is asked for again. */
export async function rememberConfirmation(question: Question, context: CommandContext): Promise<void> {
  if (!question.yes) return
  const { sender, place, store, clock, message } = context
  const createdAt = clock.now()
  await store.savePrompt({
    id: idOf(context),
    contactId: sender.contactId,
    conversationId: besides(place),
    kind: 'confirmation',
    data: isCommand(message.text) ? { again: message.text.trim().slice(0, 200) } : {},
    createdAt,
    expiresAt: createdAt + answerWithinMs + rememberedMs,
  })
}

/** The question was answered. */
export const forgetConfirmation = (who: Who): Promise<boolean> => who.store.takePrompt(idOf(who))

/** What a 是 is told that comes after its question; undefined where none was asked lately. */
export async function tooLate(context: CommandContext): Promise<Answer | undefined> {
  const { sender, place, store, clock } = context
  const asked = await store.prompt(sender.contactId, besides(place))
  if (!asked || !(await store.takePrompt(asked.id)) || asked.expiresAt <= clock.now()) return undefined
  const why = asked.createdAt + answerWithinMs <= clock.now() ? '已过期' : '没有要确认的了，刚才的问题已被后面的代替'
  const again = typeof asked.data.again === 'string' ? `请重发 ${asked.data.again}` : '请重发原来的命令'
  return { text: `${why}，未做任何改动。要继续${again}`, outcome: 'refused' }
}
