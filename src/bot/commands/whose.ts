import { denied } from './answer.ts'
import { type Colleague, resolvePerson } from './persons.ts'
import type { Answer, CommandContext, CommandInput } from './types.ts'

/** `person` undefined: one's own, of a manager the whole team's. */
export type Whose = { ok: true; person?: Colleague } | { ok: false; answer: Answer }

/**
 * Whose figures, leads or to-dos are asked for: a manager may name any colleague, everybody else only himself.
 * `otherwise` is said to the latter where the word is no name at all.
 */
export async function whoseIs(
  command: string,
  name: string,
  input: CommandInput,
  context: CommandContext,
  otherwise: Answer,
): Promise<Whose> {
  const { me, people } = context
  if (name === '' || name === me.name) return { ok: true }
  if (me.role === 'manager') return resolvePerson(command, name, input, context)
  const isColleague = people.all().some((person) => person.name === name)
  return {
    ok: false,
    answer: isColleague ? denied(`无权限：${name}的${command}由主管看，您自己的请发 /erp ${command}`) : otherwise,
  }
}
