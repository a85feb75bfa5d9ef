import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { PersonQuery } from '../app/person/find-person.ts'
import { consent } from './ask.ts'
import { exitCode } from './exit.ts'
import { perform } from './session.ts'

/** `person export`, `person erase`: one person's right to see and to be forgotten. */
export function addPerson(program: Command): void {
  const person = program.command('person').description('一个人的个人信息：导出或删除')
  whom(person.command('export <file>'))
    .description('把本系统里关于一个人的全部内容导出为 JSON（含明文，只有本用户可读）')
    .action(async (file: string, query: PersonQuery) => {
      const { leads, messages, customers } = await perform('person.export', { query, file: resolve(file) })
      if (leads + customers === 0) return nobody()
      console.log(
        `已导出到 ${file}：线索 ${leads} 条，聊天 ${messages} 条，ERP 索引 ${customers} 条。文件含明文，用后请删除`,
      )
    })
  whom(person.command('erase'))
    .description('删除本系统里关于一个人的内容，以后也不再记录；不可恢复')
    .option('--yes', '不再询问，用于脚本')
    .action(async ({ yes, ...query }: PersonQuery & { yes?: boolean }) => {
      const what = `删除 ${Object.values(query).join(' ')} 的聊天、资料和评分，不可恢复，以后也不再记录。`
      if (!(await consent(what, yes ?? false))) return console.error('没有删除')
      const { leads, messages, tasks, cancelled, remains } = await perform('person.erase', { query })
      if (leads === 0 && remains.length === 0) return nobody()
      console.log(`已删除：线索 ${leads} 条，聊天 ${messages} 条，待办 ${tasks} 条，取消未写入的 ${cancelled} 条`)
      for (const line of remains) console.log(`仍有：${line}`)
    })
}

const whom = (command: Command): Command =>
  command
    .option('--mobile <number>', '按手机号')
    .option('--wechat <id>', '按微信号')
    .option('--khid <khid>', '按客户编号')

function nobody(): void {
  console.error('本系统里没有这个人')
  process.exitCode = exitCode.failed
}
