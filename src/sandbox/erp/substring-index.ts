/**
 * Finds ids by a part of their text without reading all of them: pieces of `size` characters lead to the candidates.
 * A piece's list may hold ids whose text has changed since; whoever asks compares with the text of today.
 */
export class SubstringIndex {
  readonly #size: number
  readonly #pieces = new Map<string, number[]>()

  constructor(size: number) {
    this.#size = size
  }

  add(id: number, text: string): void {
    for (const piece of this.#cut(text)) {
      const ids = this.#pieces.get(piece)
      if (!ids) this.#pieces.set(piece, [id])
      else if (ids[ids.length - 1] !== id) ids.push(id)
    }
  }

  /** Ids that may hold `part`; undefined when it is too short to tell. */
  candidates(part: string): Iterable<number> | undefined {
    if (part.length < this.#size) return undefined
    let fewest: number[] | undefined
    for (const piece of this.#cut(part)) {
      const ids = this.#pieces.get(piece)
      if (!ids) return []
      if (!fewest || ids.length < fewest.length) fewest = ids
    }
    return new Set(fewest)
  }

  *#cut(text: string): Generator<string> {
    for (let i = 0; i + this.#size <= text.length; i++) yield text.slice(i, i + this.#size)
  }
}
