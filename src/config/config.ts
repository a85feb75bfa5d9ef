import type { ErpUserId, StaffMember } from '../domain/index.ts'
import { ConfigError, type ConfigProblem } from '../shared/errors.ts'
import type { Env } from './env.ts'
import {
  checkSalesConfig,
  readSalesConfig,
  type SalesConfig,
  type SalesConfigRead,
  salesConfigSchema,
} from './sales-config.ts'
import { parseSetting, type SettingName, type Settings, secretSettings, settings } from './settings.ts'

export interface ErpConfig {
  baseUrl: string
  username: string
  password: string
}

export interface LlmConfig {
  apiKey: string
  baseUrl?: string
  model: string
  /** Absent: no picture is looked at. */
  visionModel?: string
  redact: boolean
  /** Tokens of one Shanghai day, prompt and reply. */
  dailyTokens: number
  /** One call. */
  timeoutMs: number
  /** One question with its retry and its repair. */
  deadlineMs: number
}

/** What a question may take beyond one call: for the wait and the second call where the first came back early. */
const llmGraceMs = 8_000

/** Wechaty's own default would log in to WeChat's web page instead. */
export const puppetService = 'wechaty-puppet-service'

/** Settings, resolved once: everything downstream takes its part of this and reads no environment. */
export interface Config {
  settings: Settings
  /** Absent: nothing to connect to, `npm start` shows the demo. */
  erp?: ErpConfig
  /** Absent: rules alone. */
  llm?: LlmConfig
  sales: SalesConfig
  staff: StaffMember[]
  /** Wechaty's puppet; it reads its own variables, the address is here for the check-up alone. */
  gateway: { puppet: string; endpoint?: string }
  accountOwner?: ErpUserId
  /** Keys of SALES_CONFIG that nobody reads: no reason to stop, but to be told. */
  doubts: readonly ConfigProblem[]
}

/**
 * Checks all settings. `people`: what SALES_CONFIG's file would hold, for callers that have it at hand.
 * Throws ConfigError with every problem at once.
 */
export function resolveConfig(env: Env, people?: unknown): Config {
  const problems: ConfigProblem[] = []
  const values = parseAll(env, problems)
  const { sales, doubts } =
    people === undefined ? loadSales(values.SALES_CONFIG, problems) : readSales(people, problems)
  const erp = resolveErp(values, problems)
  const llm = resolveLlm(values)
  const accountOwner = resolveOwner(sales, problems)
  checkConsole(values, problems)
  if (problems.length > 0) throw new ConfigError(problems)
  return {
    settings: values as Settings,
    erp,
    llm,
    sales,
    staff: staffOf(sales.salespeople),
    accountOwner,
    gateway: {
      puppet: env.WECHATY_PUPPET?.trim().toLowerCase() || puppetService,
      endpoint: env.WECHATY_PUPPET_SERVICE_ENDPOINT || undefined,
    },
    doubts,
  }
}

function parseAll(env: Env, problems: ConfigProblem[]): Partial<Settings> {
  const entries = (Object.keys(settings) as SettingName[]).map((name) => {
    const parsed = parseSetting(name, env[name])
    if (parsed.success) return [name, parsed.data]
    problems.push({ setting: name, found: shown(name, env[name]), expected: settings[name].description ?? '' })
    return [name, undefined]
  })
  return Object.fromEntries(entries)
}

const shown = (name: string, value: string | undefined) =>
  value === undefined ? '没有' : secretSettings.has(name) ? '***' : `“${value}”`

interface SalesRead {
  sales: SalesConfig
  doubts: readonly ConfigProblem[]
}

function loadSales(path: string | undefined, problems: ConfigProblem[]): SalesRead {
  return taken(path === undefined ? checkSalesConfig({}) : readSalesConfig(path), problems)
}

function readSales(people: unknown, problems: ConfigProblem[]): SalesRead {
  return taken(checkSalesConfig(people), problems)
}

function taken(read: SalesConfigRead, problems: ConfigProblem[]): SalesRead {
  if ('config' in read) return { sales: read.config, doubts: read.doubts }
  problems.push(...read.problems)
  return { sales: salesConfigSchema.parse({}), doubts: [] }
}

const erpNames = ['ERP_BASE_URL', 'ERP_USERNAME', 'ERP_PASSWORD'] as const

