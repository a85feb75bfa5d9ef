import type { ThreadMessage } from '../../src/domain/index.ts'

/** Threads in which people only chat, to be set into others: who buys chats as well. */
export interface Chatter {
  /** The messages with a run of at most `most` messages of chat among them, before or behind; the same for the same `n`. */
  into(messages: readonly ThreadMessage[], most: number, n: number): ThreadMessage[]
}

const fewest = 2
const mostChats = 3
const minute = 60_000

/** `chats`: the messages of threads that are nothing but chat, each with at least a few. */
export function chatterOf(chats: readonly (readonly ThreadMessage[])[]): Chatter {
  const runs = chats.filter((chat) => chat.length >= fewest)
  return {
    into(messages, most, n) {
      const draw = drawFrom(n)
      const drawn = Array.from({ length: 1 + draw(mostChats) }, () => runs[draw(runs.length)] ?? [])
      const run = drawn.flat().slice(0, fewest + draw(most - fewest + 1))
      const at = [0, messages.length, draw(messages.length + 1)][draw(3)] ?? 0
      const first = messages[0]?.sentAt ?? 0
      return [...messages.slice(0, at), ...run, ...messages.slice(at)].map((message, i) => ({
        ...message,
        sentAt: first + i * minute,
      }))
    },
  }
}

/** Numbers below a bound, the same row of them for the same seed. */
function drawFrom(seed: number): (below: number) => number {
  let state = (seed + 1) * 2_654_435_761
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 374_761_393) >>> 0
    return state % Math.max(1, below)
  }
}
