import { expect, it } from 'vitest'
import { rulesOf } from '../../src/app/rules.ts'
import { resolveConfig } from '../../src/config/index.ts'
import { ConfigError } from '../../src/shared/errors.ts'

function problemsOf(tuning: object) {
  try {
    rulesOf(resolveConfig({}, tuning).sales)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

it.each<[object, string, string]>([
  [{ threshold: 101 }, 'threshold', '不大于 100 的数'],
  [{ productKeywords: '空压机' }, 'productKeywords', '列表 […]'],
  [{ productKeywords: [''] }, 'productKeywords[0]', '不空的文字'],
  [{ weights: { price: { base: '高' } } }, 'weights.price.base', '数字'],
  [{ decay: { afterDay: 3 } }, 'decay.afterDay', '里有的键'],
  [{ templates: { 1: '你好' } }, 'templates.1', '里有的键'],
])('tells what would be right for %j in Chinese', (tuning, key, right) => {
  expect(problemsOf(tuning)).toEqual([
    expect.objectContaining({ setting: `SALES_CONFIG ${key}`, expected: expect.stringContaining(right) }),
  ])
})
