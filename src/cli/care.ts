import { resolve } from 'node:path'
import type { Command } from 'commander'
import { exitCode } from './exit.ts'
import { perform } from './session.ts'

/** `doctor`, `export`, `backup`: looking after an installation. */
export function addCareCommands(program: Command): void {
  program
    .command('doctor')
    .description('体检：数据目录、ERP 登录与选项、微信网关、大模型')
    .option('--json', '机器可读')
    .action(async ({ json }: { json?: boolean }) => {
      const findings = await perform('doctor', undefined)
      if (json) console.log(JSON.stringify(findings))
      else for (const { ok, what, text } of findings) console.log(`${ok ? '✓' : '✗'} ${what}：${text}`)
      if (findings.some(({ ok }) => !ok)) process.exitCode = exitCode.failed
    })
  program
    .command('export <file>')
    .description('导出线索为 CSV（号码已脱敏）')
    .action(async (file: string) => {
      const count = await perform('export', { file: resolve(file) })
      console.log(`已导出 ${count} 条线索到 ${file}`)
    })
  program
    .command('backup <folder>')
    .description('运行中备份数据目录到一个新目录')
    .action(async (folder: string) => {
      await perform('backup', { folder: resolve(folder) })
      console.log(`已备份到 ${folder}；恢复：停止程序，把它设为 DATA_DIR`)
    })
}
