import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export interface Member {
  readonly child: ChildProcess
  /** Resolves with the next line that starts with `word`. */
  says(word: string): Promise<string>
  /** Ends its input and waits for its end. */
  end(): Promise<void>
  /** SIGKILL. */
  kill(): Promise<void>
  readonly words: () => string
}

/** Starts a script of this folder as a process of its own. */
export function startMember(script: string, args: readonly string[], env: Record<string, string> = {}): Member {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  let words = ''
  const lines: string[] = []
  const listeners = new Set<() => void>()
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line)
    for (const listener of listeners) listener()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-20_000)
  })
  const ended = once(child, 'exit')
  return {
    child,
    words: () => words,
    says: (word) =>
      new Promise((done, fail) => {
        const look = () => {
          const line = lines.find((one) => one.startsWith(word))
          if (line === undefined) return
          listeners.delete(look)
          done(line)
        }
        listeners.add(look)
        void ended.then(() => fail(new Error(`ended before it said ${word}: ${words}`)))
        look()
      }),
    async end() {
      child.stdin.end()
      await ended
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
