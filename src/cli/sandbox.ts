import type { Command } from 'commander'
import { stopSignal } from '../app/stop.ts'
import { portOrFree } from './arguments.ts'

/** `zhibang sandbox`: a 智邦 ERP and a WeChat gateway to try things against, on loopback only. */
export function addSandbox(program: Command): void {
  program
    .command('sandbox')
    .description('单独启动沙箱 ERP（HTTP）与沙箱微信网关（gRPC），只在本机')
    .option('--erp-port <n>', 'ERP 端口', portOrFree, 0)
    .option('--gateway-port <n>', '微信网关端口', portOrFree, 0)
    .option('--control-port <n>', '网关的控制端口：POST /say、GET /sent', portOrFree, 0)
    .option('--data-file <path>', 'ERP 状态保存到这个文件，下次启动时恢复')
    .option('--json', '机器可读')
    .action(async (options: SandboxOptions) => {
      const { openSandbox } = await import('../app/sandbox.ts')
      const sandbox = await openSandbox(options)
      console.log(options.json ? JSON.stringify(sandbox.facts) : sandbox.describe())
      await stopSignal()
      await sandbox.close()
      process.exit(0)
    })
}

interface SandboxOptions {
  erpPort: number
  gatewayPort: number
  controlPort: number
  dataFile?: string
  json?: boolean
}
