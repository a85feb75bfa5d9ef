import { type IdentityKey, isMobile, type LeadFields, type Thread } from '../../domain/index.ts'

/** Whose words may say who he is: a number read from a picture or guessed by a model links nobody. */
const telling = new Set(['stated', 'signature', 'profile', 'staff', 'erp'])

/** What makes this thread's person recognisable elsewhere, the surest key first. */
export function identityKeys(
  thread: Pick<Thread, 'accountId' | 'contactId' | 'wechatId'>,
  fields: LeadFields,
): IdentityKey[] {
  const keys: IdentityKey[] = [`contact:${thread.accountId}|${thread.contactId}`]
  const { wechatId, mobile } = fields
  if (thread.wechatId) keys.push(`wechat:${thread.wechatId.toLowerCase()}`)
  if (wechatId && telling.has(wechatId.source)) keys.push(`wechat:${wechatId.value.toLowerCase()}`)
  if (mobile && isMobile(mobile.value) && telling.has(mobile.source)) keys.push(`mobile:${mobile.value}`)
  return [...new Set(keys)]
}
