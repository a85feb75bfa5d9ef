import { wordsOf } from './fields.ts'
import type { CommandContext } from './types.ts'

/** Who it is about, and what is said of him. */
export interface CustomerAndText {
  who: string
  text: string
}

const quotes = `["“「'”」【】]`
const separator = /[\s,，:：、;；。【】]/u
const leading = new RegExp(`^(?:${quotes}|${separator.source})+`, 'u')
/** Names are not looked for in more than so many signs. */
const longestName = 20

/** `宏泰 已报价`, `宏泰，已报价`, `宏泰：已报价`: the customer, and the words behind him as they were typed. */
export function customerFirst(rest: string): CustomerAndText {
  const [first = ''] = wordsOf(rest)
  const isQuoted = /^\s*["“「']/u.test(rest)
  const who = isQuoted ? first : (first.split(separator).find((part) => part !== '') ?? '')
  const text = rest.slice(rest.indexOf(who) + who.length).replace(leading, '')
  return { who, text: text.trim() }
}

/** The same, also where nothing stands between them: the longest beginning that a customer or lead is known by. */
export async function knownFirst(rest: string, { store, desk }: CommandContext): Promise<CustomerAndText> {
  const split = customerFirst(rest)
  if (split.text !== '') return split
  for (let length = Math.min(longestName, split.who.length - 2); length >= 2; length--) {
    const who = split.who.slice(0, length)
    const known = (await store.findKnownCustomers({ text: who, limit: 1 })).length > 0
    if (known || (await desk.findLead(who)).length > 0)
      return { who, text: split.who.slice(length).replace(leading, '') }
  }
  return split
}
