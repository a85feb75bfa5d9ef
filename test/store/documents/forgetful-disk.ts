import type { Files, OpenFile } from '../../../src/store/documents/files.ts'

export class PowerCut extends Error {}

interface Content {
  /** As programs see it. */
  text: string
  /** As the platters hold it. */
  durable: string
}

/**
 * A disk that keeps only what was synced. After the power is cut, text that was not synced is any beginning of itself,
 * and a name that was not synced stands for its old or its new file, as chance has it.
 */
export class ForgetfulDisk implements Files {
  #names = new Map<string, Content>()
  #durableNames = new Map<string, Content>()
  #left = Number.POSITIVE_INFINITY
  operations = 0
  full = false

  /** The power goes after so many more operations. */
  cutAfter(operations: number): void {
    this.#left = operations
  }

  #operate(): void {
    this.operations++
    if (this.#left-- <= 0) throw new PowerCut('the power is gone')
  }

  read: Files['read'] = async (path) => this.#names.get(path)?.text

  create: Files['create'] = async (path): Promise<OpenFile> => {
    this.#operate()
    const content: Content = { text: '', durable: '' }
    this.#names.set(path, content)
    return {
      write: async (text) => {
        this.#operate()
        if (this.full) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
        content.text += text
      },
      sync: async () => {
        this.#operate()
        content.durable = content.text
      },
      close: async () => {},
    }
  }

  rename: Files['rename'] = async (from, to) => {
    this.#operate()
    const content = this.#names.get(from)
    if (!content) throw new Error(`ENOENT ${from}`)
    this.#names.delete(from)
    this.#names.set(to, content)
  }

  syncDirectory: Files['syncDirectory'] = async () => {
    this.#operate()
    this.#durableNames = new Map(this.#names)
  }

  copy: Files['copy'] = async (from, to) => {
    const content = this.#names.get(from)
    if (content) this.#names.set(to, { text: content.text, durable: content.text })
  }

  /** What the disk holds when the power is back. `chance` yields numbers in [0, 1). */
  powerBack(chance: () => number): void {
    this.#left = Number.POSITIVE_INFINITY
    const after = new Map<string, Content>()
    for (const name of new Set([...this.#names.keys(), ...this.#durableNames.keys()])) {
      const content = (chance() < 0.5 ? this.#names : this.#durableNames).get(name)
      if (content) after.set(name, survived(content, chance()))
    }
    this.#names = after
    this.#durableNames = new Map(after)
  }
}

function survived({ text, durable }: Content, chance: number): Content {
  const kept = text === durable ? text : text.slice(0, Math.floor(chance * (text.length + 1)))
  return { text: kept, durable: kept }
}
