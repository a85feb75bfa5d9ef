/** What a server understands of OpenAI's request, as learned from its answers. */
export interface Dialect {
  /** `schema`: the reply is held to a JSON schema · `json`: to JSON of any form · `text`: to nothing. */
  format: 'schema' | 'json' | 'text'
  /** Name of the limit of the reply. */
  limit: 'max_tokens' | 'max_completion_tokens' | 'none'
  temperature: boolean
}

export const firstDialect: Dialect = { format: 'schema', limit: 'max_tokens', temperature: true }

/** A plainer request after this one was called malformed; undefined when there is none left. */
export function plainer(dialect: Dialect, complaint: string): Dialect | undefined {
  if (dialect.limit === 'max_tokens' && /max_completion_tokens/i.test(complaint))
    return { ...dialect, limit: 'max_completion_tokens' }
  if (dialect.limit !== 'none' && /max_(?:completion_)?tokens/i.test(complaint)) return { ...dialect, limit: 'none' }
  if (dialect.temperature && /temperature/i.test(complaint)) return { ...dialect, temperature: false }
  return withoutSchema(dialect)
}

/** The next weaker promise about the form of the reply. */
export function withoutSchema(dialect: Dialect): Dialect | undefined {
  if (dialect.format === 'schema') return { ...dialect, format: 'json' }
  return dialect.format === 'json' ? { ...dialect, format: 'text' } : undefined
}
