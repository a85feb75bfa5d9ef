import type {
  Admission,
  AdmissionCheck,
  Lead,
  LeadOption,
  LeadQuestion,
  Prompt,
  StaffMember,
  StoreTx,
} from '../../domain/index.ts'
import { callPriority, contactOf, leadQuestionKind, saidOf, sayEntry } from '../../domain/index.ts'
import { maskMobile } from '../../shared/mask.ts'
import type { SyncContext } from '../context.ts'
import { asCommand, unconfirmedIn } from './card-picture.ts'
import { shortHash } from './short-hash.ts'

const questionExpiryMs = 24 * 3_600_000
const leave: LeadOption[] = [
  { label: '忽略', action: 'ignore' },
  { label: '稍后', action: 'later' },
]

/** Stores the question with its prompt; false: this was asked before, or there is nobody to ask. */
export async function ask(
  tx: StoreTx,
  context: SyncContext,
  question: {
    lead: Lead
    key: string
    to: StaffMember | undefined
    text: string
  } & Omit<LeadQuestion, 'leadId' | 'asked'>,
): Promise<boolean> {
  const { lead, key, to, options, missing, assumed } = question
  const contactId = contactOf(to)
  if (contactId === undefined || to === undefined) return false
  const now = context.clock.now()
  const dedupeKey = `ask:${lead.id}:${key}`
  const prompt: Prompt = {
    id: `q${shortHash(dedupeKey)}${lead.id}`,
    contactId,
    conversationId: contactId,
    kind: leadQuestionKind,
    data: {
      leadId: lead.id,
      missing,
      options,
      asked: question.text.split('\n')[0],
      ...(assumed && { assumed }),
    } satisfies LeadQuestion,
    createdAt: now,
    expiresAt: now + questionExpiryMs,
  }
  const text = `${question.text}\n${options.map((option, index) => `${index + 1} ${option.label}`).join('\n')}`
  const id = await tx.enqueue(
    sayEntry({
      to: { kind: 'contact', contactId },
      text,
      prompt,
      dedupeKey,
      // A borderline question can wait for the morning; a hot lead cannot.
      priority: lead.band === 'hot' || lead.committed ? callPriority.hot : callPriority.normal,
      dueAt: now,
      expiresAfterMs: questionExpiryMs,
      mayWait: true,
    }),
  )
  if (id === undefined) return false
  context.emit({ type: 'question', leadId: lead.id, to: to.name, text })
  return true
}

/** What the question says, how it may be answered, and what one answer takes for granted. */
export interface Wording {
  text: string
  options: LeadOption[]
  assumed?: Record<string, string>
  /** Asked once under this. @default the name of what is missing */
  key?: string
}

/** The words and answers for the one thing that is missing (RULES.md, admission): a single reply has to do. */
export function questionAbout(lead: Lead, missing: AdmissionCheck, { checks }: Pick<Admission, 'checks'>): Wording {
  const head = `【${lead.score}分】${titleOf(lead)}`
  const [said] = saidOf(lead.reasons)
  const context = said ? `\n“${said.slice(0, 40)}”` : ''
  const nickname = lead.nickname.trim() ? { asNickname: '1' } : undefined
  const personal = checks.has_company ? undefined : { asPersonal: '1' }
  const printed = unconfirmedIn(lead)
  if (Object.keys(printed).length > 0 && missing !== 'score_pass')
    return {
      text: `${head} 有意向，发来名片图片${context}\n识别结果（未确认）：${asCommand(printed)}`,
      options: [...(printed.mobile || checks.has_mobile ? [cardIsRight(printed)] : []), ...leave],
      assumed: printed,
      key: 'card',
    }
  switch (missing) {
    case 'has_mobile': {
      const name = checks.has_name ? undefined : nickname
      const taken = [name && `姓名先用昵称“${lead.nickname.slice(0, 12)}”`, personal && '公司未知，先按个人客户']
      const how = ['直接回 11 位手机号即可建档', ...taken].filter(Boolean).join('，')
      const also = name || personal ? '\n也可一起回，例如：李伟 138…' : ''
      return {
        text: `${head} 有意向，缺手机号${context}\n${how}${also}`,
        options: leave,
        assumed: { ...name, ...personal },
      }
    }
    case 'has_name': {
      const how = `直接回姓名即可建档${personal ? '，公司未知，先按个人客户' : ''}`
      const byNickname: LeadOption[] = nickname
        ? [
            {
              label: `用昵称“${lead.nickname.slice(0, 12)}”建档`,
              action: 'accept',
              fields: nickname,
            },
          ]
        : []
      return {
        text: `${head} 有意向，缺姓名${context}\n${how}${nickname ? '，或：' : ''}`,
        options: [...byNickname, ...leave],
        assumed: personal,
      }
    }
    case 'has_company':
      return {
        text: `${head} 有意向，缺公司名${context}\n回公司名建单位客户，或：`,
        options: [{ label: '按个人客户建档', action: 'accept', fields: { type: 'personal' } }, ...leave],
      }
    case 'phone_verified': {
      const mobile = lead.fields.mobile?.value ?? ''
      return {
        text: `${head} 有意向，手机 ${maskMobile(mobile)} 未经本人确认${context}`,
        options: [{ label: '号码没错，建档', action: 'accept', fields: { mobile } }, ...leave],
      }
    }
    default:
      return {
        text: `${head} 差几分到建档线，要建档吗？${context}`,
        options: [{ label: '建档', action: 'accept' }, ...leave],
      }
  }
}

const cardIsRight = (fields: Record<string, string>): LeadOption => ({
  label: '识别没错，建档',
  action: 'accept',
  fields,
})

/** As people know him: company and person, else the nickname. */
export const titleOf = (lead: Lead): string =>
  [lead.fields.company?.value, lead.fields.name?.value].filter(Boolean).join(' ') || lead.nickname || '微信客户'
