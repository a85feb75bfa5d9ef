import { type FieldValue, type Lead, sameCompany } from '../../domain/index.ts'
import { callsBySurname, isTitled } from './likely.ts'

const sources: readonly FieldValue['source'][] = ['stated', 'signature', 'location', 'staff', 'erp']
const labels = { name: '姓名', company: '公司' } as const
type Calling = keyof typeof labels
const callings: readonly Calling[] = ['name', 'company']

/** What he said himself or a person entered; what was only guessed gives way. */
const statedIn = (lead: Lead | undefined, key: Calling): string | undefined => {
  const value = lead?.fields[key]
  return value && value.value !== '' && sources.includes(value.source) ? value.value : undefined
}

const isAlike = (key: Calling, given: string, stated: string): boolean => {
  if (given.includes(stated) || stated.includes(given)) return true
  return key === 'company'
    ? sameCompany(given, stated)
    : (isTitled(given) && callsBySurname(given, stated)) || (isTitled(stated) && callsBySurname(stated, given))
}

/** The name or company that was given and that is somebody else's; undefined where all of it fits this lead. */
export function isOtherThan(given: Readonly<Record<string, string>>, lead: Lead | undefined): string | undefined {
  const name = statedIn(lead, 'name') ?? lead?.fields.name?.value
  if (given.name && name && isAlike('name', given.name, name) && !isTitled(given.name)) return undefined
  return callings
    .map((key) => [key, given[key], statedIn(lead, key)] as const)
    .find(([key, said, stated]) => said && stated && !isAlike(key, said, stated))?.[1]
}

/** What goes to the lead: a name that he gave himself stands, unless it was no full one or it is corrected by `姓名:…`. */
export function keptOf(
  given: Readonly<Record<string, string>>,
  lead: Lead | undefined,
  said: 'words' | 'fields',
): { fields: Record<string, string>; notes: string[] } {
  const fields = { ...given }
  const notes: string[] = []
  for (const key of callings) {
    const [value, stated] = [given[key], statedIn(lead, key)]
    if (!value || !stated || value === stated) continue
    if (said === 'fields' || (key === 'name' && isFuller(value, stated))) {
      notes.push(`${labels[key]}由“${stated}”改为“${value}”`)
      continue
    }
    delete fields[key]
    if (!stated.includes(value) && !isTitled(value))
      notes.push(`${labels[key]}仍用“${stated}”，要改请发 /erp 改 ${stated} ${labels[key]}:${value}`)
  }
  return { fields, notes }
}

/** 孙强 where only 孙总 was known. */
const isFuller = (value: string, stated: string): boolean =>
  (isTitled(stated) || stated.length === 1) && !isTitled(value) && value.startsWith(stated.slice(0, 1))
