import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs'
import { type ConversationThread, readConversations } from '../app/conversation-file.ts'
import { thresholdOf } from '../app/settings.ts'
import { readEnv, resolveConfig } from '../config/index.ts'
import { parseScoringRules, scoreThread, type ThreadScore } from '../scoring/index.ts'
import { goldSchema, type Judged, measure, movedScores, reportLines } from '../scoring/measure/index.ts'
import { problemText } from '../shared/errors.ts'
import { exitCode, UsageError } from './exit.ts'

export interface ScoreOptions {
  out?: string
  gold?: boolean
  last?: string
}

const maxMoved = 20

/** Scores every conversation of a file; with `gold` compares, with an earlier result says what moved. */
export async function scoreFile(file: string, options: ScoreOptions): Promise<void> {
  const config = resolveConfig(readEnv())
  for (const doubt of config.doubts) console.error(problemText(doubt))
  const rules = parseScoringRules(config.sales)
  const threshold = thresholdOf(config)
  const last = readLast(options)
  const threads: ConversationThread[] = []
  const results: Array<ThreadScore & { id: string }> = []
  const sink = options.out === undefined ? 1 : openSync(options.out, 'w', 0o600)
  try {
    for await (const line of readConversations(file)) {
      if (line.ok) {
        const { id, messages } = line.thread
        const result = { id, ...scoreThread(messages, { rules, threshold }) }
        writeSync(sink, `${JSON.stringify(result)}\n`)
        if (options.gold) {
          threads.push(line.thread)
          results.push(result)
        }
      } else {
        console.error(line.error.message)
        process.exitCode = exitCode.failed
      }
    }
  } finally {
    if (options.out !== undefined) closeSync(sink)
  }
  if (options.gold) report(threads, results, last)
}

/** The run before, from the file that is about to be written or the one named. */
function readLast({ last, out }: ScoreOptions): Map<string, ThreadScore> {
  const path = last ?? out
  if (path === undefined || (last === undefined && !existsSync(path))) return new Map()
  try {
    const lines = readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
    return new Map(lines.map((line) => JSON.parse(line) as ThreadScore & { id: string }).map((row) => [row.id, row]))
  } catch (error) {
    if (last === undefined) return new Map()
    throw new UsageError(`--last ${last} 读不出来，应为以前 score 写的结果文件`, { cause: error })
  }
}

function report(
  threads: readonly ConversationThread[],
  results: ReadonlyArray<ThreadScore & { id: string }>,
  last: ReadonlyMap<string, ThreadScore>,
): void {
  const judged = (scores: ReadonlyMap<string, ThreadScore>): Judged[] =>
    threads.flatMap(({ id, raw }) => {
      const score = scores.get(id)
      if (!score || raw.gold === undefined) return []
      const gold = goldSchema.safeParse(raw.gold)
      if (gold.success) return [{ id, gold: gold.data, fields: score.fields, score: score.score }]
      console.error(`${id}: gold 不对（${gold.error.issues[0]?.path.join('.')}：${gold.error.issues[0]?.message}）`)
      process.exitCode = exitCode.failed
      return []
    })
  const now = judged(new Map(results.map((row) => [row.id, row])))
  const before = judged(last)
  for (const line of reportLines(measure(now), before.length > 0 ? measure(before) : undefined)) console.error(line)
  const moved = movedScores(results, new Map([...last].map(([id, row]) => [id, row.score])))
  if (moved.length > 0) console.error(`与上次相比有 ${moved.length} 个对话的分数变了：`)
  for (const line of moved.slice(0, maxMoved)) console.error(`  ${line}`)
}
