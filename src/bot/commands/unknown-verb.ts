import { asMobile } from './normalize.ts'
import { readInput } from './parse.ts'
import type { Answer, CommandContext, Invocation } from './types.ts'

/** Offers the nearest verb; a customer's name or number alone is looked for, where he may. */
export async function unknownVerb(
  { said, nearest, behind }: { said: string; nearest?: Invocation; behind?: boolean },
  context: CommandContext,
): Promise<Answer> {
  const meant = nearest ?? (await lookUp(said, context))
  if (!meant) return { text: `没有『${said}』，发 /erp 帮助 看可用的命令`, outcome: 'refused' }
  const words = behind ? ` ${meant.rest}` : ''
  return { text: `没有『${said}』，是不是 ${meant.name}${words}？回“是”执行`, outcome: 'refused', ask: { yes: meant } }
}

async function lookUp(said: string, { me, store, desk }: CommandContext): Promise<Invocation | undefined> {
  if (me.role === 'operator' || said.length < 2) return undefined
  const isKnown =
    asMobile(said) !== undefined ||
    (await store.findKnownCustomers({ text: said, limit: 1 })).length > 0 ||
    (await desk.findLead(said)).length > 0
  return isKnown ? { ...readInput(said), name: '查客户' } : undefined
}
