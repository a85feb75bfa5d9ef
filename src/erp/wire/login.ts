import type { SessionErrorCode } from '../errors.ts'
import { isObject, numberOf, pick, pickObject, textOf } from './json.ts'
import { isBusyWording, isCaptchaWording, isLaterWording, isLockedWording } from './wording.ts'

export type LoginVerdict =
  | { kind: 'ok'; token: string; version?: string }
  /** Never again with these credentials. */
  | { kind: 'refused'; code: SessionErrorCode; words: string }
  /** Not about the credentials: may be tried again later. */
  | { kind: 'later'; words: string }
  | { kind: 'unclear'; why: string }

/** `{header: {status, message, session}}`; 0 = success. */
export function readLogin(json: unknown): LoginVerdict {
  if (!isObject(json)) return { kind: 'unclear', why: '登录应答不是对象' }
  const header = pickObject(json, 'header') ?? json
  const status = numberOf(pick(header, 'status'))
  const code = numberOf(pick(json, 'Code'))
  const words = textOf(pick(header, 'message', 'msg')) || textOf(pick(json, 'Msg'))
  const token = textOf(pick(header, 'session', 'token')) || textOf(pick(json, 'session', 'token'))
  const good = status === 0 || (status === undefined && code === 200)
  if (good && token !== '') {
    const version = textOf(pick(header, 'appversion'))
    return { kind: 'ok', token, version: version || undefined }
  }
  if (good) return { kind: 'unclear', why: '登录应答里没有会话' }
  if (status === undefined && code === undefined) return { kind: 'unclear', why: '登录应答没有状态' }
  return refusalOf(words || `状态 ${status ?? code}`)
}

const credentialWords = /密码|用户名|账号|帐号|用户不存在|口令/

function refusalOf(words: string): LoginVerdict {
  if (isCaptchaWording(words)) return { kind: 'refused', code: 'erp_captcha_required', words }
  if (isLockedWording(words)) return { kind: 'refused', code: 'erp_account_locked', words }
  const temporary = (isBusyWording(words) || isLaterWording(words)) && !credentialWords.test(words)
  return temporary ? { kind: 'later', words } : { kind: 'refused', code: 'erp_login_refused', words }
}
