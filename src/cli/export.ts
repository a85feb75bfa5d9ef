import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import type { ExportOptions } from '../app/export/export.ts'
import { consent } from './ask.ts'
import { UsageError } from './exit.ts'
import { perform } from './session.ts'

interface Options {
  xlsx?: string
  csv?: string
  what: 'leads' | 'notes'
  clear?: boolean
  yes?: boolean
}

/** `export`: leads and follow-ups as a spreadsheet. */
export function addExport(program: Command): void {
  program
    .command('export [file]')
    .description('导出线索与洽谈进展：Excel（两张表）或 CSV，号码默认脱敏')
    .option('--xlsx <file>', 'Excel 文件，最多 50000 行一张表')
    .option('--csv <file>', 'CSV 文件，行数不限')
    .addOption(new Option('--what <kind>', 'CSV 里放什么：线索或洽谈进展').choices(['leads', 'notes']).default('leads'))
    .option('--clear', '号码不脱敏（要确认）')
    .option('--yes', '不再询问，用于脚本')
    .action(async (given: string | undefined, { clear, yes, what, ...options }: Options) => {
      const target = targetOf(given, options)
      const warning = `${target.file} 里会有完整的手机号等个人信息，请妥善保管。`
      if (clear && !(await consent(warning, yes ?? false))) return console.error('没有导出')
      const report = await perform('export', { ...target, file: resolve(target.file), what, clear })
      const parts = [
        report.leads > 0 || what === 'leads' ? `${report.leads} 条线索` : '',
        report.notes > 0 || what === 'notes' ? `${report.notes} 条洽谈进展` : '',
      ]
      console.log(`已导出 ${parts.filter(Boolean).join('、')}到 ${target.file}${clear ? '' : '（号码已脱敏）'}`)
      for (const line of report.cut) console.error(`${line}；全部请用 --csv`)
    })
}

function targetOf(
  given: string | undefined,
  { xlsx, csv }: Pick<Options, 'xlsx' | 'csv'>,
): Pick<ExportOptions, 'file' | 'format'> {
  if ([given, xlsx, csv].filter(Boolean).length !== 1)
    throw new UsageError('请给出一个文件，例如 zhibang export --xlsx 线索.xlsx')
  if (xlsx) return { file: xlsx, format: 'xlsx' }
  if (csv) return { file: csv, format: 'csv' }
  return { file: given ?? '', format: /\.xlsx$/i.test(given ?? '') ? 'xlsx' : 'csv' }
}
