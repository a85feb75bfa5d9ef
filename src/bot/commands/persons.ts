import { CrmError, callPriority, type ErpUserId } from '../../domain/index.ts'
import { numbered, refused, withPicked } from './answer.ts'
import { soundsLike } from './similar.ts'
import type { Answer, CommandContext, CommandInput } from './types.ts'

/** A colleague who can own customers. */
export interface Colleague {
  userId: ErpUserId
  name: string
  department?: string
}

export type ResolvedPerson = { ok: true; person: Colleague } | { ok: false; answer: Answer }

/** People of the house and of the ERP's user list; the ERP being away leaves the former. */
export async function colleagues(context: CommandContext): Promise<Colleague[]> {
  const own = context.people
    .all()
    .filter((p) => p.active && p.erpUserId !== undefined)
    .map((p) => ({ userId: p.erpUserId as ErpUserId, name: p.name, department: p.department }))
  const erp = await employees(context)
  const known = new Set(own.map((p) => p.userId))
  return [
    ...own.map((p) => ({ ...p, department: p.department ?? erp.find((e) => e.userId === p.userId)?.department })),
    ...erp.filter((e) => !known.has(e.userId)),
  ]
}

async function employees({ crm, me }: CommandContext): Promise<Colleague[]> {
  try {
    return (await crm.employees({ actor: me.name, priority: callPriority.command })).filter((e) => e.active)
  } catch (error) {
    if (error instanceof CrmError) return []
    throw error
  }
}

/** The one colleague meant by a full, partial or pinyin name, or a numbered question. */
export async function resolvePerson(
  command: string,
  text: string,
  input: CommandInput,
  context: CommandContext,
): Promise<ResolvedPerson> {
  const all = await colleagues(context)
  const picked = input.picked.userId
  if (picked !== undefined) {
    const person = all.find((p) => p.userId === picked)
    return person ? { ok: true, person } : { ok: false, answer: refused('这位同事已不在名单里') }
  }
  const found = fitting(all, text)
  if (found.length === 1 && found[0]) return { ok: true, person: found[0] }
  if (found.length === 0) {
    const names = all.slice(0, 8).map((p) => p.name)
    return { ok: false, answer: refused(`没有叫『${text}』的同事${names.length ? `，可选：${names.join('、')}` : ''}`) }
  }
  const shown = found.slice(0, 9)
  return {
    ok: false,
    answer: {
      text: `${text}有 ${found.length} 人：\n${numbered(shown.map(labelOfPerson))}\n回数字选择`,
      ask: { choices: shown.map((p) => withPicked(command, input, { userId: p.userId })) },
    },
  }
}

const labelOfPerson = (p: Colleague) => `${p.name}(${p.department ?? `#${p.userId}`})`

function fitting(all: readonly Colleague[], text: string): Colleague[] {
  for (const fits of [
    (p: Colleague) => p.name === text,
    (p: Colleague) => p.name.includes(text),
    (p: Colleague) => soundsLike(text, p.name),
  ]) {
    const found = all.filter(fits)
    if (found.length > 0) return found
  }
  return []
}
