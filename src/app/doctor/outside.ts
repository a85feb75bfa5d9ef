import { createRequire } from 'node:module'
import { connect } from 'node:net'
import { type Config, type LlmConfig, puppetService } from '../../config/index.ts'
import { messageOf } from '../../shared/errors.ts'
import { type Finding, fine, trouble, warning } from './finding.ts'

const gatewayTimeoutMs = 3_000
const modelTimeoutMs = 10_000
const openAi = 'https://api.openai.com/v1'

/** Is there the puppet, and is anything listening where the WeChat gateway should be? */
export function lookAtGateway({ gateway }: Pick<Config, 'gateway'>): Promise<Finding> {
  const what = '微信网关'
  const { puppet, endpoint } = gateway
  if (puppet !== puppetService) return Promise.resolve(puppetFinding(puppet))
  if (endpoint === undefined)
    return Promise.resolve(
      trouble(what, '没有设置 WECHATY_PUPPET_SERVICE_ENDPOINT', '设为网关的地址，例如 127.0.0.1:18788'),
    )
  const [host = '', port = ''] = endpoint.split(':')
  if (!/^\d+$/.test(port) || Number(port) > 65_535)
    return Promise.resolve(
      trouble(what, `WECHATY_PUPPET_SERVICE_ENDPOINT 是“${endpoint}”`, '应为 主机:端口，例如 127.0.0.1:18788'),
    )
  return new Promise((done) => {
    const socket = connect({ host, port: Number(port), timeout: gatewayTimeoutMs })
    const end = (finding: Finding) => {
      socket.destroy()
      done(finding)
    }
    const running = '检查网关是否在运行，以及 WECHATY_PUPPET_SERVICE_ENDPOINT'
    socket.once('connect', () => end(fine(what, `${endpoint} 可连接（${puppet}）`)))
    socket.once('timeout', () => end(trouble(what, `${endpoint} 没有应答`, running)))
    socket.once('error', (error) => end(trouble(what, `${endpoint} 连不上（${messageOf(error)}）`, running)))
  })
}

/** Another puppet has its own way to WeChat: only whether it is installed can be told. */
function puppetFinding(puppet: string): Finding {
  const what = '微信接入'
  const found = `WECHATY_PUPPET 是 ${puppet}`
  return isInstalled(puppet)
    ? warning(what, `${found}，不经网关`, `确实要用它就不用改；经网关时改成 ${puppetService}`)
    : trouble(what, `${found}，没有安装`, `npm install ${puppet}，或改成 ${puppetService}`)
}

function isInstalled(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name)
    return true
  } catch (error) {
    // There, but only for `import`.
    return (error as NodeJS.ErrnoException).code === 'ERR_PACKAGE_PATH_NOT_EXPORTED'
  }
}

/** Asks the model service for its list of models: costs nothing, and needs a valid key. */
export async function lookAtModel(llm: Pick<LlmConfig, 'apiKey' | 'baseUrl' | 'model'> | undefined): Promise<Finding> {
  const what = '大模型'
  if (!llm) return fine(what, '未配置，只用规则')
  const baseUrl = llm.baseUrl ?? openAi
  const place = `${llm.model}（${baseUrl}）`
  let answer: Response
  try {
    answer = await fetch(`${baseUrl}/models`, {
      headers: { authorization: `Bearer ${llm.apiKey}` },
      signal: AbortSignal.timeout(modelTimeoutMs),
    })
  } catch (error) {
    return trouble(what, `${place} 连不上（${messageOf(error)}）`, '检查 OPENAI_BASE_URL；连不上时只用规则')
  }
  const body: unknown = await answer.json().catch(() => undefined)
  if (answer.status === 401 || answer.status === 403) return trouble(what, `${place} 不接受密钥`, '改正 OPENAI_API_KEY')
  if (answer.status === 404 || answer.status === 405) return fine(what, `${place} 可连接，没有模型列表可查`)
  if (!answer.ok) return warning(what, `${place} 应答 HTTP ${answer.status}`, '稍后再试；期间只用规则')
  const names = modelsOf(body)
  if (names.length > 0 && !names.includes(llm.model))
    return trouble(what, `${baseUrl} 没有模型 ${llm.model}`, `改 OPENAI_MODEL，可选 ${names.slice(0, 8).join('、')}`)
  return fine(what, place)
}

function modelsOf(body: unknown): string[] {
  const data = (body as { data?: unknown } | undefined)?.data
  if (!Array.isArray(data)) return []
  return data.flatMap((one: { id?: unknown }) => (typeof one?.id === 'string' ? [one.id] : []))
}
