import type { Prompt } from '../../domain/index.ts'
import { forgetConfirmation, rememberedMs, tooLate } from './confirmation.ts'
import { answerLeadQuestion, isLeadQuestion } from './lead-question.ts'
import { parseReply, type ReplyWord } from './parse.ts'
import { isQuestion, pickedBy, questionOf } from './prompts.ts'
import type { Answer, CommandContext, Invocation } from './types.ts'

/** What a message without the prefix answers of the questions that stand in this chat; undefined: nothing. */
export async function answerStanding(context: CommandContext): Promise<Invocation | Answer | undefined> {
  const word = parseReply(context.message.text)
  const answer = await byStanding(word, context)
  return answer === undefined && word?.kind === 'yes' ? tooLate(context) : answer
}

async function byStanding(
  word: ReplyWord | undefined,
  context: CommandContext,
): Promise<Invocation | Answer | undefined> {
  const prompt = await standing(word, context)
  if (!prompt) return undefined
  const expired = prompt.expiresAt <= context.clock.now()
  if (isLeadQuestion(prompt) && !expired) return answerLeadQuestion(prompt, word, context)
  if (!word) return undefined
  if (expired) return expire(prompt, word, context)
  return isQuestion(prompt) ? pick(prompt, word, context) : undefined
}

/** A number means a list however old; 是 and 否 are common words, and mean a question of the last minutes only. */
async function expire(prompt: Prompt, word: ReplyWord, context: CommandContext): Promise<Answer | undefined> {
  const { store, clock } = context
  if (!(await store.takePrompt(prompt.id))) return undefined
  const confirmation = word.kind === 'yes' ? await tooLate(context) : undefined
  if (confirmation) return confirmation
  const common = word.kind === 'yes' || word.kind === 'no'
  if (common && prompt.expiresAt + rememberedMs <= clock.now()) return undefined
  return { text: '已过期，未做任何改动', outcome: 'refused' }
}

/**
 * The question a message may answer: a number or 是 answers the last one, other words only one about a lead,
 * which may stand beneath a later question.
 */
async function standing(
  word: ReplyWord | undefined,
  { store, clock, sender, place }: CommandContext,
): Promise<Prompt | undefined> {
  const aside: Prompt[] = []
  try {
    for (;;) {
      const prompt = await store.prompt(sender.contactId, place.conversationId)
      if (!prompt || word) return prompt
      const expired = prompt.expiresAt <= clock.now()
      if (isLeadQuestion(prompt) && !expired) return prompt
      if (!(await store.takePrompt(prompt.id))) return undefined
      if (!expired) aside.push(prompt)
    }
  } finally {
    for (const prompt of aside) await store.savePrompt(prompt)
  }
}

async function pick(
  prompt: Prompt,
  word: ReplyWord,
  context: CommandContext,
): Promise<Invocation | Answer | undefined> {
  const { store } = context
  const question = questionOf(prompt)
  if (word.kind === 'no') {
    await forgetConfirmation(context)
    return (await store.takePrompt(prompt.id)) ? { text: '好的，未做任何改动' } : undefined
  }
  const picked = pickedBy(question, word)
  if (!picked) {
    const most = question.choices?.length ?? 0
    return word.kind === 'number' && most > 0 ? { text: `没有第 ${word.number} 项，请回 1–${most}` } : undefined
  }
  // A list stays open while people look into its entries; a decision counts once.
  if (word.kind === 'number' && question.next && !question.yes) return picked
  if (question.yes) await forgetConfirmation(context)
  return (await store.takePrompt(prompt.id)) ? picked : undefined
}
