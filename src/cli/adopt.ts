import { resolve } from 'node:path'
import type { Command } from 'commander'
import { legacySettings } from '../app/adopt.ts'
import { conflictsWith, readEnv, resolveConfig, secretSettings, writeEnvFile } from '../config/index.ts'
import { UsageError } from './exit.ts'
import { perform } from './session.ts'

/** `adopt`: takes over an installation that kept its settings as YAML and its customers as `WX…` in the ERP. */
export function addAdopt(program: Command): void {
  program
    .command('adopt <yaml>')
    .description('接管已有的对接：把它的 YAML 设置写入 .env，登记 ERP 里已有的客户（按 WX 编号识别），不会重复建档')
    .option('--env <file>', '写到哪个文件', '.env')
    .option('--force', '文件里已有不同的值时覆盖')
    .option('--settings-only', '只写设置，不连 ERP')
    .action(async (yaml: string, options: { env: string; force?: boolean; settingsOnly?: boolean }) => {
      const values = legacySettings(resolve(yaml))
      const conflicts = options.force ? [] : conflictsWith(options.env, values)
      if (conflicts.length > 0) throw new UsageError(refusal(options.env, conflicts))
      const config = resolveConfig({ ...readEnv(options.env), ...values })
      writeEnvFile(options.env, values)
      console.log(`已写入 ${options.env}：${Object.keys(values).join('、')}`)
      if (options.settingsOnly) return
      console.log(await perform('sync', { push: false, pull: true, full: true }, { config }))
      console.log('微信里再遇到这些客户会关联，不会新建。接着：zhibang doctor，然后 npm start')
    })
}

function refusal(file: string, conflicts: ReturnType<typeof conflictsWith>): string {
  const lines = conflicts.map(({ setting, found }) => {
    const secret = secretSettings.has(setting)
    return `  ${setting}：文件里是 ${secret ? '（不显示）' : found}`
  })
  return [`${file} 里已有不同的值，没有改动：`, ...lines, '核对后加 --force 覆盖'].join('\n')
}
