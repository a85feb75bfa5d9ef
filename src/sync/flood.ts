import type { Clock } from '../shared/clock.ts'

const toldPerHour = 5

/** Ten thousand refusals are one incident: after a few the operator hears that there are more. */
export function createFlood(clock: Clock) {
  const told = new Map<string, { hour: number; count: number }>()
  return {
    /** The words to say; undefined = nothing. */
    next(kind: string, text: string): string | undefined {
      const hour = Math.floor(clock.now() / 3_600_000)
      const known = told.get(kind)
      const count = known?.hour === hour ? known.count + 1 : 1
      told.set(kind, { hour, count })
      if (count <= toldPerHour) return text
      return count === toldPerHour + 1 ? '这一小时内还有更多项失败，不再逐条提醒，请用 /erp 队列 查看' : undefined
    },
  }
}
