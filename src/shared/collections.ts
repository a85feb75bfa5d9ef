/** Without the properties that are there but undefined: laid over something else they erase nothing. */
export const withoutAbsent = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T

/** Keeps a memory small: one entry more than `most` costs the oldest. */
export function dropOldest<K>(memory: Map<K, unknown> | Set<K>, most: number): void {
  if (memory.size > most) memory.delete(memory.keys().next().value as K)
}
