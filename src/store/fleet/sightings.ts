/** What the sender knows of a call, by one clock. */
export interface Journey {
  /** It was allowed to leave. */
  departedAt: number
  /** Its bytes left. */
  sentAt?: number
  answeredAt?: number
}

/** Ways of the processes of a fleet to the ERP differ by so much at most, ms. */
export const unevenWayMs = 30
/** What is not answered yet was seen so long after it left, ms. */
export const usualWayMs = 45
/** So much lateness a call is granted on average; what others do not need is saved up for one that was very late. */
const lateEachMs = 25
const lateSavedMs = 400
/** From so many answers on the quickest says how long the server itself takes. */
const enough = 4
const generationMs = 30_000

/**
 * When the server has surely seen a call. The quickest answer of the last minute is way and work alone; what another one
 * took longer may have been lost before it arrived: a process or a server that waited for the processor. Where answers
 * differ by themselves that would cost too much of the rate, so there is a budget.
 */
export function createSightings() {
  let saved = lateSavedMs
  let answers = 0
  let since = Number.NEGATIVE_INFINITY
  let quickest = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]

  function learn(tookMs: number, now: number): void {
    if (now - since > generationMs) {
      quickest = [Number.POSITIVE_INFINITY, quickest[0] ?? Number.POSITIVE_INFINITY]
      since = now
    }
    quickest[0] = Math.min(quickest[0] ?? tookMs, tookMs)
    answers++
  }

  /** Of what the answer took, so much may have been lost on the way there. */
  function lateness(tookMs: number): number {
    const late = Math.min(tookMs - (answers < enough ? 0 : Math.min(...quickest)), saved)
    saved = Math.min(lateSavedMs, saved - late + lateEachMs)
    return late
  }

  return {
    seenBy({ departedAt, sentAt = departedAt, answeredAt }: Journey): number {
      if (answeredAt === undefined) return Math.max(departedAt, sentAt) + usualWayMs + unevenWayMs
      const tookMs = Math.max(0, answeredAt - departedAt)
      learn(tookMs, answeredAt)
      return Math.max(departedAt + lateness(tookMs), sentAt) + unevenWayMs
    },
  }
}
