import type { Config } from '../config/index.ts'
import type { Judge, Scorer } from '../domain/index.ts'
import { createJudge, createScorer } from '../scoring/index.ts'
import { rulesOf } from './rules.ts'
import { judgeSettingsOf } from './settings.ts'
import { standIn } from './stand-in.ts'

/** Scoring and the business rules, exchangeable while others hold on to them. */
export interface Mind {
  scorer: Scorer
  judge: Judge
  /** Rules and thresholds as this configuration has them count from the next message on. Throws ConfigError: nothing changed. */
  use(config: Config): void
}

/** `scorer`: the installation's own, which no configuration exchanges. */
export function createMind(config: Config, scorer?: Scorer): Mind {
  const made = (given: Config) => {
    const rules = rulesOf(given.sales)
    return { scorer: scorer ?? createScorer(rules), judge: createJudge(judgeSettingsOf(given, rules)) }
  }
  let current = made(config)
  return {
    scorer: standIn(() => current.scorer),
    judge: standIn(() => current.judge),
    use(next) {
      current = made(next)
    },
  }
}
