import type { PromiseMade, ThreadMessage } from '../../domain/index.ts'
import { honestPart } from '../extract/planted.ts'
import { clausesOf, plainText } from '../signals/plain-text.ts'
import { asksDeed } from './deeds.ts'
import { dueAt } from './due-date.ts'
import { dated } from './promises.ts'

/** What the customer wants of us by a day or an hour, as long as our side has not answered. */
export interface Asked {
  /** Worded for us: 明天上午10点给客户回电话. */
  text: string
  dueAt: number
}

const maxAsked = 5
const maxText = 60

const agrees =
  /^(?![的了啊呀哈呢哦您你吧]|老板)(?:[嗯恩哦好嘞滴勒哒能行成中的了啊呀哈呢您你吧]|没得?问题|可以|ok(?:ay)?|收到|明白|知道|了解|一定|肯定|必须|放心|记下|记住|安排|老板|[\u4e00-\u9fff]{1,2}(?:总|姐|哥|先生|女士|经理|老师))+$/i
const longestYes = 16
/** Taken back in the same breath, put off, or up to somebody else. */
const hedges =
  /(?<![要差])不(?!见不散|会忘|会晚)|没(?!问题)|但|可能|恐怕|尽量|来不及|赶不|太赶|问[一下]?下?|看看|看情况|要等|得等|改|晚[一点些天]|推迟|考虑/
const asksBack = /[?？]|吗$|多少|几点|哪|什么|怎么称呼|贵姓|是不是/
const takesBack = /算了|不用(?!担心|客气)|不需要|不必|取消|先不|改天|再说/

/**
 * The customer's dated requests, until our side says 好的 to them: then each is a promise of ours. `owes` is what the
 * message makes one.
 */
export function foldAsked(
  asked: readonly Asked[],
  message: ThreadMessage,
): { asked: readonly Asked[]; owes: PromiseMade[] } {
  const { kind, role, sentAt, id } = message
  if (kind !== 'text' || role === 'other') return { asked, owes: [] }
  const text = honestPart(plainText(message.text))
  if (role === 'customer')
    return { asked: [...(takesBack.test(text) ? [] : asked), ...requestsIn(text, sentAt)].slice(-maxAsked), owes: [] }
  const open = asked.filter((one) => one.dueAt > sentAt)
  if (open.length === 0) return { asked: [], owes: [] }
  const owes = () => open.map((one): PromiseMade => ({ by: 'sales', text: one.text, dueAt: one.dueAt, messageId: id }))
  if (agreesIn(text, sentAt)) return { asked: [], owes: owes() }
  // 您电话多少: he will answer when he knows.
  return { asked: asksBack.test(text) && !hedges.test(text) ? open : [], owes: [] }
}

/** 好的, 没问题的王总, 好 到时联系您; where he names a day himself, that one counts. */
function agreesIn(text: string, saidAt: number): boolean {
  const clauses = clausesOf(text)
  const [first] = clauses
  if (!first || first.question || first.text.length > longestYes || !agrees.test(first.text)) return false
  return clauses.every(
    ({ text: clause, question }) =>
      !question && !hedges.test(clause.replace(/没问题/g, '')) && dueAt(clause, saidAt) === undefined,
  )
}

/** Dated requests of one message of the customer. */
function requestsIn(text: string, saidAt: number): Asked[] {
  return dated(clausesOf(text), saidAt, asksDeed, true).map(({ text: words, due }) => ({
    text: forUs(words).slice(0, maxText),
    dueAt: due,
  }))
}

const politeness =
  /^(?:您好|你好|那就?|就|但|麻烦|辛苦|请问|请|你们?|您|能不能|能否|可不可以|可以|可否|能|帮忙|记得|一定要?|务必|[\s,，])+/
const tail = /[,，\s]*(?:可以|行|好|方便|成)?(?:吗|吧|么|嘛|哈|哦|啊|呢|不)+$/

const may = /(?:能不能|能否|可不可以|可否|可以|能|麻烦|请(?!问))(?=[给把帮派安发寄送打回报到])/g

const forUs = (words: string): string =>
  words
    .replace(politeness, '')
    .replace(may, '')
    .replace(tail, '')
    .replace(/我们|咱们|俺们|我|咱|俺/g, '客户')
