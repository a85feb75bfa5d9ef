import { Cron } from 'croner'
import { z } from 'zod'

// Each schema's description is what an error tells as the right form.

const optional = <T extends z.ZodType>(schema: T) => schema.optional().describe(schema.description ?? '')

const blankIsAbsent = (v: unknown) => (typeof v === 'string' && v.trim() === '' ? undefined : v)
const text = (expected: string) => z.string().trim().min(1).describe(expected)
const flag = (fallback: boolean) =>
  z
    .enum(['true', 'false', '1', '0'])
    .transform((v) => v === 'true' || v === '1')
    .default(fallback)
    .describe('true 或 false')
const integer = (fallback: number, min: number, max: number, unit = '') =>
  z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .refine((n) => n >= min && n <= max)
    .default(fallback)
    .describe(`${min}–${max} 的整数${unit}`)
const idList = z
  .string()
  .regex(/^\s*\d+(\s*[,，]\s*\d+)*\s*$/)
  .transform((v) => v.split(/[,，]/).map((id) => Number(id.trim())))
  .default([])
  .describe('逗号分隔的 ERP 用户 ID，例如 63,64')
const nameList = z
  .string()
  .transform((v) =>
    v
      .split(/[,，]/)
      .map((name) => name.trim())
      .filter(Boolean),
  )
  .default([])
  .describe('逗号分隔的接口名，例如 store.inventory.summary')
function isCron(pattern: string): boolean {
  try {
    new Cron(pattern, { paused: true })
    return true
  } catch {
    return false
  }
}
const cron = z
  .string()
  .trim()
  .refine(isCron)
  .default('0 * * * *')
  .describe('cron 表达式（分 时 日 月 周），例如 0 * * * *（每小时）')
const httpUrl = z
  .url({ protocol: /^https?$/ })
  .transform((v) => v.replace(/\/+$/, ''))
  .describe('以 http:// 或 https:// 开头的地址，例如 http://192.0.2.10:8080')

/** Every environment variable we read, but Wechaty's own: what it may hold and its default. */
export const settings = {
  ERP_BASE_URL: optional(httpUrl),
  ERP_USERNAME: optional(text('ERP 登录名')),
  ERP_PASSWORD: optional(text('ERP 密码')),
  ERP_RATE_PER_SECOND: integer(5, 1, 1000, '（每秒请求数上限）'),
  ERP_TIMEOUT_MS: integer(10_000, 100, 600_000, '（毫秒）'),
  ERP_CONTENT_TYPE: z
    .string()
    .regex(/^[\w.+-]+\/[\w.+-]+/)
    .default('application/json')
    .describe('application/json，老版本服务器用 application/zsml'),
  ERP_SYNC_ENABLED: flag(true),
  ERP_AUTO_SYNC: flag(true),
  ERP_SCORE_THRESHOLD: integer(60, 0, 100),
  ERP_CUSTOMER_SOURCE_ID: integer(171, 1, 1_000_000),
  ERP_CUSTOMER_CATEGORY: text('ERP 中的客户分类名称，例如 微信客户').default('微信客户'),
  ERP_SENIOR_USER_IDS: idList,
  ERP_NORMAL_USER_IDS: idList,
  ERP_SYNC_CRON: cron,
  ERP_ALLOW: nameList,
  DATA_DIR: text('可写的目录').default('data/state'),
  STORE_KEY: z
    .string()
    .trim()
    .regex(/^(?:[0-9a-fA-F]{64}|[A-Za-z0-9+/]{43}=)$/)
    .optional()
    .describe('32 字节的密钥：64 位十六进制，或 openssl rand -base64 32 的输出'),
  DATABASE_URL: z
    .string()
    .trim()
    .regex(/^postgres(?:ql)?:\/\/./i)
    .optional()
    .describe('PostgreSQL 的连接地址，例如 postgres://用户:密码@主机:5432/数据库'),
  OPENAI_API_KEY: optional(text('模型服务的密钥')),
  OPENAI_BASE_URL: optional(httpUrl),
  OPENAI_MODEL: optional(text('模型名称')),
  OPENAI_VISION_MODEL: optional(text('能看图的模型名称')),
  LLM_REDACT: flag(true),
  LLM_DAILY_TOKENS: integer(500_000, 1_000, 1_000_000_000, '（token，每天）'),
  LLM_TIMEOUT_MS: integer(12_000, 1_000, 300_000, '（毫秒）'),
  SALES_CONFIG: optional(text('JSON 文件的路径')),
  CONSOLE_PORT: integer(0, 0, 65_535, '（0 = 关闭）'),
  CONSOLE_HOST: text('监听地址，例如 127.0.0.1').default('127.0.0.1'),
  CONSOLE_TOKEN: optional(z.string().trim().min(16).describe('至少 16 个字符的口令')),
  CONSOLE_URL: optional(httpUrl),
  METRICS_PORT: integer(0, 0, 65_535, '（0 = 关闭）'),
  METRICS_HOST: text('监听地址，例如 127.0.0.1').default('127.0.0.1'),
  ALERT_WEBHOOK_URL: optional(httpUrl),
  ALERT_CALM_MS: integer(60_000, 0, 86_400_000, '（毫秒）'),
  LLM_PRICE_PER_MILLION: z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .transform(Number)
    .default(0)
    .describe('每百万 token 的价格，例如 2.5'),
  SYNC_DEBOUNCE_MS: integer(20_000, 0, 3_600_000, '（毫秒）'),
  NOTE_SILENCE_MS: integer(7_200_000, 0, 7 * 86_400_000, '（毫秒）'),
  HOLD_MS: integer(60_000, 0, 86_400_000, '（毫秒）'),
  RETENTION_DAYS: integer(180, 1, 36_500, '（天）'),
  AUDIT_DAYS: integer(730, 30, 36_500, '（天）'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('debug|info|warn|error|silent'),
} satisfies Record<string, z.ZodType>

export type SettingName = keyof typeof settings
export type Settings = { [Name in SettingName]: z.output<(typeof settings)[Name]> }

/** Values that must never be shown, not even in an error. */
export const secretSettings: ReadonlySet<string> = new Set([
  'ERP_PASSWORD',
  'OPENAI_API_KEY',
  'CONSOLE_TOKEN',
  'DATABASE_URL',
  'STORE_KEY',
  // Addresses of group robots carry their key.
  'ALERT_WEBHOOK_URL',
])

/** Parses one variable; empty text counts as absent. */
export const parseSetting = (name: SettingName, value: string | undefined) =>
  (settings[name] as z.ZodType).safeParse(blankIsAbsent(value))
