import { type Config, resolveConfig } from './config.ts'
import type { SalesConfigInput } from './sales-config.ts'

/** What the plugin can be told in code; every value is checked as its environment variable would be. */
export interface ZhibangOptions extends SalesConfigInput {
  /** Required, unless another CRM is given. */
  erp?: {
    /** `http://192.0.2.10:8080` */
    baseUrl: string
    /** A dedicated account with customer-management rights only. */
    username: string
    password: string
    /** Calls in any sliding second. @default 5 */
    ratePerSecond?: number
    /** @default 10000 */
    timeoutMs?: number
    /** `application/zsml` for older servers. @default 'application/json' */
    contentType?: string
    /** Further operations by name; see the catalogue. @default customers, contacts, users, option lists */
    allow?: readonly string[]
    /** 客户来源. @default 171 */
    sourceId?: number
    /** 客户分类, by its label. @default '微信客户' */
    category?: string
  }
  /** Any OpenAI-compatible service. @default rules alone */
  llm?: {
    apiKey?: string
    baseUrl?: string
    model?: string
    /** A model that can see: business cards that come as pictures are shown to it. @default none, no picture leaves */
    visionModel?: string
    redact?: boolean
    /** Tokens of one Shanghai day, prompt and reply; then the rules go on alone. @default 500000 */
    dailyTokens?: number
    /** One call, ms. @default 12000 */
    timeoutMs?: number
  }
  /** Directory of the embedded store; one process owns it. @default 'data/state' */
  dataDir?: string
  /** Admission threshold, 0–100. @default 60 */
  scoreThreshold?: number
  /** ERP user ids that get scores of 80 and more. @default the public pool */
  seniorUserIds?: readonly number[]
  /** ERP user ids that get scores of 60 and more. @default the public pool */
  normalUserIds?: readonly number[]
  /** false: only people's commands write, the rest is recorded. @default true */
  autoSync?: boolean
  /** false: nothing is ever written. @default true */
  syncEnabled?: boolean
  /** Pull and sweep, Asia/Shanghai. @default '0 * * * *' */
  syncCron?: string
  /** A thread is read this long after its last message, ms. @default 20000 */
  debounceMs?: number
  /** A conversation becomes a note after this silence, ms. @default 7200000 */
  noteSilenceMs?: number
  /** A person's command is written after so long: until then 撤销 leaves nothing behind, ms. @default 60000 */
  holdMs?: number
  /** Texts are dropped after so many days. @default 180 */
  retentionDays?: number
  /** The operation log is moved to files after so many days. @default 730 */
  auditDays?: number
  /** 32 bytes, base64 or hexadecimal: what customers say is kept encrypted. @default in the clear */
  storeKey?: string
  /** The operator's web page. @default none */
  console?: {
    port: number
    /** @default '127.0.0.1' */
    host?: string
    /** At least 16 characters; required where other machines can open the page. */
    token?: string
    /** Address under which a proxy shows it: `https://zhibang.example.com`. */
    url?: string
  }
  /** @default 'info' */
  logLevel?: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

/** Checks options and fills in the defaults. Throws ConfigError with every problem at once. */
export function configOf(options: ZhibangOptions): Config {
  const { erp, llm, dataDir, ...rest } = options
  const { scoreThreshold, seniorUserIds, normalUserIds, autoSync, syncEnabled, syncCron, ...more } = rest
  const {
    debounceMs,
    noteSilenceMs,
    holdMs,
    retentionDays,
    auditDays,
    storeKey,
    console: page,
    logLevel,
    ...people
  } = more
  const env = {
    ERP_BASE_URL: erp?.baseUrl,
    ERP_USERNAME: erp?.username,
    ERP_PASSWORD: erp?.password,
    ERP_RATE_PER_SECOND: erp?.ratePerSecond,
    ERP_TIMEOUT_MS: erp?.timeoutMs,
    ERP_CONTENT_TYPE: erp?.contentType,
    ERP_ALLOW: erp?.allow?.join(','),
    ERP_CUSTOMER_SOURCE_ID: erp?.sourceId,
    ERP_CUSTOMER_CATEGORY: erp?.category,
    OPENAI_API_KEY: llm?.apiKey,
    OPENAI_BASE_URL: llm?.baseUrl,
    OPENAI_MODEL: llm?.model,
    OPENAI_VISION_MODEL: llm?.visionModel,
    LLM_REDACT: llm?.redact,
    LLM_DAILY_TOKENS: llm?.dailyTokens,
    LLM_TIMEOUT_MS: llm?.timeoutMs,
    DATA_DIR: dataDir,
    ERP_SCORE_THRESHOLD: scoreThreshold,
    ERP_SENIOR_USER_IDS: seniorUserIds?.join(','),
    ERP_NORMAL_USER_IDS: normalUserIds?.join(','),
    ERP_AUTO_SYNC: autoSync,
    ERP_SYNC_ENABLED: syncEnabled,
    ERP_SYNC_CRON: syncCron,
    SYNC_DEBOUNCE_MS: debounceMs,
    NOTE_SILENCE_MS: noteSilenceMs,
    HOLD_MS: holdMs,
    RETENTION_DAYS: retentionDays,
    AUDIT_DAYS: auditDays,
    STORE_KEY: storeKey,
    CONSOLE_PORT: page?.port,
    CONSOLE_HOST: page?.host,
    CONSOLE_TOKEN: page?.token,
    CONSOLE_URL: page?.url,
    LOG_LEVEL: logLevel,
  }
  const given = Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  return resolveConfig(Object.fromEntries(given), people)
}
