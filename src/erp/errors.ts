import { CrmError, readOnlyCode, readOnlyWords } from '../domain/crm.ts'

type Details = ConstructorParameters<typeof CrmError>[3]

/** The server understood and said no, in its own words. */
export class ErpRefusedError extends CrmError {
  override readonly name: string = 'ErpRefusedError'

  constructor(operation: string, serverMessage: string, details: Details = {}) {
    super('refused', operation, `ERP 拒绝：${serverMessage}`, { serverMessage, ...details })
  }
}

/** Refused, because the ERP account lacks the right. `code`: `erp_permission`. */
export class ErpPermissionError extends ErpRefusedError {
  override readonly name = 'ErpPermissionError'

  constructor(operation: string, serverMessage: string) {
    super(operation, serverMessage, { code: 'erp_permission' })
  }
}

/** A setting's label does not exist in this installation. `code`: `erp_label_missing`. */
export class ErpLabelError extends CrmError {
  override readonly name = 'ErpLabelError'
  readonly label: string
  readonly existing: readonly string[]

  constructor(operation: string, list: string, label: string, existing: readonly string[]) {
    const known = existing.length > 0 ? existing.slice(0, 30).join('、') : '（空）'
    super('refused', operation, `ERP 的${list}里没有“${label}”，现有：${known}`, { code: 'erp_label_missing' })
    this.label = label
    this.existing = existing
  }
}

/** Our own allow-list: nothing was sent. `code`: `erp_not_allowed`. */
export class ErpNotAllowedError extends CrmError {
  override readonly name = 'ErpNotAllowedError'

  constructor(operation: string, label: string | undefined) {
    super(
      'not_allowed',
      operation,
      label === undefined
        ? `没有接口 ${operation}，用 zhibang api 查名称`
        : `接口 ${operation}（${label}）未开放，需要时加到 ERP_ALLOW`,
      { code: label === undefined ? 'erp_no_operation' : 'erp_not_allowed' },
    )
  }
}

/** Nothing may be written (ERP_SYNC_ENABLED=false): nothing was sent. `code`: `erp_read_only`. */
export class ErpReadOnlyError extends CrmError {
  override readonly name = 'ErpReadOnlyError'

  constructor(operation: string) {
    super('not_allowed', operation, readOnlyWords, { code: readOnlyCode })
  }
}

/** The server asks for a pause (429, 503, 系统繁忙). Nothing was done. */
export class ErpBusyError extends CrmError {
  override readonly name = 'ErpBusyError'

  constructor(operation: string, serverMessage: string, retryAfterMs: number) {
    super('busy', operation, `ERP 忙：${serverMessage}`, { serverMessage, retryAfterMs })
  }
}

/** Nothing was done: the call did not get there, or it was only a read. */
export class ErpUnreachableError extends CrmError {
  override readonly name = 'ErpUnreachableError'

  constructor(operation: string, message: string, details: Details = {}) {
    super('unreachable', operation, message, details)
  }
}

/** A write left and no usable answer came: it may have happened. Look before acting. */
export class ErpUnknownOutcomeError extends CrmError {
  override readonly name = 'ErpUnknownOutcomeError'

  constructor(operation: string, message: string, details: Details = {}) {
    super('unknown', operation, message, details)
  }
}

export type SessionErrorCode =
  | 'erp_login_refused'
  | 'erp_captcha_required'
  | 'erp_account_locked'
  | 'erp_session_expired'
  | 'erp_login_unclear'
  | 'erp_login_paused'

/** Login was refused, is blocked, or the session ends again and again. */
export class ErpSessionError extends CrmError {
  override readonly name = 'ErpSessionError'

  constructor(operation: string, code: SessionErrorCode, message: string, serverMessage?: string) {
    super('session', operation, message, { code, serverMessage })
  }
}

/** The envelope did not hold what it should, or the way there was cut: `unknown` for writes, `unreachable` for reads. */
export function unclear(operation: string, write: boolean, message: string, details: Details = {}): CrmError {
  return write
    ? new ErpUnknownOutcomeError(operation, `${message}；是否已执行不明`, details)
    : new ErpUnreachableError(operation, message, details)
}
