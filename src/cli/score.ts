import type { Command } from 'commander'
import type { ScoreOptions } from './score-file.ts'

/** `zhibang score FILE --out FILE`: no ERP, no side effects. */
export function addScore(program: Command): void {
  program
    .command('score <file>')
    .description('给对话文件（JSONL）打分并提取字段，不连接 ERP')
    .option('--out <file>', '结果写入这个文件（JSONL），默认标准输出')
    .option('--gold', '与文件里的 gold 对照，在标准错误上给出每个字段、每个分数线的精确率和召回率')
    .option('--last <file>', '上一次的结果文件：在标准错误上列出分数和字段变了的对话；默认是 --out 已有的内容')
    .action(async (file: string, options: ScoreOptions) => {
      // The rules take a moment to load: only this call needs them.
      const { scoreFile } = await import('./score-file.ts')
      await scoreFile(file, options)
    })
}
