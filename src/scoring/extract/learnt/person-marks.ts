import { nameShape, surnameLength } from '../../gazetteer/surnames.ts'
import { isCommonWord } from '../../gazetteer/words.ts'

const labelBehind =
  /\s*(?:吧|就行|就好|就可以|即可|哈|呢|呀|啊)?\s*(?:的)?(?:新|工作|私人)?(?:手机|电话|微信|薇信|联系方式|号码|号|vx|wx|v|qq)?(?:号码?|是|:|：|\s)*$/i
const formOfAddress = /(?:先生|女士|小姐|老师|师傅|经理|主任|阿姨|叔叔?|大爷|大姐|老板|[总工姐哥叔姨])$/

/** Who is named right before a number, and whether that is the writer by the `names` he gave; `before`: the words up to it. */
export function personMarks(before: string, names: readonly string[]): string[] {
  const clause = before.replace(labelBehind, '')
  const word = /[\u4e00-\u9fff·]+$/.exec(clause)?.[0] ?? ''
  const person = personAtEnd(word)
  if (person === undefined) return ['person none']
  const kind = formOfAddress.test(person) || /^[小老阿]/.test(person) ? 'called' : 'named'
  const rest = word.length > person.length ? ` behind ${word.slice(0, -person.length).slice(-2)}` : ''
  const whose =
    names.length === 0
      ? 'unknown'
      : names.some((name) => name === person || name.includes(person) || person.includes(name))
        ? 'himself'
        : names.some((name) => surnameOf(name) === surnameOf(person))
          ? 'alike'
          : 'another'
  return [`person ${whose}`, `person ${whose} ${kind}`, ...(rest ? [`person${rest}`, `person ${whose}${rest}`] : [])]
}

const surnameOf = (name: string): string => {
  const bare = name.replace(/^[小老阿]/, '')
  return bare.slice(0, surnameLength(bare) || 1)
}

/** The name or form of address with which a word ends. */
function personAtEnd(word: string): string | undefined {
  const address = formOfAddress.exec(word)
  if (address && address.index > 0) {
    const before = word.slice(0, address.index)
    const full = [3, 2].map((n) => before.slice(-n)).find((name) => nameShape(name) >= 2)
    return (full && before.length > 1 ? full : before.slice(-1)) + address[0]
  }
  const nick = /[小老阿][\u4e00-\u9fff]$/.exec(word)?.[0]
  if (nick && !isCommonWord(nick)) return nick
  return [3, 2, 4]
    .map((n) => word.slice(-n))
    .find((name) => name.length > 1 && nameShape(name) >= 2 && !isCommonWord(name))
}
