import { type Lead, type LeadQuestion, leadQuestionKind, leadStatuses, type Prompt } from '../../domain/index.ts'
import { halfWidth } from '../../shared/half-width.ts'
import { callsBySurname, isTrade } from './likely.ts'
import { plainName } from './normalize.ts'
import type { CommandContext } from './types.ts'

export const isLeadQuestion = (prompt: Prompt): boolean => prompt.kind === leadQuestionKind

/** A question about a lead that waits, with its lead where that is still known. */
export interface OpenLead {
  prompt: Prompt
  question: LeadQuestion
  lead: Lead | undefined
}

/** Every question that waits for this person in this chat, the newest first. What expired is dropped. */
export async function openPrompts({ store, clock, sender, place }: CommandContext): Promise<Prompt[]> {
  const prompts = await store.prompts(sender.contactId, place.conversationId)
  const open = prompts.filter(({ expiresAt }) => expiresAt > clock.now())
  for (const { id } of prompts.filter((prompt) => !open.includes(prompt))) await store.takePrompt(id)
  return open
}

/** Those of them about leads. */
export const leadsOf = (prompts: readonly Prompt[], context: CommandContext): Promise<OpenLead[]> =>
  Promise.all(prompts.filter(isLeadQuestion).map((prompt) => openLead(prompt, context)))

/** Which leads this person was asked about, here or in his own chat. */
export async function askedAbout(context: CommandContext): Promise<Set<Lead['id']>> {
  const { store, sender, place, clock } = context
  const chats = [...new Set([place.conversationId, sender.contactId])]
  const prompts = (await Promise.all(chats.map((chat) => store.prompts(sender.contactId, chat)))).flat()
  const open = prompts.filter((prompt) => isLeadQuestion(prompt) && prompt.expiresAt > clock.now())
  return new Set(open.map((prompt) => (prompt.data as unknown as LeadQuestion).leadId))
}

export async function openLead(prompt: Prompt, context: Pick<CommandContext, 'store'>): Promise<OpenLead> {
  const question = prompt.data as unknown as LeadQuestion
  return { prompt, question, lead: await currentLead(question.leadId, context) }
}

/** The lead, or what it was joined to. */
export async function currentLead(id: Lead['id'], { store }: Pick<CommandContext, 'store'>): Promise<Lead | undefined> {
  let lead = await store.lead(id)
  for (let hops = 0; lead?.mergedInto && hops < 10; hops++) lead = await store.lead(lead.mergedInto)
  return lead
}

/** 孙强（常州三星机械）. Empty where nothing is known of him. */
export function calledLead(lead: Lead | undefined): string {
  if (!lead) return ''
  const company = lead.fields.company?.value
  const name = lead.fields.name?.value || (company ? '' : lead.nickname)
  return name && company ? `${name}（${company}）` : name || company || '微信客户'
}

/** `【孙强（常州三星机械）】`, or nothing. */
export const bracketed = (lead: Lead | undefined): string => (lead ? `【${calledLead(lead)}】` : '')

const over: readonly Lead['status'][] = leadStatuses.filter((s) => s !== 'watching' && s !== 'asking' && s !== 'shadow')

const dropped: readonly Lead['status'][] = ['ignored', 'opted_out']

/** Nothing is missing of him any more: only who names him means him. */
export const isSettled = ({ lead, question }: OpenLead): boolean => {
  if (lead === undefined) return false
  const ofFiled = question.missing === 'change' || question.missing === 'same_person'
  return (ofFiled ? dropped : over).includes(lead.status)
}

/** Why nothing is to be answered any more. */
export const settledWords = ({ lead }: OpenLead): string => {
  const how = lead?.status === 'queued' ? '正在建档' : lead?.status === 'synced' ? '已建档' : '已不再跟'
  return `${bracketed(lead)}${how}，不用再答`
}

/** Of several, those about as many leads as the words name; none where they name none. */
export function namedIn(text: string, open: readonly OpenLead[]): OpenLead[] {
  const words = plainWords(text)
  const hits = open
    .map((one) => ({ one, word: one.lead ? mention(words, one.lead) : '' }))
    .filter(({ word }) => word !== '')
  // 三星机械 means 常州三星机械, not 四海机械, with which it shares the trade.
  return hits
    .filter((a) => !hits.some((b) => b.word.length > a.word.length && b.word.includes(a.word)))
    .map((h) => h.one)
}

const plainWords = (text: string): string =>
  halfWidth(text)
    .toLowerCase()
    .replace(/手机号?码?|电话|号码|联系人|客户|有限公司|公司/gu, '|')
    .replace(/[\s()（）【】·.“”"]/gu, '')

/** The longest part of the words that calls this lead. */
function mention(words: string, lead: Lead): string {
  const name = lead.fields.name?.value.toLowerCase() ?? ''
  const given = /^\p{Script=Han}{3}$/u.test(name) ? name.slice(1) : ''
  const calls = [name, given, lead.nickname.toLowerCase().replace(/\s/g, '')].filter(
    (call) => call.length >= 2 && !/^\d+$/.test(call) && words.includes(call),
  )
  if (calls.length === 0 && callsBySurname(words, name || lead.nickname)) calls.push(name.slice(0, 1) || lead.nickname)
  const part = commonPart(plainName(lead.fields.company?.value ?? ''), words)
  if (part.length >= 2 && !isTrade(part)) calls.push(part)
  return calls.sort((a, b) => b.length - a.length)[0] ?? ''
}

function commonPart(a: string, b: string): string {
  let best = ''
  for (let from = 0; from < a.length; from++) {
    for (let to = from + best.length + 1; to <= a.length && b.includes(a.slice(from, to)); to++)
      best = a.slice(from, to)
  }
  return best
}
