import type { Command } from 'commander'
import type { EntryState } from '../domain/index.ts'
import { wholeNumber } from './arguments.ts'
import { exitCode } from './exit.ts'
import { printRows, showTime } from './output.ts'
import { perform } from './session.ts'

/** `leads`, `outbox`, `bind`: what is stored, whether or not the bot runs. */
export function addDataCommands(program: Command): void {
  addLeads(program)
  addOutbox(program)
  program
    .command('bind <name>')
    .description('为销售生成一次性绑定码，在微信里发 /erp 绑定 码')
    .action(async (name: string) => {
      const code = await perform('bind', { name })
      console.log(
        `${code.code}（${name}，${showTime(code.expiresAt)} 前有效）。请对方在微信里发送：/erp 绑定 ${code.code}`,
      )
    })
}

function addLeads(program: Command): void {
  program
    .command('leads')
    .description('线索列表（号码已脱敏）')
    .option('--json', '机器可读')
    .option('--limit <n>', '最多几条', wholeNumber, 100)
    .action(async (options: { json?: boolean; limit: number }) => {
      const leads = await perform('leads', { limit: options.limit, order: 'recent' })
      printRows(
        leads,
        options.json ?? false,
        ['客户编号', '状态', '分数', '姓名', '公司', '手机', '负责人', '最近消息'],
        (lead) => [
          lead.khid ?? '-',
          lead.status,
          String(lead.score),
          lead.fields.name ?? '',
          lead.fields.company ?? '',
          lead.fields.mobile ?? '',
          lead.owner ?? '',
          showTime(lead.lastMessageAt),
        ],
      )
    })
}

function addOutbox(program: Command): void {
  const outbox = program.command('outbox').description('待写入 ERP 的队列')
  outbox
    .command('list')
    .option('--state <state>', 'ready|running|dead|done|cancelled|expired')
    .option('--json', '机器可读')
    .action(async (options: { state?: EntryState; json?: boolean }) => {
      const state: EntryState[] = options.state ? [options.state] : ['ready', 'running', 'dead']
      const entries = await perform('outbox.list', { state, limit: 200 })
      printRows(entries, options.json ?? false, ['编号', '状态', '内容', '次数', '到期', '原因'], (entry) => [
        `#${entry.id}`,
        entry.state,
        entry.job.type,
        String(entry.attempts),
        showTime(entry.dueAt),
        entry.reason ?? '',
      ])
    })
  outbox
    .command('show')
    .argument('<id>', '编号', wholeNumber)
    .action(async (id: number) => {
      const entry = await perform('outbox.show', { id })
      if (entry) console.log(JSON.stringify(entry, null, 2))
      else {
        console.error(`没有 #${id}，用 outbox list 查看编号`)
        process.exitCode = exitCode.failed
      }
    })
  for (const [name, decision, label] of [
    ['retry', 'retry', '重试'],
    ['discard', 'discard', '丢弃'],
  ] as const) {
    outbox
      .command(name)
      .description(`${label}一条失败的写入`)
      .argument('<id>', '编号', wholeNumber)
      .action(async (id: number) => {
        await perform('outbox.decide', { id, decision, reason: `命令行${label}` })
        console.log(`#${id} 已${label}`)
      })
  }
}
