import { expect, it } from 'vitest'
import { type Figure, figureNames } from '../../src/domain/index.ts'
import { judgeFigures } from '../../src/watch/alarms.ts'
import { isCrossed, isWell, rules } from '../../src/watch/rules.ts'

const figure = (value: number | undefined): Figure => ({
  name: 'sync_success_ratio',
  label: rules.sync_success_ratio.label,
  short: '',
  ...(value !== undefined && { value }),
  samples: 20,
  threshold: 0.8,
  crossed: value !== undefined && value < 0.8,
  text: value === undefined ? '数据不足' : `${value * 100}%`,
  limit: '不低于 80%',
})

async function judged(value: number | undefined) {
  const said: string[] = []
  await judgeFigures([figure(value)], {
    raise: async (key, text) => void said.push(`raise ${key} ${text}`),
    clear: (key) => void said.push(`clear ${key}`),
  })
  return said
}

it('raises below the line, clears well above it, and leaves what is between as it was', async () => {
  expect(await judged(0.72)).toEqual([
    'raise figure:sync_success_ratio 近一小时同步成功率 72%（应不低于 80%）。失败原因见 /erp 队列',
  ])
  expect(await judged(0.82)).toEqual([])
  expect(await judged(0.85)).toEqual(['clear figure:sync_success_ratio'])
})

it('clears where nothing can be said any more: a quiet night ends the incident', async () => {
  expect(await judged(undefined)).toEqual(['clear figure:sync_success_ratio'])
})

it.each(figureNames)('%s is well only away from its line, and never both', (name) => {
  const rule = rules[name]
  expect(isCrossed(rule, rule.threshold)).toBe(false)
  expect(isWell(rule, rule.threshold)).toBe(false)
  expect(isWell(rule, rule.wellAt)).toBe(true)
})
