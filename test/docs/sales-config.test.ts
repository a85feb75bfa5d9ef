import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { proactiveSchema } from '../../src/config/proactive.ts'
import { checkSalesConfig, salesConfigSchema, tuningKeys } from '../../src/config/sales-config.ts'
import { parseScoringRules } from '../../src/scoring/index.ts'
import { defaultCeilings, defaultWeights } from '../../src/scoring/scoring-rules.ts'

const text = readFileSync('docs/sales-config.md', 'utf8')
const example: unknown = JSON.parse(/```json\n([\s\S]*?)\n```/.exec(text)?.[1] ?? '')

test('the example of SALES_CONFIG is right as it stands, and shows every key', () => {
  expect(checkSalesConfig(example)).toMatchObject({ doubts: [] })
  expect(() => parseScoringRules(example)).not.toThrow()
  expect(Object.keys(example as object).sort()).toEqual([...Object.keys(salesConfigSchema.shape), ...tuningKeys].sort())
})

test('every key and every signal of SALES_CONFIG is explained', () => {
  const keys = [...tuningKeys, ...Object.keys(salesConfigSchema.shape), ...Object.keys(proactiveSchema.shape)]
  const signals = Object.keys({ ...defaultWeights, ...defaultCeilings })
  expect([...keys, ...signals].filter((key) => !new RegExp(`\`[^\`]*\\b${key}\\b[^\`]*\``).test(text))).toEqual([])
})
