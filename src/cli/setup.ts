import { type Command, Option } from 'commander'
import type { Account, Connection } from '../app/setup/connect.ts'
import { saveEnv, saveSalesConfig } from '../app/setup/files.ts'
import { idsIn, salesConfigOf } from '../app/setup/people.ts'
import { parseSetting, readEnv, type SettingName, settings } from '../config/index.ts'
import type { Employee } from '../domain/index.ts'
import { type Asker, openAsker } from './ask.ts'
import { exitCode, UsageError } from './exit.ts'

interface Options {
  baseUrl?: string
  username?: string
  passwordEnv?: string
  senior?: string
  normal?: string
  manager?: string
  operator?: string
  gateway?: string
  token?: string
  salesConfig: string
  file: string
  test: boolean
  input: boolean
}

/** `setup`: asks for the essentials, tests the connection, writes `.env` and SALES_CONFIG. */
export function addSetup(program: Command): void {
  program
    .command('setup')
    .description('问几个问题，试连 ERP，写好 .env 与销售名单')
    .option('--base-url <url>', 'ERP 地址')
    .option('--username <name>', 'ERP 登录名（专用账号）')
    .option('--password-env <name>', '密码放在这个环境变量里')
    .option('--senior <ids>', '高分线索（≥80）给谁：ERP 用户 ID，逗号分隔')
    .option('--normal <ids>', '普通线索（≥60）给谁：ERP 用户 ID，逗号分隔')
    .option('--manager <ids>', '主管：ERP 用户 ID')
    .option('--operator <ids>', '收告警的运维：ERP 用户 ID')
    .option('--gateway <host:port>', '微信网关地址')
    .option('--token <token>', '微信网关令牌')
    .option('--sales-config <file>', '销售名单写到哪里', 'sales.json')
    .option('--file <file>', '设置写到哪里', '.env')
    .option('--no-test', '不试连 ERP')
    .addOption(new Option('--no-input', '不提问：没有给出的都用默认或留空'))
    .action(setUp)
}

async function setUp(options: Options): Promise<void> {
  const asker = options.input ? openAsker() : undefined
  try {
    const account = await accountOf(options, asker)
    if (!account) {
      process.exitCode = exitCode.failed
      return
    }
    const { people, values } = account
    const wanted = await peopleOf(options, asker, people)
    const gateway = await gatewayOf(options, asker)
    const listed = people.length > 0 && saveSalesConfig(options.salesConfig, salesConfigOf(people, wanted))
    saveEnv(options.file, {
      ...values,
      ERP_SENIOR_USER_IDS: wanted.senior.join(','),
      ERP_NORMAL_USER_IDS: wanted.normal.join(','),
      ...gateway,
      ...(people.length > 0 && { SALES_CONFIG: options.salesConfig }),
    })
    tell(options, listed, people.length > 0)
  } finally {
    asker?.close()
  }
}

function tell(options: Options, listed: boolean, known: boolean): void {
  console.log(`已写入 ${options.file}（只有本用户可读）`)
  if (listed) console.log(`已写入 ${options.salesConfig}：销售用 zhibang bind 姓名 得到绑定码`)
  else if (known) console.log(`${options.salesConfig} 已存在，没有改动`)
  console.log('下一步：zhibang doctor')
}

/** Undefined: the ERP did not take it, and nobody is there to be asked again. */
async function accountOf(options: Options, asker: Asker | undefined) {
  for (let again = false; ; again = true) {
    const given: Pick<Options, 'baseUrl' | 'username'> = again ? {} : options
    const account = {
      baseUrl: await setting('ERP_BASE_URL', 'ERP 地址（例如 http://192.0.2.10:8080）', given.baseUrl, asker),
      username: await setting('ERP_USERNAME', 'ERP 登录名（专用账号，只给客户管理权限）', given.username, asker),
      password: await passwordOf(again ? undefined : options.passwordEnv, asker),
    }
    if (!options.test) return { people: [], values: valuesOf(account) }
    const { tryAccount } = await import('../app/setup/connect.ts')
    const connection = await tryAccount(account)
    if (connection.ok) {
      console.error(`✓ 已连上，共 ${connection.customers} 个客户，${connection.people.length} 个账号`)
      return { people: connection.people, values: valuesOf(account, connection) }
    }
    console.error(`✗ ${connection.problem}\n  ${connection.todo}`)
    // From a pipe the same answers would come again.
    if (!asker || process.stdin.isTTY !== true) return undefined
  }
}

