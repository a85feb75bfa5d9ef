import { operations } from '../catalogue/catalogue.ts'
import { nearest } from '../catalogue/nearest.ts'

/** What the product itself needs: login, customers, contacts, notes, accounts and departments to read, option lists (RULES.md). */
const defaults: readonly RegExp[] = [
  /^login$/,
  /^logout$/,
  /^sales\.customer\./,
  /^sales\.contact\./,
  /^sales\.followUp\.(?:customer|contact)$/,
  /^system\.(?:user|department)\.(?:list|detail)$/,
  /^options\./,
]

/** `allow`: further operations by name; `store.inventory.*` opens a group. */
export function createAllowList(allow: readonly string[]): (name: string) => boolean {
  const exact = new Set(allow.map((name) => name.trim()))
  const groups = [...exact].filter((name) => name.endsWith('.*')).map((name) => name.slice(0, -1))
  return (name) =>
    defaults.some((pattern) => pattern.test(name)) || exact.has(name) || groups.some((group) => name.startsWith(group))
}

/** Of the allowed names those that open nothing, each with the one that may have been meant. */
export function unknownAllowed(allow: readonly string[]): Array<{ name: string; nearest?: string }> {
  const names = operations.map(({ name }) => name)
  const groups = [...new Set(names.flatMap(groupsOf))]
  const isKnown = (name: string) =>
    names.includes(name) || groups.includes(name) || defaults.some((pattern) => pattern.test(name))
  return allow
    .map((name) => name.trim())
    .filter((name) => !isKnown(name))
    .map((name) => ({ name, nearest: nearest(name, name.endsWith('*') ? groups : names) }))
}

/** `store.inventory.summary`: `store.*`, `store.inventory.*`. */
function groupsOf(name: string): string[] {
  const parts = name.split('.')
  return parts.slice(1).map((_, index) => `${parts.slice(0, index + 1).join('.')}.*`)
}
