/** Why the ERP lets nobody in: the code of the error and the server's own words. */
export interface LoginTrouble {
  /** `erp_captcha_required`, `erp_login_refused`, … */
  code: string
  words: string
}

const cures: Readonly<Record<string, string>> = {
  erp_captcha_required: '请看 ERP 登录页上的验证码，发 /erp 验证码 8F3K，或运行 zhibang captcha 8F3K',
  erp_account_locked: '请 ERP 管理员解锁账号，再更新 ERP_PASSWORD',
  erp_login_unclear: '请检查 ERP_BASE_URL',
  erp_login_paused: '会自动再试，反复出现时请检查是否有别的程序用同一账号登录',
  erp_session_expired: '请检查是否有别的程序用同一账号登录',
}

/** What an operator does about it. */
export const loginCure = (code: string): string => cures[code] ?? '请检查 ERP_USERNAME 和 ERP_PASSWORD'

/** Cause and next step, for an operator. */
export const loginTroubleText = ({ code, words }: LoginTrouble): string =>
  `ERP 登录失败${words ? `：${words}` : ''}。${loginCure(code)}`
