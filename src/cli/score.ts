import { closeSync, openSync, writeSync } from 'node:fs'
import type { Command } from 'commander'
import { readConversations } from '../app/conversation-file.ts'
import { readEnv, resolveConfig } from '../config/index.ts'
import { scoreThread } from '../scoring/index.ts'
import { exitCode } from './exit.ts'

/** `zhibang score FILE --out FILE`: no ERP, no side effects. */
export function addScore(program: Command): void {
  program
    .command('score <file>')
    .description('给对话文件（JSONL）打分并提取字段，不连接 ERP')
    .option('--out <file>', '结果写入这个文件（JSONL），默认标准输出')
    .action((file: string, options: { out?: string }) => scoreFile(file, options.out))
}

async function scoreFile(file: string, out: string | undefined): Promise<void> {
  const config = resolveConfig(readEnv())
  const sink = out === undefined ? 1 : openSync(out, 'w', 0o600)
  try {
    for await (const line of readConversations(file)) {
      if (line.ok) {
        const { id, messages } = line.thread
        const result = scoreThread(messages, { rules: config.sales, threshold: config.settings.ERP_SCORE_THRESHOLD })
        writeSync(sink, `${JSON.stringify({ id, ...result })}\n`)
      } else {
        console.error(line.error.message)
        process.exitCode = exitCode.failed
      }
    }
  } finally {
    if (out !== undefined) closeSync(sink)
  }
}
