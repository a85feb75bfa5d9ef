import type { LeadFields, Scorer, ThreadMessage } from '../../domain/index.ts'
import { labelOf } from './fields.ts'

/** Fields read out of a forwarded or quoted chat record, by the names people write. */
export interface Recognized {
  fields: Record<string, string>
  /** Labels of what is not sure. */
  unsure: string[]
}

const sureFrom = 0.7
// `张三: 要50台`, `张三 11-20 10:00` with the words on the next line.
const speakerLine = /^([^:：]{1,20})[:：]\s*(.+)$/u
const headLine = /^(\S{1,20})\s+(?:\d{4}[-/年])?\d{1,2}[-/月]\d{1,2}日?\s+\d{1,2}:\d{2}(?::\d{2})?$/u

/** Who is named in the house speaks for us, everybody else is the customer. */
export function messagesIn(record: string, colleagues: readonly string[], at: number): ThreadMessage[] {
  const ours = new Set(colleagues)
  let head: string | undefined
  const messages: ThreadMessage[] = []
  for (const line of record.split('\n').map((text) => text.trim())) {
    if (line === '' || /聊天记录$/u.test(line)) continue
    const named = headLine.exec(line)?.[1]
    if (named) {
      head = named
      continue
    }
    const said = speakerLine.exec(line)
    const isField = said?.[1] !== undefined && /^(?:手机|电话|地址|邮箱|微信|公司|联系人|姓名|QQ)/iu.test(said[1])
    const speaker = said && !isField ? said[1] : head
    const text = said && !isField ? (said[2] ?? '') : line
    const role = speaker !== undefined && ours.has(speaker.trim()) ? 'sales' : 'customer'
    messages.push({ id: `record-${messages.length}`, role, kind: 'text', text, speaker, sentAt: at })
  }
  return messages
}

/** Undefined: nothing in it that makes a customer. */
export function recognize(
  record: string,
  { scorer, colleagues, now }: { scorer: Scorer; colleagues: readonly string[]; now: number },
): Recognized | undefined {
  const messages = messagesIn(record, colleagues, now)
  const found = scorer.assess(scorer.read(scorer.start(), messages), now).fields
  const fields = namesOf(found)
  if (Object.keys(fields).length === 0) return undefined
  const unsure = Object.entries(found).flatMap(([key, field]) =>
    field.confidence < sureFrom && key !== 'type'
      ? [labelOf(key === 'name' ? 'contactName' : key === 'company' ? 'name' : key)]
      : [],
  )
  return { fields, unsure }
}

/** A lead has company and name; a person writes 名称 and 联系人. */
function namesOf({ company, name, type, ...rest }: LeadFields): Record<string, string> {
  const personal = type?.value === 'personal' || !company
  const title = personal ? name?.value : company?.value
  return {
    ...Object.fromEntries(Object.entries(rest).map(([key, field]) => [key, field.value])),
    ...(title && { name: title }),
    ...(!personal && name && { contactName: name.value }),
    ...(title && { type: personal ? '个人' : '单位' }),
  }
}
