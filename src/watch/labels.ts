/** How many different values a label may take before the rest shares one. */
const mostValues = 300

/**
 * Keeps a label's values few and free of what people wrote: a name outside the pattern, or one too many, becomes `other`.
 */
export function boundedLabel(limit = mostValues): (value: string) => string {
  const known = new Set<string>()
  return (value) => {
    if (known.has(value)) return value
    if (known.size >= limit || !/^[A-Za-z][\w.-]{0,60}$/.test(value)) return 'other'
    known.add(value)
    return value
  }
}
