import { closeSync, fdatasync, ftruncateSync, openSync, readFileSync, write } from 'node:fs'
import { promisify } from 'node:util'

const writeTo = (fd: number, text: string) =>
  new Promise<void>((done, fail) => write(fd, text, (error) => (error ? fail(error) : done())))
const sync = promisify(fdatasync)

/** One thing that came to be, under a short name of its kind. */
export type JournalEntry = { kind: string; value: unknown }

/** Append-only file, one JSON document a line. Lines that arrive together are written and synced together. */
export class Journal {
  readonly #fd: number
  #pending: string[] = []
  #flushing: Promise<void> | undefined
  #closed: Promise<void> | undefined

  private constructor(fd: number) {
    this.#fd = fd
  }

  /** Opens the file and hands what it holds to `replay`. A torn last line, never confirmed to anyone, is cut off. */
  static open(file: string, replay: (entry: JournalEntry) => void): Journal {
    const fd = openSync(file, 'a+', 0o600)
    const bytes = readFileSync(file)
    const whole = bytes.lastIndexOf(10) + 1
    if (whole < bytes.length) ftruncateSync(fd, whole)
    for (const line of bytes.subarray(0, whole).toString('utf8').split('\n')) {
      if (line) replay(JSON.parse(line) as JournalEntry)
    }
    return new Journal(fd)
  }

  append(entry: JournalEntry): void {
    this.#pending.push(`${JSON.stringify(entry)}\n`)
  }

  /** Resolves when everything appended so far is on the disk. */
  async settled(): Promise<void> {
    while (this.#flushing || this.#pending.length > 0) {
      this.#flushing ??= this.#flush()
      await this.#flushing
    }
  }

  async #flush(): Promise<void> {
    const lines = this.#pending.join('')
    this.#pending = []
    try {
      // A string write may be short only on a full disk; the error then reaches the caller.
      await writeTo(this.#fd, lines)
      await sync(this.#fd)
    } finally {
      this.#flushing = undefined
    }
  }

  empty(): void {
    this.#pending = []
    ftruncateSync(this.#fd)
  }

  /** Once, however often it is called: the number of a closed file soon belongs to another one. */
  close(): Promise<void> {
    this.#closed ??= this.settled().finally(() => closeSync(this.#fd))
    return this.#closed
  }
}