/** Nothing can be done without an ERP here: says which settings to give. */
export function missingErp(): never {
  throw new ConfigError(
    erpNames.map((name) => ({ setting: name, found: '没有', expected: settings[name].description ?? '' })),
  )
}

function resolveErp(values: Partial<Settings>, problems: ConfigProblem[]): ErpConfig | undefined {
  const given = erpNames.filter((name) => values[name] !== undefined)
  if (given.length === 0) return undefined
  const complained = new Set(problems.map((p) => p.setting))
  for (const name of erpNames) {
    if (values[name] === undefined && !complained.has(name)) {
      problems.push({
        setting: name,
        found: '没有',
        expected: `${settings[name].description}（已设置 ${given.join('、')}，三项要一起给）`,
      })
    }
  }
  return {
    baseUrl: values.ERP_BASE_URL ?? '',
    username: values.ERP_USERNAME ?? '',
    password: values.ERP_PASSWORD ?? '',
  }
}

const onlyHere = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i

/** Others than this machine could open the console: never without a token. */
function checkConsole(
  { CONSOLE_PORT, CONSOLE_HOST, CONSOLE_TOKEN, CONSOLE_URL }: Partial<Settings>,
  problems: ConfigProblem[],
) {
  if (!CONSOLE_PORT || CONSOLE_TOKEN !== undefined || problems.some(({ setting }) => setting === 'CONSOLE_TOKEN'))
    return
  if (onlyHere.test(CONSOLE_HOST ?? '') && CONSOLE_URL === undefined) return
  const why = CONSOLE_URL === undefined ? `CONSOLE_HOST 是 ${CONSOLE_HOST}` : '设置了 CONSOLE_URL'
  problems.push({
    setting: 'CONSOLE_TOKEN',
    found: '没有',
    expected: `至少 16 个字符的口令（${why}，别的机器也能打开）`,
  })
}

function resolveLlm(values: Partial<Settings>): LlmConfig | undefined {
  // Local servers need no key: a base URL is enough to switch the model on.
  if (values.OPENAI_API_KEY === undefined && values.OPENAI_BASE_URL === undefined) return undefined
  const timeoutMs = values.LLM_TIMEOUT_MS ?? 12_000
  return {
    apiKey: values.OPENAI_API_KEY ?? 'none',
    baseUrl: values.OPENAI_BASE_URL,
    model: values.OPENAI_MODEL ?? 'gpt-4.1-mini',
    visionModel: values.OPENAI_VISION_MODEL,
    redact: values.LLM_REDACT ?? true,
    dailyTokens: values.LLM_DAILY_TOKENS ?? 500_000,
    timeoutMs,
    deadlineMs: timeoutMs + llmGraceMs,
  }
}

function resolveOwner(sales: SalesConfig, problems: ConfigProblem[]): ErpUserId | undefined {
  const owner = sales.accountOwner
  if (owner === undefined) return undefined
  const person = sales.salespeople.find((p) => p.name === owner || p.erpUserId === Number(owner))
  if (person?.erpUserId !== undefined) return person.erpUserId as ErpUserId
  problems.push({
    setting: 'SALES_CONFIG accountOwner',
    found: JSON.stringify(owner),
    expected: 'salespeople 中一位有 erpUserId 的人的姓名',
  })
  return undefined
}

type Person = SalesConfig['salespeople'][number]

/** Two accounts of one name are two people: 王强(销售一部), 王强(售后). */
function staffOf(people: readonly Person[]): StaffMember[] {
  const namesakes = (one: Person) =>
    people.filter(({ name, erpUserId }) => name === one.name && erpUserId !== undefined && erpUserId !== one.erpUserId)
  return people.map((one) => {
    const others = one.erpUserId === undefined ? [] : namesakes(one)
    if (others.length === 0) return toStaff(one)
    const isAlone = one.department !== undefined && others.every(({ department }) => department !== one.department)
    return { ...toStaff(one), name: `${one.name}(${isAlone ? one.department : one.erpUserId})` }
  })
}

const toStaff = (p: Person): StaffMember => ({
  name: p.name,
  role: p.role,
  erpUserId: p.erpUserId as ErpUserId | undefined,
  contactIds: p.contactId ? [p.contactId] : [],
  department: p.department,
  active: true,
})
