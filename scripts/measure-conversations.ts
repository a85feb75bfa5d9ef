/*
 * The figures of data/conversations/README.md on conversation files with gold:
 *   node bin/with-runtime.js node scripts/measure-conversations.ts [--verbose] FILE.jsonl …
 */
import { basename } from 'node:path'
import { argv } from 'node:process'
import { readConversations } from '../src/app/conversation-file.ts'
import { fieldNames } from '../src/domain/index.ts'
import { scoreThread } from '../src/scoring/index.ts'
import { goldSchema, type Judged, judgeField, measure, reportLines } from '../src/scoring/measure/index.ts'

async function judgedThreads(file: string): Promise<Judged[]> {
  const judged: Judged[] = []
  for await (const line of readConversations(file)) {
    if (!line.ok) throw line.error
    const { id, messages, raw } = line.thread
    const { fields, score } = scoreThread(messages)
    judged.push({ id, gold: goldSchema.parse(raw.gold ?? {}), fields, score })
  }
  return judged
}

function differences(thread: Judged): string[] {
  return fieldNames.flatMap((name) => {
    const verdict = judgeField(thread, name)
    if (!verdict || !(verdict.missed || verdict.wrong || verdict.forbidden)) return []
    return [`${name}: want ${thread.gold.fields[name] ?? '-'} got ${thread.fields[name] ?? '-'}`]
  })
}

const files = argv.slice(2).filter((arg) => arg !== '--verbose')
for (const file of files) {
  const threads = await judgedThreads(file)
  console.log(`\n${basename(file)}: ${threads.length}`)
  for (const thread of argv.includes('--verbose') ? threads : []) {
    const problems = differences(thread)
    if (problems.length > 0)
      console.log(`  ${thread.id} ${thread.score} (${thread.gold.intent ?? '-'})  ${problems.join(' ; ')}`)
  }
  for (const line of reportLines(measure(threads))) console.log(line)
}
