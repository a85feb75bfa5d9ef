import { resolve } from 'node:path'
import type { Command } from 'commander'
import { addDoctor } from './doctor.ts'
import { addExport } from './export.ts'
import { perform } from './session.ts'

/** `doctor`, `export`, `backup`: looking after an installation. */
export function addCareCommands(program: Command): void {
  addDoctor(program)
  addExport(program)
  program
    .command('backup <folder>')
    .description('运行中备份数据目录到一个新目录')
    .action(async (folder: string) => {
      await perform('backup', { folder: resolve(folder) })
      console.log(`已备份到 ${folder}；恢复：停止程序，把它设为 DATA_DIR`)
    })
}
