import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
export const launcher = join(root, 'bin', 'zhibang.js')

export interface Finished {
  code: number | null
  stdout: string
  stderr: string
}

export interface CliOptions {
  env?: Record<string, string>
  /** Working directory; a `.env` there is read. @default a fresh one */
  cwd?: string
  /** What is typed, line by line; then the input ends. @default no input at all */
  input?: string
}

/** A fresh directory that is removed by `remove`. */
export function scratch(name: string): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), `zhibang-${name}-`))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

// Nothing of the machine's own settings reaches the process but what it needs to run.
const bareEnv = (home: string) => ({ PATH: process.env.PATH ?? '', HOME: home, TZ: 'Asia/Shanghai' })

/** Starts the real command line without a terminal. */
export function startCli(args: readonly string[], { env = {}, cwd, input }: CliOptions = {}): RunningCli {
  const home = scratch('home')
  const child = spawn(process.execPath, [launcher, ...args], {
    cwd: cwd ?? home.path,
    env: { ...bareEnv(home.path), ...env },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    detached: true,
  })
  // Who ends without reading is no fault of the writer.
  child.stdin?.on('error', () => {}).end(input)
  return new RunningCli(child, home.remove)
}

/** Runs the real command line to its end. */
export const runCli = (args: readonly string[], options: CliOptions = {}): Promise<Finished> =>
  startCli(args, options).finished

/** A process of ours that can be watched and killed. */
export class RunningCli {
  stdout = ''
  stderr = ''
  readonly finished: Promise<Finished>
  readonly #child: ChildProcess
  readonly #watchers = new Set<() => void>()

  constructor(child: ChildProcess, cleanUp: () => void) {
    this.#child = child
    child.stdout?.setEncoding('utf8').on('data', (text: string) => this.#heard('stdout', text))
    child.stderr?.setEncoding('utf8').on('data', (text: string) => this.#heard('stderr', text))
    this.finished = new Promise((done) => {
      child.on('close', (code) => {
        cleanUp()
        for (const look of this.#watchers) look()
        done({ code, stdout: this.stdout, stderr: this.stderr })
      })
    })
  }

  /** Resolves when the output has what is waited for; rejects when the process ends without it. */
  until(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((done, fail) => {
      const look = () => {
        const hit = pattern.exec(this.stdout) ?? pattern.exec(this.stderr)
        if (hit) {
          this.#watchers.delete(look)
          done(hit)
        } else if (this.#child.exitCode !== null || this.#child.signalCode !== null) {
          this.#watchers.delete(look)
          fail(new Error(`ended with ${this.#child.exitCode} before ${pattern}\n${this.stdout}\n${this.stderr}`))
        }
      }
      this.#watchers.add(look)
      look()
    })
  }

  /** Signals the launcher and the program it started. */
  signal(signal: NodeJS.Signals): void {
    const { pid, exitCode, signalCode } = this.#child
    if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, signal)
  }

  async kill(): Promise<void> {
    this.signal('SIGKILL')
    await this.finished
  }

  #heard(stream: 'stdout' | 'stderr', text: string): void {
    this[stream] += text
    for (const look of [...this.#watchers]) look()
  }
}
