import { commandPrefix } from '../../domain/index.ts'
import { halfWidth } from '../../shared/half-width.ts'
import { editDistance } from './distance.ts'
import { plainWordsOf, takeFields, wordsOf } from './fields.ts'
import type { CommandInput, Invocation } from './types.ts'

export interface Verb {
  name: string
  aliases?: readonly string[]
  freeText?: boolean
}

export type Parsed =
  | { kind: 'none' }
  | { kind: 'command'; call: Invocation }
  /** The prefix alone. */
  | { kind: 'empty' }
  | { kind: 'unknown'; said: string; nearest?: Invocation }

/**
 * Reads `/erp 动词 对象 字段:值 …`: full width, missing spaces, quotes, aliases. Only text with the prefix is
 * a command; an unknown verb comes back with the nearest known one.
 */
export function parseCommand(text: string, verbs: readonly Verb[]): Parsed {
  const plain = halfWidth(text)
  const head = commandPrefix(plain)
  if (head === undefined) return { kind: 'none' }
  const body = plain.slice(head.length).trim()
  if (body === '') return { kind: 'empty' }
  const first = /^[^\s:：]+/u.exec(body)?.[0] ?? body
  const spelled = spellings(verbs)
  const hit = exact(first, spelled) ?? typed(first, spelled)
  if (hit) return { kind: 'command', call: callOf(hit.verb, body.slice(hit.length)) }
  const near = nearestVerb(first, spelled)
  return { kind: 'unknown', said: first.slice(0, 12), nearest: near && callOf(near.verb, body.slice(first.length)) }
}

interface Spelling {
  word: string
  verb: Verb
}
interface Hit {
  verb: Verb
  length: number
}

const spellings = (verbs: readonly Verb[]): Spelling[] =>
  verbs
    .flatMap((verb) => [verb.name, ...(verb.aliases ?? [])].map((word) => ({ word: word.toLowerCase(), verb })))
    .sort((a, b) => b.word.length - a.word.length)

function exact(first: string, all: Spelling[]): Hit | undefined {
  const found = all.find(({ word }) => word === first.toLowerCase())
  return found && { verb: found.verb, length: first.length }
}

/** A verb without a space after it: 查客户华强. A whole word one slip away from a longer verb is a typo instead. */
function typed(first: string, all: Spelling[]): Hit | undefined {
  const low = first.toLowerCase()
  const start = all.find(({ word }) => low.startsWith(word) && endsHere(word, low))
  if (!start) return undefined
  const slip = all.some(
    ({ word }) =>
      word.length > start.word.length && word.length >= 3 && low.length <= word.length && editDistance(low, word) === 1,
  )
  return slip ? undefined : { verb: start.verb, length: start.word.length }
}

/** An English alias ends where its letters end. */
const endsHere = (word: string, text: string) => !/[a-z]$/.test(word) || !/[a-z]/.test(text[word.length] ?? '')

function nearestVerb(first: string, all: Spelling[]): Spelling | undefined {
  const low = first.toLowerCase()
  const ranked = all
    .filter(({ word }) => word.length > 1)
    .map((spelling) => ({ spelling, distance: editDistance(low, spelling.word) }))
    .sort((a, b) => a.distance - b.distance)
  const best = ranked[0]
  return best && best.distance <= Math.max(1, Math.floor(best.spelling.word.length / 2)) ? best.spelling : undefined
}

function callOf(verb: Verb, tail: string): Invocation {
  const rest = tail.replace(/^[\s:：,，]+/u, '').trim()
  return { name: verb.name, ...readInput(rest, verb.freeText) }
}

/** The words after a verb. */
export function readInput(rest: string, freeText = false): CommandInput {
  if (freeText) return { rest, words: wordsOf(rest), fields: {}, picked: {} }
  const { fields, remaining } = takeFields(rest)
  return { rest, words: plainWordsOf(remaining), fields, picked: {} }
}

export type ReplyWord = { kind: 'number'; number: number } | { kind: 'next' | 'yes' | 'no' }

const yes = /^(?:是|是的|确认|确定|y|yes|ok)$/i
const no = /^(?:否|不|不是|取消|n|no)$/i
const next = /^(?:下页|下一页|next)$/i

/** An answer to a question: a number, 下页, 是, 否. Anything else is not. */
export function parseReply(text: string): ReplyWord | undefined {
  const word = halfWidth(text)
    .trim()
    .replace(/^(?:@[^\s@]{1,40}\s+)+/u, '')
    .replace(/^[#第]?(?=\d)/u, '')
    .replace(/[。.!！、个号\s]+$/u, '')
  if (/^\d{1,2}$/.test(word)) return { kind: 'number', number: Number(word) }
  if (yes.test(word)) return { kind: 'yes' }
  if (no.test(word)) return { kind: 'no' }
  return next.test(word) ? { kind: 'next' } : undefined
}
