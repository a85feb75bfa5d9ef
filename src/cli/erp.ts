import type { Command } from 'commander'
import { UsageError } from './exit.ts'
import { printRows } from './output.ts'
import { perform } from './session.ts'

/** `api` and `call`: every documented operation of the ERP from the command line. */
export function addErpCommands(program: Command): void {
  program
    .command('api [query]')
    .description('查接口目录：名称、中文名、路径')
    .option('--json', '机器可读')
    .action(async (query: string | undefined, options: { json?: boolean }) => {
      const { findOperations } = await import('../erp/index.ts')
      printRows(findOperations(query ?? ''), options.json ?? false, ['名称', '说明', '分类', '路径'], (operation) => [
        operation.name,
        operation.label,
        operation.category,
        operation.path,
      ])
    })
  program
    .command('call <name> [params]')
    .description('调用一个允许的接口，参数为 JSON，例如 call sales.customer.list \'{"pagesize":5}\'')
    .action(async (name: string, params: string | undefined) => {
      console.log(JSON.stringify(await perform('call', { name, params: parseParams(params) }), null, 2))
    })
}

function parseParams(text: string | undefined): Record<string, unknown> {
  if (text === undefined) return {}
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // told below, with what would be right
  }
  throw new UsageError(`参数 ${text} 不是 JSON 对象，应为例如 '{"pagesize":5}'`)
}
