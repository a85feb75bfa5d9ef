import { startErpSandbox } from '../sandbox/erp/index.ts'
import { startGatewaySandbox } from '../sandbox/gateway/index.ts'

export interface SandboxFacts {
  erp: { baseUrl: string; username: string; password: string }
  gateway: { endpoint: string; token: string; controlPort?: number }
}

/** Both sandboxes in one process, for `zhibang sandbox`. */
export async function openSandbox(options: {
  erpPort: number
  gatewayPort: number
  controlPort: number
  dataFile?: string
}) {
  const erp = await startErpSandbox({ port: options.erpPort, dataFile: options.dataFile })
  const gateway = await startGatewaySandbox({ port: options.gatewayPort, controlPort: options.controlPort })
  const facts: SandboxFacts = {
    erp: { baseUrl: erp.baseUrl, username: 'bot', password: 'sandbox' },
    gateway: { endpoint: gateway.endpoint, token: gateway.token, controlPort: gateway.controlPort },
  }
  return {
    facts,
    describe: () => descriptionOf(facts, gateway.env),
    async close() {
      await gateway.close()
      await erp.close()
    },
  }
}

function descriptionOf({ erp, gateway }: SandboxFacts, env: Record<string, string>): string {
  const settings = {
    ERP_BASE_URL: erp.baseUrl,
    ERP_USERNAME: erp.username,
    ERP_PASSWORD: erp.password,
    ...env,
  }
  return [
    `沙箱 ERP      ${erp.baseUrl}   账号 ${erp.username} / ${erp.password}`,
    `沙箱微信网关  ${gateway.endpoint}   令牌 ${gateway.token}`,
    `网关控制      http://127.0.0.1:${gateway.controlPort}   POST /say {"from","text"}，GET /sent`,
    '',
    '连接它们的设置：',
    ...Object.entries(settings).map(([name, value]) => `${name}=${value}`),
    '',
    '按 Ctrl-C 结束',
  ].join('\n')
}
