import type { Clock } from '../../shared/clock.ts'
import { dropOldest } from '../../shared/collections.ts'

const kept = 100

/** What the ERP answered last, by question: told with its age while it is away. */
export class Seen {
  readonly #clock: Clock
  readonly #answers = new Map<string, { value: unknown; at: number }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  keep(question: string, value: unknown): void {
    this.#answers.delete(question)
    this.#answers.set(question, { value, at: this.#clock.now() })
    dropOldest(this.#answers, kept)
  }

  last<T>(question: string): { value: T; at: number } | undefined {
    return this.#answers.get(question) as { value: T; at: number } | undefined
  }
}
