import { type Admission, type AdmissionCheck, admissionChecks } from '../../domain/lead.ts'
import { isMobile } from '../../domain/mobile.ts'

/** A person or company out of WeChat, as the SDK takes it. */
export interface WeChatContact {
  /** Stable id of the contact; with `wechatId` absent the customer number is made from it. */
  id: string
  type: 'company' | 'personal'
  /** The person. */
  name: string
  /** Required for companies. */
  company?: string
  /** The mobile. */
  phone?: string
  /** The customer stated the number himself, or somebody confirmed it. @default true */
  phoneVerified?: boolean
  wechatId?: string
  address?: string
  email?: string
}

/** What the conversation was worth. */
export interface WeChatThread {
  /** 0–100. */
  score: number
  /** Becomes 客户简介. */
  summary?: string
}

/** The five checks of RULES.md, "Admission", with the names of those that fail. */
export function checkAdmission(contact: WeChatContact, score: number, threshold: number): Admission {
  const checks: Record<AdmissionCheck, boolean> = {
    has_mobile: isMobile(contact.phone),
    has_name: contact.name.trim() !== '',
    has_company: contact.type !== 'company' || Boolean(contact.company?.trim()),
    phone_verified: isMobile(contact.phone) && (contact.phoneVerified ?? true),
    score_pass: score >= threshold,
  }
  const reason = admissionChecks.filter((check) => !checks[check])
  return { passed: reason.length === 0, checks, reason }
}
