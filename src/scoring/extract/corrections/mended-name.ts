import { type FieldState, latestHeld, type Offer } from '../field-state.ts'
import { wrong } from './slip-words.ts'

const written = new RegExp(String.raw`(?:${wrong})了?[,，\s]*(?:应该)?是?\s?([\u4e00-\u9fff]{2,3})(?=$|[\s,，])`)
/** So many messages later nobody puts right how his name is written. */
const recent = 2

/** 季莹莹, and then: 打错 是 季盈盈. */
export function mendedName(state: FieldState, text: string): Offer | undefined {
  const name = written.exec(text)?.[1]
  const known = latestHeld(state, 'name')
  const isSpelling =
    name !== undefined &&
    known !== undefined &&
    state.seq - known.seq <= recent &&
    name !== known.value &&
    name.length === known.value.length &&
    name[0] === known.value[0]
  return isSpelling ? { field: 'name', value: name, weight: 92, quote: text.slice(0, 80), corrects: true } : undefined
}
