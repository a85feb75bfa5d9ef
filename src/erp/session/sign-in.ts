import type { ParamValues } from '../wire/request.ts'
import type { ErpResult } from '../wire/result.ts'
import type { Session } from './session.ts'

const plain = (value: unknown): string => String(value ?? '').replace(/^txt:/, '')

/** The catalogue's `login`, with the same memory for refusals as every other login. The token stays inside. */
export async function signInWith(session: Session, values: ParamValues): Promise<ErpResult> {
  const { version } = await session.signIn({
    username: plain(values.user),
    password: plain(values.password),
    serialNumber: plain(values.serialnum),
    captcha: plain(values.rndcode) || undefined,
  })
  return { kind: 'data', text: '登录成功', data: { version } }
}
