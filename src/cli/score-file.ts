import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs'
import { type ConversationThread, readConversations } from '../app/conversation-file.ts'
import { rulesOf } from '../app/rules.ts'
import { thresholdOf } from '../app/settings.ts'
import { readEnv, resolveConfig } from '../config/index.ts'
import { scoreThread, type ThreadScore } from '../scoring/index.ts'
import { changedThreads, goldSchema, type Judged, measure, reportLines, type Said } from '../scoring/measure/index.ts'
import { problemText } from '../shared/errors.ts'
import { exitCode, UsageError } from './exit.ts'

export interface ScoreOptions {
  out?: string
  gold?: boolean
  last?: string
}

const maxChanged = 20

interface Row {
  thread: ConversationThread
  result: ThreadScore & { id: string }
}

/** Scores every conversation of a file; with `gold` compares, with an earlier result says what changed. */
export async function scoreFile(file: string, options: ScoreOptions): Promise<void> {
  const config = resolveConfig(readEnv())
  for (const doubt of config.doubts) console.error(problemText(doubt))
  const rules = rulesOf(config.sales)
  const threshold = thresholdOf(config)
  const last = readLast(options)
  const rows: Row[] = []
  const places = new Map<string, string>()
  const twice = new Set<string>()
  const sink = options.out === undefined ? 1 : openSync(options.out, 'w', 0o600)
  try {
    for await (const line of readConversations(file)) {
      if (!line.ok) {
        console.error(line.error.message)
        process.exitCode = exitCode.failed
        continue
      }
      if (line.notice) console.error(line.notice)
      const { id, messages } = line.thread
      const first = places.get(id)
      if (first === undefined) places.set(id, line.place)
      else {
        twice.add(id)
        console.error(`${line.place}: id “${id}” 重复，${first} 已有：各按自己的内容计，不与上次比较`)
      }
      const result = { id, ...scoreThread(messages, { rules, threshold }) }
      writeSync(sink, `${JSON.stringify(result)}\n`)
      if (options.gold || last.size > 0) rows.push({ thread: line.thread, result })
    }
  } finally {
    if (options.out !== undefined) closeSync(sink)
  }
  for (const id of twice) last.delete(id)
  if (options.gold) reportGold(rows, last)
  if (last.size > 0 || options.last !== undefined) reportChanges(rows, last)
}

/** The run before, from the file that is about to be written or the one named. */
function readLast({ last, out }: ScoreOptions): Map<string, Said> {
  const path = last ?? out
  if (path === undefined || (last === undefined && !existsSync(path))) return new Map()
  try {
    const lines = readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
    return new Map(lines.map(saidIn).map((row) => [row.id, row]))
  } catch (error) {
    if (last === undefined) return new Map()
    throw new UsageError(`--last ${last} 读不出来，应为以前 score 写的结果文件`, { cause: error })
  }
}

function saidIn(line: string): Said {
  const { id, fields, score } = JSON.parse(line) as Partial<Said>
  if (typeof id === 'string' && typeof score === 'number' && typeof fields === 'object') return { id, fields, score }
  throw new TypeError('not a line that score wrote')
}

function reportGold(rows: readonly Row[], last: ReadonlyMap<string, Said>): void {
  const now = rows.flatMap(({ thread, result }) => judgedBy(thread, result) ?? [])
  const before = now.flatMap(({ id, gold }): Judged[] => {
    const said = last.get(id)
    return said ? [{ ...said, gold }] : []
  })
  for (const line of reportLines(measure(now), before.length > 0 ? measure(before) : undefined)) console.error(line)
}

/** Undefined: there is no gold, or none that can be read. */
function judgedBy({ id, raw }: ConversationThread, { fields, score }: Said): Judged | undefined {
  if (raw.gold === undefined) return undefined
  const gold = goldSchema.safeParse(raw.gold)
  if (gold.success) return { id, gold: gold.data, fields, score }
  console.error(`${id}: gold 不对（${gold.error.issues[0]?.path.join('.')}：${gold.error.issues[0]?.message}）`)
  process.exitCode = exitCode.failed
  return undefined
}

function reportChanges(rows: readonly Row[], last: ReadonlyMap<string, Said>): void {
  const results = rows.map(({ result }) => result)
  const known = results.filter(({ id }) => last.has(id)).length
  const changed = changedThreads(results, last)
  console.error(`与上次相比：${known} 个对话两次都有，${changed.length} 个变了${changed.length > 0 ? '：' : ''}`)
  for (const line of changed.slice(0, maxChanged)) console.error(`  ${line}`)
  if (changed.length > maxChanged) console.error(`  ……另有 ${changed.length - maxChanged} 个`)
}
