import { type CallContext, CrmError } from '../../domain/crm.ts'
import type { FollowUp } from '../../domain/customer.ts'
import { longestNote } from '../../domain/note-room.ts'
import type { Clock } from '../../shared/clock.ts'
import type { Call } from '../client.ts'
import type { OptionBook } from '../option-book.ts'
import { isFormWording } from '../wire/wording.ts'
import { erpDateTime } from './erp-time.ts'
import { splitText } from './split-text.ts'

/** What a 洽谈进展 is about, and the operation that writes it. */
export type FollowUpSubject = 'customer' | 'contact' | 'project' | 'contract'

/** How this server takes notes (PROTOCOL.md): free text with no schedule, or a template with everything filled in. */
export type NoteForm = 'text' | 'template'

/** Keeps what was learnt about the server, also over a restart. */
export interface NoteFormMemory {
  get(): NoteForm | undefined
  set(form: NoteForm): void
}

export function createNoteFormMemory(): NoteFormMemory {
  let known: NoteForm | undefined
  return {
    get: () => known,
    set(form) {
      known = form
    },
  }
}

/** 跟进方式: ids of one installation, as levelIds. */
export const channelLabels: Record<FollowUp['channel'], string> = { 481: '电话', 482: '邮件', 483: '上门', 484: '其他' }
/** Wording of the templates (RULES.md, follow-up notes). */
export const templateLabels: Record<FollowUp['template'], string> = {
  106: '谈的很好，让发合同',
  107: '电话无人接听',
  108: '现在还没考虑',
  109: '今天谈的不错，让明天面谈',
  120: '正在考虑中',
}
const titleLength = 50

export interface NoteWriterParts {
  call: Call
  book: OptionBook
  clock: Clock
  memory?: NoteFormMemory
}

/** Writes notes in the form that this server takes, and remembers which that is. */
export function createNoteWriter({ call, book, clock, memory = createNoteFormMemory() }: NoteWriterParts) {
  async function write(form: NoteForm, subject: FollowUpSubject, ord: number, note: FollowUp, context?: CallContext) {
    const sort = await book.idOf('channel', channelLabels[note.channel], note.channel, context)
    const params = form === 'text' ? textForm(ord, sort, note) : templateForm(ord, sort, note, clock.now())
    await call(`sales.followUp.${subject}`, params, context)
    memory.set(form)
  }

  /** `ord`: id of the customer, contact, project or contract; `text` ≤ 1,000 characters. Throws CrmError. */
  async function add(subject: FollowUpSubject, ord: number, note: FollowUp, context?: CallContext): Promise<void> {
    const first = memory.get() ?? 'text'
    try {
      await write(first, subject, ord, note, context)
    } catch (error) {
      if (!isAboutTheForm(error)) throw error
      await writeOther(error, first === 'text' ? 'template' : 'text', subject, ord, note, context)
    }
  }

  /** The other form's refusal tells less than the first one's. */
  async function writeOther(first: unknown, form: NoteForm, ...rest: Parameters<typeof add>): Promise<void> {
    try {
      await write(form, ...rest)
    } catch (error) {
      throw isAboutTheForm(error) ? first : error
    }
  }

  /**
   * A template's wording and content as one note, as several numbered ones where it is longer than the field.
   * @example await client.followUps.addFromTemplate('customer', ord, 106, '要 200 台，本周发合同')
   */
  async function addFromTemplate(
    subject: FollowUpSubject,
    ord: number,
    template: FollowUp['template'],
    content: string,
    context?: CallContext & { channel?: FollowUp['channel'] },
  ): Promise<number> {
    const parts = splitText(`【${templateLabels[template]}】${content}`, longestNote)
    for (const text of parts) {
      await add(subject, ord, { text, template, channel: context?.channel ?? 484 }, context)
    }
    return parts.length
  }

  return { form: (): NoteForm | undefined => memory.get(), add, addFromTemplate }
}

export type FollowUps = ReturnType<typeof createNoteWriter>

const isAboutTheForm = (error: unknown) =>
  error instanceof CrmError && error.failure === 'refused' && isFormWording(error.serverMessage ?? '')

const textForm = (ord: number, sort: string, { text }: FollowUp) => ({ ord, intro: text, sort, plantype: 0 as const })

/** Done just now, by whoever is logged in, without a reminder: some servers demand every field, whatever the plan. */
function templateForm(ord: number, sort: string, { template, text }: FollowUp, now: number) {
  const [at, title] = [erpDateTime(now), titleOf(text)]
  return {
    ord,
    intro: String(template),
    sort,
    plantype: 2 as const,
    '@ret2_0': at,
    '@ret2_1': at,
    '@title2': title,
    '@intro2': text,
    '@remind': 1 as const,
    '@ret_0': at,
    '@ret_1': at,
    '@title1': title,
  }
}

const titleOf = (text: string) => [...(text.split('\n')[0] ?? '')].slice(0, titleLength).join('') || '微信沟通'
