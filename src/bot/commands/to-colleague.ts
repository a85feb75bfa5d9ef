import { refused } from './answer.ts'
import { type Colleague, resolvePerson } from './persons.ts'
import { resolveOwn } from './resolve.ts'
import { refOf, type Subject } from './subject.ts'
import type { Answer, CommandContext, CommandInput } from './types.ts'

/** A customer and the colleague he goes to, settled one after the other: what 指派 and 共享 begin with. */
export async function customerAndColleague(
  command: string,
  input: CommandInput,
  context: CommandContext,
): Promise<{ ok: true; subject: Subject; person: Colleague; settled: CommandInput } | { ok: false; answer: Answer }> {
  const { what, whom } = partsOf(input)
  if (!what || !whom) {
    return { ok: false, answer: refused(`格式：/erp ${command} 客户 给 同事，例如 /erp ${command} 华强 给 王强`) }
  }
  const who = await resolveOwn(command, what, input, context)
  if (!who.ok) return who
  const settled = { ...input, picked: { ...input.picked, subject: refOf(who.subject) } }
  const to = await resolvePerson(command, whom, settled, context)
  return to.ok ? { ok: true, subject: who.subject, person: to.person, settled } : to
}

/** `华强 给 王强`, `华强给王强`, `华强 王强`. */
export function partsOf(input: CommandInput): { what?: string; whom?: string } {
  const text = input.words.join(' ')
  const match = /^(.+?)\s*(?:给|交给|转给|->|→|\bto\b)\s*(.+)$/iu.exec(text)
  if (match) return { what: match[1]?.trim(), whom: match[2]?.trim() }
  const [what, whom] = [input.words.slice(0, -1).join(' '), input.words.at(-1)]
  return { what: what || whom, whom: what ? whom : undefined }
}
