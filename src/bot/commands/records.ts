import type { Clock } from '../../shared/clock.ts'
import { answerWithinMs } from './prompts.ts'
import type { Place, Reply, Sender } from './types.ts'

/** One person in one chat. */
export const keyOf = (sender: Sender, place: Place) => `${sender.contactId}|${place.conversationId}`

/** The chat record each person forwarded last, for as long as an answer counts. */
export class Records {
  readonly #clock: Clock
  readonly #kept = new Map<string, { text: string; at: number }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  keep(text: string, sender: Sender, place: Place): Reply[] {
    this.#kept.set(keyOf(sender, place), { text, at: this.#clock.now() })
    return []
  }

  last(sender: Sender, place: Place): string | undefined {
    const kept = this.#kept.get(keyOf(sender, place))
    if (kept && this.#clock.now() - kept.at <= answerWithinMs) return kept.text
    this.#kept.delete(keyOf(sender, place))
    return undefined
  }
}
