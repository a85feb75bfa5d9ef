import type { Command } from 'commander'
import { readEnv, resolveConfig } from '../config/index.ts'
import { UsageError } from './exit.ts'

/** `migrate --to-postgres`: an installation goes on in PostgreSQL. */
export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description('把 DATA_DIR 的数据搬到 DATABASE_URL 的 PostgreSQL，并逐表核对')
    .option('--to-postgres', '搬到 PostgreSQL')
    .option('--json', '结果输出为 JSON')
    .action(async ({ toPostgres, json }: { toPostgres?: boolean; json?: boolean }) => {
      if (!toPostgres) throw new UsageError('请写明去向：zhibang migrate --to-postgres')
      const { DATA_DIR: dataDir, DATABASE_URL: url } = resolveConfig(readEnv()).settings
      if (url === undefined) throw new UsageError('请先设置 DATABASE_URL=postgres://用户:密码@主机/数据库')
      const { moveToPostgres } = await import('../store/index.ts')
      const report = await moveToPostgres({
        dataDir,
        url,
        onProgress: (table, rows) => rows % 10_000 === 0 && console.error(`${table}：${rows} 行`),
      })
      if (json) return console.log(JSON.stringify(report))
      for (const { table, rows } of report.tables) console.log(`${table.padEnd(12)} ${rows} 行，核对一致`)
      const resumed = report.resumed > 0 ? `（其中 ${report.resumed} 行上次已搬）` : ''
      console.log(`已搬到 PostgreSQL${resumed}；原数据库文件改名为 zhibang.db.moved。现在可以启动：zhibang run`)
    })
}
