import type { Operation } from '../catalogue/index.ts'

const prefix = /^\/sysa(?=\/)/i

/** Some installations serve the mobile family without `/sysa`: found out at the first path that is not there. */
export interface Paths {
  /** The operation where this server has it, as far as is known. */
  placed(operation: Operation): Operation
  /** Where else it may be; undefined: nowhere. */
  elsewhere(operation: Operation): Operation | undefined
  /** An operation was answered at this path. */
  found(operation: Operation): void
}

export function createPaths(): Paths {
  let prefixed: boolean | undefined
  const bare = (operation: Operation): Operation => ({ ...operation, path: operation.path.replace(prefix, '') })
  return {
    placed: (operation) => (prefixed === false ? bare(operation) : operation),
    elsewhere: (operation) => (prefixed === undefined && prefix.test(operation.path) ? bare(operation) : undefined),
    found(operation) {
      if (operation.family === 'mobile') prefixed = prefix.test(operation.path)
    },
  }
}
