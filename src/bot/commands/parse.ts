import { commandPrefix } from '../../domain/index.ts'
import { halfWidth } from '../../shared/half-width.ts'
import { editDistance } from './distance.ts'
import { marked, plainWordsOf, takeFields, wordsOf } from './fields.ts'
import { spelledOut } from './spelled-out.ts'
import type { CommandInput, Invocation } from './types.ts'

export interface Verb {
  name: string
  aliases?: readonly string[]
  spoken?: Readonly<Record<string, string>>
  freeText?: boolean
}

export type Parsed =
  | { kind: 'none' }
  | { kind: 'command'; call: Invocation }
  /** The prefix alone. */
  | { kind: 'empty' }
  /** `behind`: what is offered takes the unknown word for a customer in front of a verb. */
  | { kind: 'unknown'; said: string; nearest?: Invocation; behind?: boolean }

/**
 * Reads `/erp 动词 对象 字段:值 …`: full width, missing spaces, quotes, aliases, polite words in front. Only text with
 * the prefix is a command; an unknown verb comes back with the nearest one of those that may be offered.
 */
export function parseCommand(text: string, verbs: readonly Verb[], offered: readonly Verb[] = verbs): Parsed {
  const plain = halfWidth(text)
  const head = commandPrefix(plain)
  if (head === undefined) return { kind: 'none' }
  const body = plain.slice(head.length).trim().replace(moved, '$2 $1 $3')
  if (body.replace(polite, '') === '') return { kind: 'empty' }
  const spelled = spellings(verbs)
  const civil = body.replace(polite, '')
  const bare = civil.replace(mine, '')
  const call = calledBy(body, spelled) ?? calledBy(civil, spelled) ?? calledBy(bare, spelled)
  if (call) return { kind: 'command', call }
  const may = spellings(offered)
  // 我是水 is a slip of 我是谁, however little 我 says elsewhere.
  for (const read of [civil, bare]) {
    const first = firstOf(read)
    const near = nearestVerb(first, may)
    if (near) return { kind: 'unknown', said: first.slice(0, 12), nearest: callOf(near, read.slice(first.length)) }
  }
  return { kind: 'unknown', said: firstOf(bare).slice(0, 12), nearest: turned(bare, may), behind: true }
}

/** 请帮我查一下…: what stands before the verb and changes nothing … */
const polite =
  /^(?:(?:你好|您好|请|麻烦|劳驾|帮忙|帮|给我|替我|我想要?|我要|我来|能不能|可以|再|你|您|我(?=[要想来查找看])|看一?下|看看|打开|显示|列出|一下)[\s,，]*)+/u
/** … and whose it is, which goes without saying: 我的待办. */
const mine =
  /^(?:今天的?|今日|本周的?|这周的?|本月的?|这个月的?|我的|我有(?:哪些|什么|几个|多少个?)|有(?:哪些|什么)|我)\s*/u

/** 把华强指派给王强: the verb stands behind its object. */
const moved = /^把\s*(\S+?)\s*(指派|转交|转|分配|共享|放回公海|放公海|退公海|忽略)(?=给|\s|$|[,，原])(.*)$/su

const firstOf = (body: string) => /^[^\s:：,，、]+/u.exec(body)?.[0] ?? body

function calledBy(body: string, spelled: Spelling[]): Invocation | undefined {
  const first = firstOf(body)
  const hit = exact(first, spelled) ?? typed(first, spelled)
  return hit && callOf(hit, body.slice(hit.length))
}

/** 华强 跟进 已报价: the verb stands behind the customer. */
function turned(body: string, all: Spelling[]): Invocation | undefined {
  const [, first, second, tail] = /^(\S+)\s+(\S+)\s*(.*)$/su.exec(body) ?? []
  const verb = second && all.find(({ word }) => word.length > 1 && word === second.toLowerCase())
  return verb ? callOf(verb, ` ${first} ${tail}`) : undefined
}

interface Spelling {
  word: string
  verb: Verb
  /** Put before the words behind it. */
  before?: string
  /** Never the beginning of a longer word: 我. */
  whole?: boolean
}
interface Hit extends Pick<Spelling, 'verb' | 'before'> {
  length: number
}

const spellings = (verbs: readonly Verb[]): Spelling[] =>
  verbs
    .flatMap((verb): Spelling[] => [
      ...[verb.name, ...(verb.aliases ?? [])].map((word) => ({ word: word.toLowerCase(), verb })),
      ...Object.entries(verb.spoken ?? {}).map(([word, before]) => ({ word, verb, before, whole: word.length < 2 })),
    ])
    .sort((a, b) => b.word.length - a.word.length)

function exact(first: string, all: Spelling[]): Hit | undefined {
  const found = all.find(({ word }) => word === first.toLowerCase())
  return found && { ...found, length: first.length }
}

/** A verb without a space after it: 查客户华强. A whole word one slip away from a longer verb is a typo instead. */
function typed(first: string, all: Spelling[]): Hit | undefined {
  const low = first.toLowerCase()
  const start = all.find(({ word, whole }) => !whole && low.startsWith(word) && endsHere(word, low))
  if (!start) return undefined
  const slip = all.some(
    ({ word }) =>
      word.length > start.word.length && word.length >= 3 && low.length <= word.length && editDistance(low, word) === 1,
  )
  return slip ? undefined : { ...start, length: start.word.length }
}

/** An English alias ends where its letters end. */
const endsHere = (word: string, text: string) => !/[a-z]$/.test(word) || !/[a-z]/.test(text[word.length] ?? '')

function nearestVerb(first: string, all: Spelling[]): Spelling | undefined {
  const low = first.toLowerCase()
  return all
    .filter(({ word }) => word.length > 1)
    .map((spelling) => ({ spelling, distance: editDistance(low, spelling.word) }))
    .filter(({ spelling, distance }) => isSlip(low, spelling.word, distance))
    .sort((a, b) => a.distance - b.distance)[0]?.spelling
}

/** One sign of two in common is no slip, but for what sounds alike: 根进, not 撤回 for 收回. */
function isSlip(said: string, word: string, distance: number): boolean {
  if (!/\p{Script=Han}/u.test(word)) return distance <= Math.max(1, Math.floor(word.length / 2))
  return word.length > 2 ? distance <= 1 : distance <= 1 && editDistance(spelledOut(said), spelledOut(word)) <= 1
}

function callOf({ verb, before }: Pick<Spelling, 'verb' | 'before'>, tail: string): Invocation {
  const behind = tail.replace(/^(?:一下[儿子]?)?[\s:：,，、]*/u, '').trim()
  const rest = before ? `${before} ${behind}`.trim() : behind
  return { name: verb.name, ...readInput(rest, verb.freeText) }
}

/** The words after a verb. */
export function readInput(rest: string, freeText = false): CommandInput {
  if (freeText) return { rest, words: wordsOf(rest), fields: {}, picked: {} }
  const { fields, remaining } = takeFields(marked(rest))
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
