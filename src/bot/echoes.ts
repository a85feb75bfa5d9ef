import type { Clock } from '../shared/clock.ts'
import { dropOldest } from '../shared/collections.ts'

const rememberedMs = 120_000
const most = 500

/** Texts the bot said itself: they come back as the account's own messages and are nobody's command. */
export class Echoes {
  readonly #clock: Clock
  readonly #said = new Map<string, number>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  said(conversationId: string, text: string): void {
    this.#said.set(key(conversationId, text), this.#clock.now())
    dropOldest(this.#said, most)
  }

  has(conversationId: string, text: string): boolean {
    const at = this.#said.get(key(conversationId, text))
    return at !== undefined && this.#clock.now() - at < rememberedMs
  }
}

const key = (conversationId: string, text: string) => `${conversationId}\n${text.trim()}`
