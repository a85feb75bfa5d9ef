import { parseDate } from '../dates.ts'
import type { Endpoint } from '../endpoints.ts'
import type { Fields } from '../model.ts'
import type { State } from '../state.ts'

const aDay = 86_400_000

/** Text filters match a part; a filter that was not sent matches everything. */
export const holds = (value: string | undefined, part: string | undefined): boolean =>
  !part || (value ?? '').includes(part)

/** Filters by id take several, comma-separated. */
export const isOneOf = (value: string | number | undefined, ids: string | undefined): boolean =>
  !ids ||
  ids
    .split(',')
    .map((id) => id.trim())
    .includes(String(value ?? ''))

/** A tree's value is a path of ids: whoever asks for a node finds what stands below it, too. */
export const isBelow = (path: string | undefined, ids: string | undefined): boolean =>
  !ids || (path ?? '').split(',').some((id) => isOneOf(id, ids))

/** From and to, both included; a last day without a time of day counts to its end. */
export function isWithin(at: number, from: string | undefined, to: string | undefined): boolean {
  const first = from ? parseDate(from) : undefined
  const last = to ? parseDate(to) : undefined
  if (first !== undefined && at < first) return false
  return last === undefined || at < (/:/.test(to ?? '') ? last + 1000 : last + aDay)
}

/** Words for the first date filter that is none: without them it would find everything. */
export function dateProblem({ params: documented }: Endpoint, params: Fields): string | undefined {
  const wrong = documented.find(({ id }) => {
    const value = /date\d?_[01]$|^tdate[12]$/.test(id) ? params[id] : undefined
    return value ? parseDate(value) === undefined : false
  })
  return wrong && `${wrong.label}日期格式不正确`
}

const paging = new Set(['pagesize', 'pageindex'])
const mostSearches = 16
const searches = new WeakMap<State, { version: number; found: Map<string, readonly unknown[]> }>()

/** Pages of one search follow each other: what it found is kept until something changes. */
export function foundOnce<T>(state: State, list: string, params: Fields, find: () => T[]): readonly T[] {
  let known = searches.get(state)
  if (known?.version !== state.version || known.found.size >= mostSearches) {
    known = { version: state.version, found: new Map() }
    searches.set(state, known)
  }
  const key = `${list} ${JSON.stringify(Object.entries(params).filter(([id]) => !paging.has(id)))}`
  const before = known.found.get(key) as readonly T[] | undefined
  if (before) return before
  const found = find()
  known.found.set(key, found)
  return found
}
