import type { Lead, LeadOption, LeadQuestion } from '../../src/domain/index.ts'
import type { Office } from './office.ts'

/** What is offered beside the missing thing. */
export const leaving: LeadOption[] = [
  { label: '忽略', action: 'ignore' },
  { label: '稍后', action: 'later' },
]

export type AskAbout = (
  lead: Lead,
  missing?: LeadQuestion['missing'],
  asked?: string,
  options?: readonly LeadOption[],
) => Promise<void>

/** Asks 李娜 about a lead, as the sync does. */
export async function askAbout(
  office: Office,
  lead: Lead,
  missing: LeadQuestion['missing'] = 'has_mobile',
  asked?: string,
  options: readonly LeadOption[] = leaving,
): Promise<void> {
  office.clock.advance(1_000)
  await office.store.savePrompt({
    id: `q-${lead.id}-${missing}`,
    contactId: 'wx-lina',
    conversationId: 'wx-lina',
    kind: 'lead_question',
    data: { leadId: lead.id, missing, options, asked } satisfies LeadQuestion,
    createdAt: office.clock.now(),
    expiresAt: office.clock.now() + 3_600_000,
  })
}
