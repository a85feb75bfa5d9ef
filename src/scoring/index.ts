/** Reading conversations: fields, score, admission, assignment, notes. Usable without Wechaty and without an ERP. */
export { createJudge, type JudgeSettings } from './judge/judge.ts'
export {
  createCommandReader,
  createEnricher,
  createLlm,
  type EnricherOptions,
  type Llm,
  type LlmOptions,
} from './llm/index.ts'
export { workCalendar } from './promises/work-calendar.ts'
export { type ScoreThreadOptions, scoreThread, type ThreadScore } from './score-thread.ts'
export { createScorer } from './scorer.ts'
export { parseScoringRules, type ScoringRules, type ScoringRulesInput, scoringRulesSchema } from './scoring-rules.ts'
