import { CrmError, loginCure } from '../../domain/index.ts'
import { ErpLabelError } from '../../erp/index.ts'

/** What an operator does about a failed ERP call: the setting to change, or the switch in the ERP. */
export function cureOf(error: unknown): string {
  if (error instanceof ErpLabelError) return ofLabel(error)
  if (!(error instanceof CrmError)) return '看日志里的 error，修正后再运行 zhibang doctor'
  const words = error.serverMessage ?? error.message
  if (/zsml|content-?type/i.test(words)) return '设 ERP_CONTENT_TYPE=application/zsml'
  return byCode[error.code] ?? ofFailure(error, words)
}

const byCode: Record<string, string> = {
  erp_login_refused: '改正 ERP_USERNAME、ERP_PASSWORD（运行中用 zhibang password）',
  erp_captcha_required: loginCure('erp_captcha_required'),
  erp_account_locked: loginCure('erp_account_locked'),
  erp_login_unclear: '检查 ERP_BASE_URL：地址栏里到端口为止，例如 http://192.0.2.10:8080',
  erp_login_paused: '稍后再试；反复出现时检查是否有别的程序用同一账号登录',
  erp_session_expired: '检查是否有别的程序用同一账号登录',
  erp_timeout: '检查网络，或加大 ERP_TIMEOUT_MS',
  erp_not_allowed: '把接口名加到 ERP_ALLOW',
  erp_no_path: '服务器版本没有这个接口，请升级 ERP，或检查 ERP_BASE_URL',
}

function ofLabel({ operation, label, existing }: ErpLabelError): string {
  const choice = existing.length > 0 ? `，可选 ${existing.slice(0, 8).join('、')}` : ''
  if (operation === 'options.categories') return `改 ERP_CUSTOMER_CATEGORY${choice}，或在 ERP 里建“${label}”`
  if (/\d/.test(label)) return `改 ERP_CUSTOMER_SOURCE_ID${choice}`
  return `在 ERP 的选项里加上“${label}”`
}

function ofFailure(error: CrmError, words: string): string {
  if (error.code === 'erp_permission') return ofRight(error.operation)
  switch (error.failure) {
    case 'busy':
      return '调低 ERP_RATE_PER_SECOND'
    case 'unreachable':
    case 'unknown':
      return '检查 ERP_BASE_URL、网络与 ERP 是否在运行；返回网页而不是数据时试 ERP_CONTENT_TYPE=application/zsml'
    default:
      return ofWords(words, error.operation)
  }
}

function ofRight(operation: string): string {
  if (operation === 'sales.customer.assign')
    return '请 ERP 管理员给 ERP_USERNAME 的账号“客户指派”权限；在那之前客户留在这个账号名下'
  return `请 ERP 管理员给 ERP_USERNAME 的账号客户管理权限（缺 ${operation}）`
}

function ofWords(words: string, operation: string): string {
  if (/分类|跟进程度/.test(words)) return '改 ERP_CUSTOMER_CATEGORY，写成 分类/阶段，例如 微信客户/潜在'
  if (/来源/.test(words)) return '改 ERP_CUSTOMER_SOURCE_ID'
  if (/人员|用户/.test(words)) return '改 ERP_SENIOR_USER_IDS、ERP_NORMAL_USER_IDS 为在职的账号'
  if (/模板|跟进方式/.test(words)) return '请 ERP 管理员核对洽谈进展模板 106–109、120 和跟进方式 电话、邮件、上门、其他'
  if (/重复|已存在/.test(words)) return '同样的客户已在 ERP 里，请在 ERP 里核对'
  const field = /请(?:输入|选择|填写)\s*([^，。,.]+)|([^，。,.]+?)(?:不能为空|必填)/.exec(words)
  if (field) return `ERP 要求“${(field[1] ?? field[2] ?? '').trim()}”而机器人不填：请在 ERP 的字段策略里取消必填`
  return `请 ERP 管理员看 ${operation} 为什么被拒绝`
}
