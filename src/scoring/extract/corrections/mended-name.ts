import { type FieldState, latestHeld, type Offer } from '../field-state.ts'
import { mentionsIn } from '../learnt/whose.ts'
import { slips, wrong } from './slip-words.ts'

/** What people say of a name that came out wrong. */
const misspelt = new RegExp(
  String.raw`${wrong}|${slips}|输入法|联想|手滑|手误|别字|同音|拼音|不是.的.|是.{1,3}的[\u4e00-\u9fff](?:字|哈|$|[\s,，])`,
)
const standingAlone = /(?<=^|[\s,，.。…:：、是叫姓])[\u4e00-\u9fff]{2,4}(?=$|[\s,，.。…、!！(（])/g
/** 对方是陈志明 我儿子: of one whose name is like his. */
const anothers = new Set(['kin', 'other', 'role'])
/** So many messages later nobody puts right how his name is written. */
const recent = 2

/** 季莹莹, and then: 打错 是 季盈盈; 谭志航, and then: 航是杭州的杭 谭志杭. */
export function mendedName(state: FieldState, text: string): Offer | undefined {
  const known = latestHeld(state, 'name')
  if (!known || state.seq - known.seq > recent) return undefined
  if (!misspelt.test(text) || mentionsIn(text).some(({ whose }) => anothers.has(whose))) return undefined
  const name = (text.match(standingAlone) ?? []).find((one) => isSpellingOf(known.value, one))
  return name === undefined
    ? undefined
    : { field: 'name', value: name, weight: 92, quote: text.slice(0, 80), corrects: true }
}

/** The same surname, and one character of the given name written otherwise. */
function isSpellingOf(known: string, written: string): boolean {
  if (known.length < 2 || written.length !== known.length || written[0] !== known[0]) return false
  return known.length === 2
    ? written !== known
    : [...known].filter((character, i) => written[i] !== character).length === 1 || isDoubled(known, written)
}

/** 莹莹, 盈盈. */
const isDoubled = (known: string, written: string): boolean =>
  known.length === 3 && known[1] === known[2] && written[1] === written[2] && written !== known
