import type { Config } from '../config/index.ts'
import { unknownAllowed } from '../erp/index.ts'
import type { ConfigProblem } from '../shared/errors.ts'

/** What is set and does nothing: no reason to stop, but to be told. */
export const doubtsOf = ({ doubts, settings }: Config): ConfigProblem[] => [
  ...doubts,
  ...unknownAllowed(settings.ERP_ALLOW).map(({ name, nearest }) => ({
    setting: 'ERP_ALLOW',
    found: `“${name}” 不在接口目录里（没有作用）`,
    expected: nearest ?? '目录里的名称（用 zhibang api 词 查）',
  })),
]