const valuesOf = ({ baseUrl, username, password }: Account, connection?: Connection) => ({
  ERP_BASE_URL: baseUrl,
  ERP_USERNAME: username,
  ERP_PASSWORD: password,
  ...(connection?.ok && connection.contentType && { ERP_CONTENT_TYPE: connection.contentType }),
})

/** Asks until the answer can be used; says each time what would be right. */
async function setting(
  name: SettingName,
  question: string,
  given: string | undefined,
  asker: Asker | undefined,
): Promise<string> {
  for (let answer = given; ; answer = undefined) {
    if (answer === undefined && !asker) throw new UsageError(`没有给出 ${name}，应为 ${settings[name].description}`)
    const value: string = answer ?? (await (asker as Asker).text(`${question}：`))
    const parsed = value === '' ? { success: false as const } : parseSetting(name, value)
    if (parsed.success) return String(parsed.data)
    const wrong = `${name} 现在是 ${value === '' ? '空的' : `“${value}”`}，应为 ${settings[name].description}`
    if (!asker) throw new UsageError(wrong)
    console.error(wrong)
  }
}

async function passwordOf(variable: string | undefined, asker: Asker | undefined): Promise<string> {
  const given = variable === undefined ? undefined : readEnv()[variable]
  if (variable !== undefined && !given) throw new UsageError(`环境变量 ${variable} 是空的，应为 ERP 密码`)
  if (given) return given
  if (!asker) throw new UsageError('没有给出密码：用 --password-env 名称，把密码放在那个环境变量里')
  for (;;) {
    const typed = await asker.secret('ERP 密码（输入时不显示）：')
    if (typed !== '') return typed
    console.error('密码是空的，请再输入')
  }
}

async function peopleOf(options: Options, asker: Asker | undefined, people: readonly Employee[]) {
  if (people.length > 0 && asker) {
    const working = people.filter(({ active }) => active)
    const rows = working.map(({ userId, name, department }) => [String(userId), name, department ?? ''])
    console.error(rows.map((row) => row.join('  ')).join('\n'))
  }
  const ask = (given: string | undefined, question: string) => ids(given, question, people, asker)
  const senior = await ask(options.senior, '高分线索（≥80）给谁，填 ID，逗号分隔，空 = 公海')
  const normal = await ask(options.normal, '普通线索（≥60）给谁，填 ID，空 = 公海')
  const manager = await ask(options.manager, '主管是谁，填 ID，可空')
  const operator = await ask(options.operator, '谁收告警（运维），填 ID，可空')
  return { senior, normal, manager, operator, sales: [...senior, ...normal] }
}

async function ids(
  given: string | undefined,
  question: string,
  people: readonly Employee[],
  asker: Asker | undefined,
): Promise<number[]> {
  for (let answer = given; ; answer = undefined) {
    const text = answer ?? (asker ? await asker.text(`${question}：`) : '')
    // Untested, nobody knows who there is: whole numbers are all that can be asked for.
    const found = people.length > 0 ? idsIn(text, people) : plainIds(text)
    if ('ids' in found) return found.ids
    if (!asker) throw new UsageError(found.problem)
    console.error(found.problem)
  }
}

function plainIds(text: string): { ids: number[] } | { problem: string } {
  const parts = text.split(/[\s,，、]+/).filter(Boolean)
  const wrong = parts.find((part) => !/^\d+$/.test(part))
  return wrong === undefined ? { ids: parts.map(Number) } : { problem: `“${wrong}”不是 ID，应为 63,64 这样的数字` }
}

async function gatewayOf(options: Options, asker: Asker | undefined): Promise<Record<string, string>> {
  for (let answer = options.gateway; ; answer = undefined) {
    const endpoint: string = answer ?? (asker ? await asker.text('微信网关地址（主机:端口，可空）：') : '')
    if (endpoint === '') return {}
    if (/^[^\s:]+:\d{1,5}$/.test(endpoint)) {
      const token = options.token ?? (asker ? await asker.text('微信网关令牌：') : '')
      return {
        WECHATY_PUPPET: 'wechaty-puppet-service',
        WECHATY_PUPPET_SERVICE_ENDPOINT: endpoint,
        ...(token !== '' && { WECHATY_PUPPET_SERVICE_TOKEN: token }),
      }
    }
    const wrong = `微信网关地址现在是“${endpoint}”，应为 主机:端口，例如 127.0.0.1:18788`
    if (!asker) throw new UsageError(wrong)
    console.error(wrong)
  }
}
