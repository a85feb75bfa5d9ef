import type { ReadingState, Thread } from '../../domain/index.ts'
import type { Codec } from './codec.ts'

/** Words of messages in a reading, which go with the messages: their times stay legible for the store that drops them. */
interface WithTail extends ReadingState {
  llm?: { tail?: Array<{ at: number; [key: string]: unknown }>; [key: string]: unknown }
}

interface SealedReading extends ReadingState {
  sealed: string
  llm?: { tail?: Array<{ at: number; sealed: string }>; [key: string]: unknown }
}

const placeOf = (id: string) => `reading ${id}`

export function sealReading(codec: Codec, { id, reading }: Thread): ReadingState | undefined {
  if (reading === undefined) return undefined
  const seal = (value: unknown) => codec.seal(JSON.stringify(value), placeOf(id))
  const { tail, ...llm } = (reading as WithTail).llm ?? {}
  const kept = tail === undefined ? reading : { ...reading, llm }
  return {
    v: reading.v,
    sealed: seal(kept),
    ...(tail && { llm: { tail: tail.map((one) => ({ at: one.at, sealed: seal(one) })) } }),
  } satisfies SealedReading
}

/** Absent where it does not open. */
export function openReading(codec: Codec, { id, reading }: Thread): ReadingState | undefined {
  if (typeof reading?.sealed !== 'string') return reading
  const open = (sealed: string): unknown => {
    const text = codec.open(sealed, placeOf(id))
    return text === undefined ? undefined : JSON.parse(text)
  }
  const opened = open(reading.sealed) as WithTail | undefined
  const { llm } = reading as SealedReading
  if (!opened || !llm) return opened
  const tail = (llm.tail ?? []).flatMap((one) => open(one.sealed) ?? [])
  return { ...opened, llm: { ...opened.llm, ...llm, tail } }
}
