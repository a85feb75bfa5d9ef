import { connect } from 'node:net'
import { messageOf } from '../shared/errors.ts'
import type { App } from './app.ts'

/** One thing that was looked at. */
export interface Finding {
  what: string
  ok: boolean
  /** What was found; where it is not well, what to do. */
  text: string
}

const sampleSize = 5
const gatewayTimeoutMs = 3_000

/** The connection test: store, ERP, its option lists, WeChat gateway, model. Writes nothing; one document id stays unused. */
export async function examine(app: App): Promise<Finding[]> {
  const findings: Finding[] = []
  const look = async (what: string, work: () => Promise<string>) => {
    try {
      findings.push({ what, ok: true, text: await work() })
      return true
    } catch (error) {
      findings.push({ what, ok: false, text: messageOf(error) })
      return false
    }
  }
  await look(
    '数据目录',
    async () => `${app.config.settings.DATA_DIR}，${await app.data.store.countKnownCustomers()} 个已知客户`,
  )
  if (await look('ERP 登录与读取', () => readCustomers(app))) {
    await look('ERP 账号', () => countPeople(app))
    await lookAtLists(app, findings)
  }
  await look('微信网关', () => reachGateway(app.config.gateway.endpoint))
  const { llm } = app.config
  findings.push({
    what: '大模型',
    ok: true,
    text: llm ? `${llm.model}（${llm.baseUrl ?? 'OpenAI'}）` : '未配置，只用规则',
  })
  return findings
}

async function readCustomers(app: App): Promise<string> {
  const { total, rows } = await app
    .requireErp()
    .crm.listCustomers({}, { index: 1, size: sampleSize }, { actor: 'doctor' })
  return `已登录，读到 ${rows.length} 个客户，共 ${total} 个`
}

async function countPeople(app: App): Promise<string> {
  const people = await app.requireErp().crm.employees({ actor: 'doctor' })
  const { ERP_SENIOR_USER_IDS, ERP_NORMAL_USER_IDS } = app.config.settings
  const unknown = [...ERP_SENIOR_USER_IDS, ...ERP_NORMAL_USER_IDS].filter(
    (id) => !people.some((person) => person.userId === id && person.active),
  )
  if (unknown.length === 0) return `${people.length} 个账号，指派对象都在`
  throw new Error(`ERP 里没有（或已冻结）用户 ${unknown.join('、')}，请改 ERP_SENIOR_USER_IDS / ERP_NORMAL_USER_IDS`)
}

async function lookAtLists(app: App, findings: Finding[]): Promise<void> {
  try {
    const { drift, categories } = await app.requireErp().client.discover({ actor: 'doctor' })
    if (drift.length === 0)
      findings.push({ what: 'ERP 选项', ok: true, text: `与设置一致，分类 ${categories.join('、')}` })
    for (const { subject, found, advice } of drift) {
      findings.push({ what: `ERP 选项 ${subject}`, ok: false, text: `现有 ${found}；${advice}` })
    }
  } catch (error) {
    findings.push({ what: 'ERP 选项', ok: false, text: messageOf(error) })
  }
}

function reachGateway(endpoint: string | undefined): Promise<string> {
  if (endpoint === undefined)
    return Promise.reject(new Error('没有设置 WECHATY_PUPPET_SERVICE_ENDPOINT，例如 127.0.0.1:18788'))
  const [host = '', port = ''] = endpoint.split(':')
  return new Promise((done, fail) => {
    const socket = connect({ host, port: Number(port), timeout: gatewayTimeoutMs })
    const end = (finish: () => void) => {
      socket.destroy()
      finish()
    }
    socket.once('connect', () => end(() => done(`${endpoint} 可连接`)))
    socket.once('timeout', () => end(() => fail(new Error(`${endpoint} 没有应答，请检查网关是否在运行`))))
    socket.once('error', (error) =>
      end(() => fail(new Error(`${endpoint} 连不上（${messageOf(error)}），请检查网关是否在运行`))),
    )
  })
}
