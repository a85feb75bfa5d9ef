import type { Admission, Band, FieldName, Reason, ThreadMessage } from '../domain/index.ts'
import { createJudge } from './judge/judge.ts'
import { createScorer } from './scorer.ts'
import type { ScoringRulesInput } from './scoring-rules.ts'

export interface ScoreThreadOptions {
  rules?: ScoringRulesInput
  /** Epoch ms. @default the last message's time */
  now?: number
  /** Admission threshold, 0–100. @default the rules' threshold, else 60 */
  threshold?: number
}

/** What `zhibang score` writes for a thread: plain strings, absent fields left out. */
export interface ThreadScore {
  fields: Partial<Record<FieldName, string>>
  score: number
  band: Band
  reasons: Reason[]
  admission: Admission
}

/** Fields, score and admission of one conversation, by rules alone; no side effects. */
export function scoreThread(messages: readonly ThreadMessage[], options: ScoreThreadOptions = {}): ThreadScore {
  const scorer = createScorer(options.rules)
  const judge = createJudge({ threshold: options.threshold ?? options.rules?.threshold ?? 60 })
  const assessment = scorer.assess(scorer.read(scorer.start(), messages), options.now ?? messages.at(-1)?.sentAt ?? 0)
  const { fields, score, band, reasons } = assessment
  return { fields: plain(fields), score, band, reasons, admission: judge.admit({ fields, score }) }
}

const plain = (fields: Partial<Record<FieldName, { value: string }>>): ThreadScore['fields'] =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value]))
