/** What a matcher looks at: a room with its topic, or a contact with its nickname. */
export interface Matchable {
  id: string
  name: string
}

/** Wechaty's plugin convention: boolean, id, pattern over the name or topic, function, or any of several. */
export type MatcherRule = boolean | string | RegExp | ((item: Matchable) => boolean)
export type MatcherOptions = MatcherRule | readonly MatcherRule[]

/** `undefined` matches nothing. A string is an id; topics given in the settings match as well. */
export function matcher(options: MatcherOptions | undefined): (item: Matchable) => boolean {
  if (options === undefined) return () => false
  const rules: readonly MatcherRule[] = Array.isArray(options) ? options : [options as MatcherRule]
  return (item) => rules.some((rule) => matches(rule, item))
}

function matches(rule: MatcherRule, item: Matchable): boolean {
  if (typeof rule === 'boolean') return rule
  if (typeof rule === 'string') return rule === item.id || rule === item.name
  if (rule instanceof RegExp) return new RegExp(rule.source, rule.flags.replace('g', '')).test(item.name)
  return rule(item)
}
