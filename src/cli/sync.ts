import { resolve } from 'node:path'
import type { Command } from 'commander'
import { exitCode } from './exit.ts'
import { progressBar } from './progress.ts'
import { perform } from './session.ts'

/** `sync` and `import`: what brings ERP and conversations together outside the running bot's own rhythm. */
export function addSyncCommands(program: Command): void {
  program
    .command('sync')
    .description('与 ERP 双向同步一次：补建档，并拉取 ERP 中的客户；中断后再运行会接着做')
    .option('--push', '只补建档')
    .option('--pull', '只拉取')
    .option('--full', '拉取全部客户，而不只是最近的')
    .option('--json', '机器可读')
    .action(async ({ push, pull, full, json }: { push?: boolean; pull?: boolean; full?: boolean; json?: boolean }) => {
      const both = !push && !pull
      const bar = progressBar()
      const options = { push: push ?? both, pull: pull ?? both, full: full ?? false }
      const report = await perform('sync', options, { tell: bar.tell }).finally(bar.end)
      console.log(json ? JSON.stringify({ report }) : report)
    })
  program
    .command('import <file>')
    .description('导入历史对话（JSONL），走同一条流水线，全部处理完后返回')
    .option('--json', '机器可读')
    .action(async (file: string, { json }: { json?: boolean }) => {
      const report = await perform('import', { file: resolve(file) })
      for (const line of [...report.notices, ...report.problems]) console.error(line)
      if (report.dead > 0)
        console.error(`有 ${report.dead} 条没能写进 ERP：用 zhibang outbox list 查看原因，再重试或丢弃`)
      if (report.problems.length + report.dead > 0) process.exitCode = exitCode.failed
      if (json) return console.log(JSON.stringify(report))
      const { threads, fresh, created, linked, assigned, notes, questions, dead } = report
      console.log(
        `已导入 ${threads} 个会话，新消息 ${fresh} 条；新建客户 ${created}，关联 ${linked}，指派 ${assigned}，洽谈进展 ${notes}，待确认 ${questions}，失败 ${dead}`,
      )
    })
}
