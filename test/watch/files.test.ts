import { readFileSync } from 'node:fs'
import { parser } from '@prometheus-io/lezer-promql'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { figureNames } from '../../src/domain/index.ts'
import { createMetrics, rules } from '../../src/watch/index.ts'

interface Rule {
  alert: string
  expr: string
  labels: { severity: string }
  annotations: { summary: string; action: string }
}
interface Panel {
  title: string
  type: string
  gridPos: { x: number; y: number; w: number; h: number }
  targets?: Array<{ expr: string }>
}

const ruleFile = parse(readFileSync('deploy/prometheus/zhibang.rules.yml', 'utf8')) as {
  groups: Array<{ rules: Rule[] }>
}
const alerts = ruleFile.groups.flatMap((group) => group.rules)
const dashboard = JSON.parse(readFileSync('deploy/grafana/zhibang.json', 'utf8')) as { panels: Panel[] }
const panels = dashboard.panels.filter((panel) => panel.type !== 'row')
const expressions = [
  ...alerts.map(({ alert, expr }) => ({ where: alert, expr })),
  ...panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ where: title, expr }))),
]

const ours = (() => {
  const nothing = { countLeads: async () => ({}), countKnownCustomers: async () => 0, outboxCounts: async () => ({}) }
  const names = createMetrics(
    { pricePerMillion: 0, withProcess: true },
    {
      store: nothing as never,
      crm: () => undefined,
      figures: () => [],
      now: () => 0,
      wechatConnected: () => false,
      erpReachable: () => false,
      incidents: () => 0,
      breakerOpen: () => false,
      model: () => undefined,
    },
  ).names()
  // A histogram is read by its parts; `up` is Prometheus' own.
  const parts = ['_bucket', '_sum', '_count'].map((part) => `zhibang_erp_call_seconds${part}`)
  return new Set([...names, ...parts, 'up'])
})()

/** Metric names and faults of an expression, by Prometheus' own grammar. */
function read(expr: string) {
  const metrics: string[] = []
  let faults = 0
  parser.parse(expr).iterate({
    enter(node) {
      if (node.type.isError) faults++
      if (node.name === 'VectorSelector') metrics.push(expr.slice(node.from, node.to).replace(/[^\w:].*/s, ''))
    },
  })
  return { metrics, faults }
}

it.each(expressions)('$where is PromQL over metrics that exist: $expr', ({ expr }) => {
  const { metrics, faults } = read(expr)
  expect(faults).toBe(0)
  expect(metrics.length).toBeGreaterThan(0)
  for (const metric of metrics) expect(ours, metric).toContain(metric)
})

it.each(figureNames)('%s has a rule with the threshold of the program, and a panel', (name) => {
  const selector = `zhibang_figure{figure="${name}"}`
  const rule = alerts.find(({ expr }) => expr.includes(selector))
  const { wrong, threshold } = rules[name]
  expect(rule?.expr).toBe(`${selector} ${wrong === 'below' ? '<' : '>'} ${threshold}`)
  expect(panels.some(({ targets }) => targets?.some(({ expr }) => expr.includes(selector)))).toBe(true)
})

it('every rule says how bad it is, what it is, and what to do', () => {
  expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length)
  for (const { labels, annotations } of alerts) {
    expect(['info', 'warning', 'critical']).toContain(labels.severity)
    expect(annotations.summary.length).toBeGreaterThan(5)
    expect(annotations.action.length).toBeGreaterThan(5)
  }
})

it('no panel lies on another one or beyond the page', () => {
  const cells = new Set<string>()
  for (const { gridPos, title } of dashboard.panels)
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
        expect(x, title).toBeLessThan(24)
        expect(cells.has(`${x},${y}`), `${title} at ${x},${y}`).toBe(false)
        cells.add(`${x},${y}`)
      }
})

it('the guide names every metric of ours, and none that is not there', () => {
  const guide = readFileSync('docs/watching.md', 'utf8')
  const named = new Set([...guide.matchAll(/`(zhibang_\w+)`/g)].map(([, name]) => name))
  expect([...named].sort()).toEqual([...ours].filter((name) => /^zhibang_(?!erp_call_seconds_)/.test(name)).sort())
})

it('Prometheus is told where the rules are', () => {
  const config = parse(readFileSync('deploy/prometheus/prometheus.yml', 'utf8')) as { rule_files: string[] }
  expect(config.rule_files).toEqual(['zhibang.rules.yml'])
})
