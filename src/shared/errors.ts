/** Base of every error this package throws: a literal `name`, a stable `code`, the `cause` kept. */
export abstract class ZhibangError extends Error {
  abstract override readonly name: string
  /** Stable, for programs: `erp_refused`, `config_invalid`, … */
  abstract readonly code: string
}

export interface ConfigProblem {
  /** The setting: `ERP_BASE_URL`, `SALES_CONFIG salespeople[2].role`. */
  setting: string
  /** What was found, masked where it is a secret. */
  found: string
  /** What would be right. */
  expected: string
}

/** One line about a setting. */
export const problemText = ({ setting, found, expected }: ConfigProblem): string =>
  `${setting}: ${found}，应为 ${expected}`

/** Settings that cannot be used. Carries all problems at once. */
export class ConfigError extends ZhibangError {
  override readonly name = 'ConfigError'
  readonly code = 'config_invalid'
  readonly problems: readonly ConfigProblem[]

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(problemText).join('\n'))
    this.problems = problems
  }
}

/** What cannot be unless the program itself is wrong. */
export class InvariantError extends ZhibangError {
  override readonly name = 'InvariantError'
  readonly code = 'invariant'
}

/** The text of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
