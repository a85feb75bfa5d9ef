import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { UsageError } from './exit.ts'

/** Questions to the person at the terminal. */
export interface Asker {
  /** The answer, trimmed; empty where nothing was typed. */
  text(question: string): Promise<string>
  /** Typed without being shown. */
  secret(question: string): Promise<string>
  close(): void
}

/** Reads answers line by line from stdin, also from a pipe. The questions go to stderr: stdout belongs to results. */
export function openAsker(): Asker {
  let muted = false
  const screen = new Writable({
    write(chunk, _encoding, done) {
      if (!muted) process.stderr.write(chunk)
      done()
    },
  })
  const terminal = process.stdin.isTTY === true
  const lines = createInterface({ input: process.stdin, output: screen, terminal })
  const waiting: string[] = []
  const takers: Array<(line: string | undefined) => void> = []
  let ended = false
  lines.on('line', (line) => {
    const taker = takers.shift()
    if (taker) taker(line)
    else waiting.push(line)
  })
  lines.on('close', () => {
    ended = true
    for (const taker of takers.splice(0)) taker(undefined)
  })
  const next = async (): Promise<string> => {
    const line =
      waiting.shift() ?? (ended ? undefined : await new Promise<string | undefined>((done) => takers.push(done)))
    if (line === undefined) throw new UsageError('没有得到回答就结束了；不在终端里时用选项给出（--help 查看）')
    return line.trim()
  }
  return {
    async text(question) {
      process.stderr.write(question)
      return next()
    },
    async secret(question) {
      process.stderr.write(question)
      muted = true
      try {
        return await next()
      } finally {
        muted = false
        process.stderr.write('\n')
      }
    },
    close: () => lines.close(),
  }
}

/** Asks before something that cannot be taken back. `yes`: answered already. Throws UsageError where nobody can answer. */
export async function consent(what: string, yes: boolean): Promise<boolean> {
  if (yes) return true
  if (process.stdin.isTTY !== true) throw new UsageError(`${what}\n不在终端里，确认请加 --yes`)
  const asker = openAsker()
  try {
    return /^(?:y|yes|是|好|确认)$/i.test(await asker.text(`${what}\n继续？(y/N) `))
  } finally {
    asker.close()
  }
}
