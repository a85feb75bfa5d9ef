import { expectedText, problemsIn, type SalesConfig } from '../config/index.ts'
import { parseScoringRules, type ScoringRules, scoringRulesSchema } from '../scoring/index.ts'
import { ConfigError } from '../shared/errors.ts'

/** The tuning part of SALES_CONFIG. Throws ConfigError with every problem at once, in the words of the other settings. */
export function rulesOf(sales: SalesConfig): ScoringRules {
  const { error } = scoringRulesSchema.safeParse(sales, { error: expectedText })
  if (error) throw new ConfigError(problemsIn(error, sales))
  return parseScoringRules(sales)
}
