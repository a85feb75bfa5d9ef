import type { App } from '../../app.ts'

/** What a write probe learned of this server: which variant of the protocol works. */
export interface ServerVariant {
  at: number
  baseUrl: string
  /** Notes as free text, or by template with every field filled in. */
  notes?: 'text' | 'template'
  /** `sort1` as the server's tree gives it: whole paths, or single ids that are put together. */
  categoryIds?: 'path' | 'own'
  /** Refusals told by the status, or by words alone. */
  refusalsBy?: 'status' | 'text'
  /** What happens to a customer that is there already. */
  duplicates?: 'refused' | 'accepted'
  mayAssign?: boolean
  /** Every refusal that was met, with what cures it. Empty = all steps went well. */
  refusals: string[]
}

const name = 'erp.variant'

/** The last write probe against the ERP that is configured now. */
export function lastProbe({ data, config }: App): ServerVariant | undefined {
  const last = data.cursors.get<ServerVariant>(name)
  return last?.baseUrl === config.erp?.baseUrl ? last : undefined
}

export const recordProbe = ({ data }: App, variant: ServerVariant): Promise<void> => data.cursors.set(name, variant)
