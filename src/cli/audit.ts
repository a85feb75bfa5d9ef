import { resolve } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import type { AuditRecord } from '../domain/index.ts'
import { dayMs } from '../shared/china-time.ts'
import { systemClock } from '../shared/clock.ts'
import type { AuditVerdict } from '../store/index.ts'
import { wholeNumber } from './arguments.ts'
import { exitCode } from './exit.ts'
import { printRows, showTime } from './output.ts'
import { perform } from './session.ts'

const dayAlone = /^\d{4}-\d{2}-\d{2}$/

/** A day is the day in China; a time without zone, too. */
const instant = (value: string) => {
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(value)
  const at = Date.parse(dayAlone.test(value) ? `${value}T00:00+08:00` : zoned ? value : `${value}+08:00`)
  if (Number.isNaN(at)) throw new InvalidArgumentError('应为日期，例如 2026-11-24 或 2026-11-24T08:00')
  return at
}

interface Query {
  since?: number
  until?: number
  khid?: string
  user?: string
  operation?: string
  limit: number
  json?: boolean
}

/** `audit`, `audit verify`, `audit rotate`: what was done, by whom, and whether the log is still as it was written. */
export function addAudit(program: Command): void {
  const audit = program
    .command('audit')
    .description('操作日志（已脱敏）：每次 ERP 调用、每条命令')
    .option('--since <time>', '从何时起', instant)
    .option('--until <time>', '到何时为止（不含）', instant)
    .option('--khid <khid>', '客户编号')
    .option('--user <name>', '操作人')
    .option('--operation <name>', '操作，例如 sales.customer.addCompany')
    .option('--limit <n>', '最多几条', wholeNumber, 200)
    .option('--json', '机器可读，含请求与应答')
    .action(async ({ user, json, ...query }: Query) => {
      print(await perform('audit', { ...query, actor: user }), json ?? false)
    })
  audit
    .command('verify [file]')
    .description('核对操作日志有没有被改动、删除或调换；给出文件时核对那个存档')
    .action(async (file: string | undefined) => {
      tell(await perform('audit.verify', { file: file && resolve(file) }))
    })
  audit
    .command('rotate')
    .description('把旧的操作日志移到 DATA_DIR/audit 里的文件，仍可核对')
    .option('--days <n>', '保留最近几天', wholeNumber, 730)
    .action(async ({ days }: { days: number }) => {
      const { moved, file } = await perform('audit.rotate', { before: systemClock.now() - days * dayMs })
      console.log(file ? `已移出 ${moved} 条到 ${file}` : '没有可移出的（太新，或先用 audit verify 看看）')
    })
}

function print(records: readonly AuditRecord[], json: boolean): void {
  const header = ['时间', '操作', '操作人', '结果', '毫秒', '客户', '说明']
  printRows(records, json, header, (record) => [
    showTime(record.at),
    record.operation,
    record.actor,
    record.outcome,
    record.durationMs === undefined ? '' : String(record.durationMs),
    record.khid ?? '',
    record.message ?? '',
  ])
}

const faults = {
  changed: '被改动过，或它前面有记录被删除、调换',
  removed: '起有记录被删除',
}

function tell(verdict: AuditVerdict): void {
  if (verdict.ok) {
    console.log(`✓ ${verdict.records} 条记录都对得上`)
    if (verdict.head) console.log(`最后一条 #${verdict.head.seq} ${verdict.head.hash}（抄到别处，日后可对照）`)
    return
  }
  console.error(`✗ #${verdict.seq} ${faults[verdict.fault]}；它前面的 ${verdict.records} 条对得上。请与备份对照`)
  process.exitCode = exitCode.failed
}
