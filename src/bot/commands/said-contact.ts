import { halfWidth } from '../../shared/half-width.ts'
import { isCompanyName, isPersonsName, isTitled, splitCompany } from './likely.ts'
import { asMobile } from './normalize.ts'

const number = /(?<!\d)(?:\+?86[\s-]?)?1[3-9]\d(?:[\s-]?\d){8}(?!\d)/g
const digits = /(?<!\d)\+?\d(?:[\s-]?\d){4,}(?!\d)/g
const separators = /[\s：:，,、；;。.！!（）()“”"'「」【】~～…/]+/u
const ahead = /^(?:客户|对方|他们?|她|这是|就是|是|叫|给|我|联系人|姓名|名字)+/u
const thing = '(?:手机号码|手机号|手机|电话号码|电话|号码|联系方式)'
const behind = new RegExp(`(?:的?新?${thing}(?:[是为]|改成|换成)?)+$|[的了是给]+$`, 'u')

// Somebody else's number, one that does not work, or a question.
const doubts =
  /不|没|错|空号|停机|别|[他她的]的?(?:老板|领导|同事|助理|秘书|财务|老婆|爱人|家人)|我的|我们|咱|[?？吗么呢]/u
const orders = /^\s*(?:请|麻烦|帮忙?|给我)*我?(?:再)?(?:查|搜|找|新建|添加|提醒|跟进|指派|打给|打电话)(?!到)/u

/** What an answer in ordinary words gives. */
export interface SaidContact {
  mobile: string
  name?: string
  company?: string
}

export type Reading = { contact: SaidContact; doubtful: boolean } | { problem: string }

/** A mobile in ordinary words: `李伟 138…`, `他的手机138…`, `138…，姓王`. Undefined: none, or the bot is told to do something. */
export function readContact(text: string): Reading | undefined {
  const plain = halfWidth(text)
  const [mobile, another, ...more] = mobilesIn(plain)
  const rest = withoutNumber(plain)
  if (mobile === undefined || orders.test(rest)) return undefined
  if (another !== undefined) return { problem: `有 ${more.length + 2} 个手机号，请只回一个` }
  return { contact: { mobile, ...whoIn(rest) }, doubtful: doubts.test(rest) }
}

/** The mobiles in ordinary words, each once. */
export const mobilesIn = (text: string): string[] => [
  ...new Set([...halfWidth(text).matchAll(number)].flatMap(([found]) => asMobile(found) ?? [])),
]

/** The words beside a mobile. */
export const withoutNumber = (text: string): string => halfWidth(text).replace(number, ' ')

/** What is said around a name left away: 孙强的手机, 客户叫孙强. */
export function bareWord(word: string): string {
  let bare = word
  for (let before = ''; before !== bare; ) {
    before = bare
    bare = bare.replace(behind, '')
  }
  return isPersonsName(bare) ? bare : bare.replace(ahead, '')
}

/** Person and company that are named in words. */
export function whoIn(rest: string): Omit<SaidContact, 'mobile'> {
  const who: Omit<SaidContact, 'mobile'> = {}
  const latin = /[A-Z][a-z]+(?: [A-Z][a-z]+)+/.exec(rest)?.[0]
  if (latin && isPersonsName(latin)) who.name = latin
  for (const word of rest.split(separators).map(bareWord)) {
    if (isPersonsName(word) || isTitled(word)) who.name ??= word
    else if (isCompanyName(word)) {
      const { company, name } = splitCompany(word)
      who.company ??= company
      if (name) who.name ??= name
    }
  }
  return who
}

/** What is wrong with a number that is no mobile; undefined where there is no number. */
export function wrongNumber(text: string): string | undefined {
  const plain = halfWidth(text)
  const [found] = plain.match(digits) ?? []
  if (!found || orders.test(plain)) return undefined
  const bare = found.replace(/\D/g, '').replace(/^86(?=1)/, '')
  const why = bare.length === 11 ? '应以 13–19 开头' : `是 ${bare.length} 位，应为 11 位`
  return `『${found.trim().slice(0, 20)}』不是有效的手机号：${why}，请重发`
}
