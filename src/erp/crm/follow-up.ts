import { type CallContext, CrmError } from '../../domain/crm.ts'
import type { FollowUp } from '../../domain/customer.ts'
import type { ErpClient } from '../client.ts'
import type { OptionBook } from '../option-book.ts'
import { isFormWording } from '../wire/wording.ts'

/** What a 洽谈进展 is about, and the operation that writes it. */
export type FollowUpSubject = 'customer' | 'contact' | 'project' | 'contract'

/** How this server takes notes (PROTOCOL.md): free text with no schedule, or a template with everything filled in. */
export type NoteForm = 'text' | 'template'

const channelLabels: Record<FollowUp['channel'], string> = { 481: '电话', 482: '邮件', 483: '上门', 484: '其他' }
const titleLength = 50

/** Writes notes in the form that this server takes, and remembers which that is. */
export function createNoteWriter(client: Pick<ErpClient, 'call'>, book: OptionBook) {
  let form: NoteForm | undefined

  async function write(form: NoteForm, subject: FollowUpSubject, ord: number, note: FollowUp, context?: CallContext) {
    const sort = await book.idOf('channel', channelLabels[note.channel], note.channel, context)
    const params = form === 'text' ? textForm(ord, sort, note) : templateForm(ord, sort, note)
    await client.call(`sales.followUp.${subject}`, params as never, context)
  }

  return {
    /** Undefined until a note was written. */
    form: (): NoteForm | undefined => form,
    /** `ord`: id of the customer, contact, project or contract. Throws CrmError. */
    async add(subject: FollowUpSubject, ord: number, note: FollowUp, context?: CallContext): Promise<void> {
      if (form !== undefined) return write(form, subject, ord, note, context)
      try {
        await write('text', subject, ord, note, context)
        form = 'text'
      } catch (error) {
        if (!isAboutTheForm(error)) throw error
        await write('template', subject, ord, note, context)
        form = 'template'
      }
    },
  }
}

const isAboutTheForm = (error: unknown) =>
  error instanceof CrmError && error.failure === 'refused' && isFormWording(error.serverMessage ?? error.message)

const textForm = (ord: number, sort: string, { text }: FollowUp) => ({ ord, intro: text, sort, plantype: 0 })

/** Done just now, by whoever is logged in; no reminder: every field that may be required, without a plan for later. */
const templateForm = (ord: number, sort: string, { template, text }: FollowUp) => ({
  ord,
  intro: String(template),
  sort,
  plantype: 2,
  '@title2': firstLine(text),
  '@intro2': text,
})

const firstLine = (text: string) => (text.split('\n')[0] ?? '').slice(0, titleLength)
