import type { Role, ThreadMessage } from '../../domain/index.ts'
import { clausesOf, plainText } from '../signals/plain-text.ts'

const priced =
  /\d+(?:\.\d+)?\s?(?:元|块|万|千|折|\/|全|起|每|一[\u4e00-\u9fff])|(?:最低|单价|全屋|一共|总价|合计|报价|含税)[^\d]{0,3}\d/
const maxOffers = 8

/** The salesperson's own words that name a price, the latest. */
export const offersIn = (messages: readonly ThreadMessage[]): string[] =>
  messages
    .filter((m) => m.role === 'sales' && m.kind === 'text')
    .flatMap((m) => clausesOf(plainText(m.text)).map((clause) => clause.text))
    .filter((text) => priced.test(text))
    .slice(-maxOffers)

const ourDeeds =
  /合同|样[品机板]|打样|报价|发票|发货|寄|送货|到货|到账|收款|付款|账期|交期|安装|上门|拜访|电话|方案|图纸|打(?:了)?(?:您|你|过去)/

/** He spoke, or our side named a price, a deed or a call; a greeting of ours alone waits for what comes of it. */
export const isWorthNote = (messages: readonly ThreadMessage[]): boolean =>
  messages.some((m) => m.role === 'customer') ||
  offersIn(messages).length > 0 ||
  messages.some((m) => m.role === 'sales' && m.kind === 'text' && ourDeeds.test(m.text.slice(0, 500)))

const speakers: Record<Role, string> = { customer: '客户', sales: '我方', other: '其他人' }
const empty = /^(?:嗯+|哦+|好的?|哈+|在吗|谢谢|收到|ok|[\p{P}\p{S}]*)$/iu
/** About five notes: a longer talk is left to WeChat's own record, and the note says how much. */
const maxTalkChars = 4_000

/** Who said what, word for word, the latest; empty phrases and other people's words are left out. */
export function spokenIn(messages: readonly ThreadMessage[]): string[] {
  const lines = messages
    .filter((m) => m.role !== 'other' && m.kind === 'text')
    .map((m) => ({ m, words: oneLine(m.text) }))
    .filter(({ words }) => words.length >= 2 && !empty.test(words))
    .map(({ m, words }) => `${speakers[m.role]}${m.room && m.speaker ? `(${m.speaker.slice(0, 20)})` : ''}：${words}`)
  let room = maxTalkChars
  const from = lines.findLastIndex((line) => {
    room -= line.length + 1
    return room < 0
  })
  return from < 0 ? lines : [`（更早的 ${from + 1} 条见微信记录）`, ...lines.slice(from + 1)]
}

/** A message of many pages is told by its beginning and its length. */
const maxMessageChars = 2_000
function oneLine(text: string): string {
  const bounded = text.slice(0, maxMessageChars)
  const words = plainText(bounded).replace(/\s+/g, ' ')
  return text.length > maxMessageChars ? `${words}（共 ${text.length} 字，其余见微信记录）` : words
}
