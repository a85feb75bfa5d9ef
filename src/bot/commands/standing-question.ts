import type { Prompt } from '../../domain/index.ts'
import { forgetConfirmation, rememberedMs, tooLate } from './confirmation.ts'
import { answerByText, answerByWord, quotedAmong } from './lead-question.ts'
import { isLeadQuestion, isSettled, type OpenLead, openLead, openPrompts } from './open-leads.ts'
import { parseReply, type ReplyWord } from './parse.ts'
import { isQuestion, pickedBy, questionOf } from './prompts.ts'
import type { Answer, CommandContext, Invocation } from './types.ts'
import { chosenByName } from './whose-answer.ts'

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
  const { message, store, clock, sender, place } = context
  if (!word) return byWords(context)
  if (message.quoted) {
    const quoted = quotedAmong(await openPrompts(context), message.quoted)
    if (quoted) return answerByWord(await openLead(quoted, context), word, context)
  }
  const settled: OpenLead[] = []
  for (const prompt of await store.prompts(sender.contactId, place.conversationId)) {
    if (prompt.expiresAt <= clock.now()) {
      if (settled.length > 0) break
      return expire(prompt, word, context)
    }
    if (!isLeadQuestion(prompt)) return isQuestion(prompt) ? pick(prompt, word, context) : undefined
    const open = await openLead(prompt, context)
    if (!isSettled(open)) return answerByWord(open, word, context)
    settled.push(open)
  }
  // 是 and 否 are common words: only a number surely means the question.
  const [last] = settled
  return last && word.kind === 'number' ? answerByWord(last, word, context) : undefined
}

/** Words answer questions about leads, which may stand beneath a later question. */
async function byWords(context: CommandContext): Promise<Invocation | Answer | undefined> {
  const { message, store, place } = context
  const said = message.text.trim()
  // In a room people talk to each other: only numbers answer there.
  if (place.kind === 'internal_room' || said === '' || said.length > 60 || said.includes('\n')) return undefined
  const prompts = await openPrompts(context)
  if (!prompts.some(isLeadQuestion)) return undefined
  const answer = await answerByText(prompts, context)
  if (answer) return answer
  const [last] = prompts
  if (!last || !isQuestion(last)) return undefined
  const chosen = await chosenByName(questionOf(last), context)
  return chosen && (await store.takePrompt(last.id)) ? chosen : undefined
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
