import { fieldLabels, fieldNames } from '../../domain/index.ts'
import type { Measured } from './measure.ts'

/** A landline apart from a mobile. */
const labels = { ...fieldLabels, phone: '座机' }
const percent = (x: number) => `${(x * 100).toFixed(1)}%`
const smallest = 0.0005

/** Lines for people: per field, per threshold, and what changed against `before`. */
export function reportLines(now: Measured, before?: Measured): string[] {
  const change = (a: number, b: number | undefined) =>
    b === undefined || Math.abs(a - b) < smallest ? '' : `（${a > b ? '+' : ''}${((a - b) * 100).toFixed(1)}）`
  const fields = fieldNames.map((name) => {
    const { gold, precision, recall, f1, forbidden } = now.fields[name]
    const moved = change(f1, before?.fields[name]?.f1)
    return `${labels[name]}：${gold} 个，精确 ${percent(precision)}，召回 ${percent(recall)}，F1 ${percent(f1)}${moved}${forbidden > 0 ? `，误取 ${forbidden}` : ''}`
  })
  const forbidden = `误取他人信息：${now.tookForbidden} / ${now.withForbidden} 个对话`
  const { intent } = now
  if (intent.threads === 0) return [...fields, forbidden]
  const was = before?.intent
  return [
    ...fields,
    forbidden,
    `档位 ${percent(intent.band)}${change(intent.band, was?.band)}，价值评估 ${percent(intent.level)}${change(intent.level, was?.level)}（差一级以内 ${percent(intent.levelWithinOne)}），排序 ${percent(intent.ranking)}${change(intent.ranking, was?.ranking)}`,
    `误报线索 ${intent.falseLeads.count} / ${intent.falseLeads.of}，漏掉高意向 ${intent.missedHot.count} / ${intent.missedHot.of}，被注入 ${intent.injected}`,
    ...intent.thresholds.map((t) => {
      const old = was?.thresholds.find((o) => o.threshold === t.threshold)
      return `≥ ${t.threshold} 分：精确 ${percent(t.precision)}${change(t.precision, old?.precision)}，召回 ${percent(t.recall)}${change(t.recall, old?.recall)}`
    }),
  ]
}

/** Threads whose score moved since the last run, the largest move first. */
export function movedScores(
  now: ReadonlyArray<{ id: string; score: number }>,
  before: ReadonlyMap<string, number>,
): string[] {
  return now
    .flatMap(({ id, score }) => {
      const was = before.get(id)
      return was === undefined || was === score ? [] : [{ id, was, score }]
    })
    .sort((a, b) => Math.abs(b.score - b.was) - Math.abs(a.score - a.was))
    .map(({ id, was, score }) => `${id}：${was} → ${score}`)
}
