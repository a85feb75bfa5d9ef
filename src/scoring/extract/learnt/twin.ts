import { wechatDisguised } from '../contacts/channel-words.ts'
import { type FieldState, latestHeld, type Offer } from '../field-state.ts'
import type { ContactSpan } from './contact-spans.ts'

/*
 * One number for two ways to reach him: 微信同号, 加我也搜这个. Whether the words about WeChat say so is weighed by what
 * stands around them, with all numbers of the message behind marks.
 */

const chat = new RegExp(
  String.raw`微信|${wechatDisguised}|薇(?=[\s同也])|微心|卫星|绿泡泡|(?:微同|同微)(?=$|[\s,)])|[vV]信|(?<![A-Za-z])(?:vx|wx|v|wechat|weixin)(?![A-Za-z])`,
  'gi',
)
/** What is done with an id, where WeChat itself is not named. */
const adding = /搜|加(?:我|这|好友|得?到|上)|能加|同号|一个号|同一|一号/
const line = /手机|电话|号码/g
const account = /(?<![A-Za-z])qq(?![A-Za-z])|扣扣|企鹅/gi
/** So many words for WeChat are looked at, and so much around each. */
const mostWords = 4
const [ahead, behind] = [6, 10]

/** A number and whether the words of this message say that it is his id of WeChat as well. */
export interface Twin {
  value: string
  quote: string
  features: string[]
}

/** His mobile and his account, of this message or known before, where it speaks of WeChat. */
export function twinsOf(
  state: FieldState,
  text: string,
  spans: readonly ContactSpan[],
  byRules: readonly Offer[],
): Twin[] {
  const named = text.search(chat)
  const word = named < 0 ? text.search(adding) : named
  const asked = (state.earlier?.asked ?? '').search(chat) >= 0
  if ((word < 0 && !asked) || /(?:别|不要|不用)再?加微信|微信(?:没用|不用|不是)这个/.test(text)) return []
  return (['mobile', 'qq'] as const).flatMap((kind) => {
    const here = nearest(
      spans.filter(({ field }) => field === kind),
      word,
    )
    const value = here?.value ?? latestHeld(state, kind)?.value
    if (value === undefined) return []
    const marks = [
      ...marksOf(masked(text, spans, here), here !== undefined, state),
      ...(asked ? askedMarks(state.earlier?.asked ?? '') : []),
      named < 0 ? 'not named' : 'named',
    ]
    const ruled = byRules.some((offer) => offer.field === 'wechatId' && offer.value === value)
    const all = [...marks, ruled ? 'ruled' : 'not ruled', `ruled ${ruled} ${here ? 'here' : 'before'}`]
    return [
      {
        value,
        quote: here ? text.slice(here.start, here.end) : text.slice(0, 40),
        features: ['bias', ...all.flatMap((mark) => [mark, `${kind}: ${mark}`])],
      },
    ]
  })
}

/** How a question about WeChat ended. */
const askedMarks = (asked: string): string[] => [
  'asked of it',
  ...[2, 3]
    .flatMap((n) => grams(asked.replace(chat, '微').replace(line, '机').slice(-14), n))
    .map((gram) => `ag ${gram}`),
]

/** The number that stands next to the word, rather before it. */
function nearest(spans: readonly ContactSpan[], word: number): ContactSpan | undefined {
  const before = spans.filter(({ end }) => end <= word).at(-1)
  return before ?? spans.find(({ start }) => start >= word)
}

/** The number that is meant as #, others by their kind, words for WeChat, telephone and account each as one mark. */
function masked(text: string, spans: readonly ContactSpan[], meant: ContactSpan | undefined): string {
  let done = ''
  let at = 0
  for (const span of spans) {
    if (span.start < at || span.field === 'address') continue
    const same = meant && span.start === meant.start
    const mark = same ? '#' : span.field === 'wechatId' ? '@' : span.field === 'mobile' ? '1' : '0'
    done += text.slice(at, span.start) + mark
    at = span.end
  }
  return (done + text.slice(at)).replace(chat, '微').replace(line, '机').replace(account, 'Q').replace(/\s+/g, ' ')
}

function marksOf(text: string, here: boolean, { asked, held }: FieldState): string[] {
  const words = [...text.matchAll(/[微搜加同#]/g)].slice(0, mostWords)
  const marks = words.flatMap(({ 0: key, index }) => {
    const left = `^${text.slice(Math.max(0, index - ahead), index)}`
    const right = `${text.slice(index + 1, index + 1 + behind)}$`
    return [
      ...[1, 2, 3, 4].flatMap((n) => [`${key} l ${left.slice(-n)}`, `${key} r ${right.slice(0, n)}`]),
      `${key} lr ${left.slice(-1)} ${right.slice(0, 1)}`,
      `${key} lr ${left.slice(-1)} ${right.slice(0, 2)}`,
      ...[1, 2, 3].flatMap((n) => grams(right, n)).map((gram) => `rg ${gram}`),
      ...[1, 2].flatMap((n) => grams(left, n)).map((gram) => `lg ${gram}`),
    ]
  })
  return [
    ...new Set([
      ...marks,
      here ? 'here' : 'before',
      ...(text.includes('@') ? ['an id', `an id ${here}`] : []),
      ...(held.wechatId ? ['id known'] : []),
      ...(['wechatId', 'mobile', 'qq'] as const).filter((field) => asked[field]).map((field) => `asked ${field}`),
    ]),
  ]
}

const grams = (text: string, n: number): string[] =>
  Array.from({ length: Math.max(0, text.length - n + 1) }, (_, i) => text.slice(i, i + n))
