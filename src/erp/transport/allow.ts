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
