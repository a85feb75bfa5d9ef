import type { Erp } from '../erp/index.ts'

/** A new password counts at once: the login is tried. Throws CrmError where the ERP does not take it. */
export async function changePassword({ session }: Erp, password: string): Promise<string> {
  await session.setPassword(password)
  await session.logIn()
  return 'ERP 已用新密码登录'
}

/** The answer to the login's captcha, tried at once. Throws CrmError where the ERP does not take it. */
export async function answerCaptcha({ session }: Erp, code: string): Promise<string> {
  await session.setCaptcha(code)
  await session.logIn()
  return '验证码正确，ERP 已登录，排队的写入会继续'
}
