import type { PromiseMade, ThreadMessage } from '../../domain/index.ts'
import { clausesOf, plainText } from '../signals/plain-text.ts'
import { dueAt } from './due-date.ts'

const maxPromises = 20
const maxText = 60
const given =
  /(?:给|发|寄|报|传|送|联系|回复|答复|拜访|上门|安排|打(?:给|电话|款)|付|签|确认|定下?|过来|过去|到(?:店|厂|公司)|出(?:方案|报价|图)|做(?:好|完)|完成|交|提供|整理|寄出|发货|出货|到货|申请|问一?下|汇报|看(?:厂|房|车|店|样|现场)|取|拿|面谈|见|约|名单|图纸)/
const notGiven = /不|没|别|吗|么|多少|几天|如果|要是|\?|怎么/

/** Words about the future with a date and a deed: 周五给您报价, 名单下午给. Bounded, latest kept. */
export function foldPromises(known: readonly PromiseMade[], message: ThreadMessage): PromiseMade[] {
  if (message.kind !== 'text' || message.role === 'other') return [...known]
  const by = message.role
  const fresh = clausesOf(plainText(message.text)).flatMap((clause): PromiseMade[] => {
    if (clause.question || notGiven.test(clause.text) || !given.test(clause.text)) return []
    const due = dueAt(clause.text, message.sentAt)
    return due === undefined ? [] : [{ by, text: clause.text.slice(0, maxText), dueAt: due, messageId: message.id }]
  })
  return fresh.length === 0 ? [...known] : [...known, ...fresh].slice(-maxPromises)
}
