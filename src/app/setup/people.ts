import type { Employee } from '../../domain/index.ts'

/** The ids in an answer like `63, 64`; a problem in words where one is nobody's. */
export function idsIn(answer: string, people: readonly Employee[]): { ids: number[] } | { problem: string } {
  const parts = answer.split(/[\s,，、]+/).filter(Boolean)
  const working = people.filter(({ active }) => active)
  const wrong = parts.filter((part) => !working.some(({ userId }) => String(userId) === part))
  if (wrong.length > 0) {
    const known = working.slice(0, 10).map(({ userId, name }) => `${userId} ${name}`)
    return { problem: `${wrong.join('、')} 不是在职的 ERP 用户 ID，可选 ${known.join('、')}` }
  }
  return { ids: [...new Set(parts.map(Number))] }
}

/** What SALES_CONFIG says of the chosen ERP users. */
export function salesConfigOf(
  people: readonly Employee[],
  chosen: { sales: readonly number[]; manager: readonly number[]; operator: readonly number[] },
): {
  salespeople: Array<{ name: string; erpUserId: number; role: string; department?: string }>
  internalRooms: string[]
} {
  const roleOf = (id: number) =>
    chosen.operator.includes(id) ? 'operator' : chosen.manager.includes(id) ? 'manager' : 'sales'
  const ids = [...new Set([...chosen.sales, ...chosen.manager, ...chosen.operator])]
  const salespeople = ids.flatMap((id) => {
    const person = people.find(({ userId }) => Number(userId) === id)
    return person ? [{ name: person.name, erpUserId: id, role: roleOf(id), department: person.department }] : []
  })
  return { salespeople, internalRooms: [] }
}
