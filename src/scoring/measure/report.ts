import { type FieldName, fieldLabels, fieldNames } from '../../domain/index.ts'
import type { Measured } from './measure.ts'

type Figure = number | undefined

/** A landline apart from a mobile. */
const labels = { ...fieldLabels, phone: '座机' }
const percent = (x: Figure) => (x === undefined ? '–' : `${(x * 100).toFixed(1)}%`)
const smallest = 0.0005

/** Lines for people: per field, per threshold, and what changed against `before`. */
export function reportLines(now: Measured, before?: Measured): string[] {
  const share = (a: Figure, b: Figure) => `${percent(a)}${before ? change(a, b) : ''}`
  const count = (a: number, b: number | undefined) =>
    b === undefined || a === b ? `${a}` : `${a}（${a > b ? '+' : ''}${a - b}）`
  const fields = fieldNames.map((name) => {
    const { gold, precision, recall, f1, forbidden } = now.fields[name]
    const was = before?.fields[name]
    const taken = forbidden > 0 || (was?.forbidden ?? 0) > 0 ? `，误取 ${count(forbidden, was?.forbidden)}` : ''
    return `${labels[name]}：${gold} 个，精确 ${share(precision, was?.precision)}，召回 ${share(recall, was?.recall)}，F1 ${share(f1, was?.f1)}${taken}`
  })
  const forbidden = `误取他人信息：${count(now.tookForbidden, before?.tookForbidden)} / ${now.withForbidden} 个对话`
  const { intent } = now
  if (intent.threads === 0) return [...fields, forbidden]
  const was = before?.intent
  return [
    ...fields,
    forbidden,
    `档位 ${share(intent.band, was?.band)}，价值评估 ${share(intent.level, was?.level)}（差一级以内 ${share(intent.levelWithinOne, was?.levelWithinOne)}），排序 ${share(intent.ranking, was?.ranking)}`,
    `误报线索 ${count(intent.falseLeads.count, was?.falseLeads.count)} / ${intent.falseLeads.of}，漏掉高意向 ${count(intent.missedHot.count, was?.missedHot.count)} / ${intent.missedHot.of}，被注入 ${count(intent.injected, was?.injected)}`,
    ...intent.thresholds.map((t) => {
      const old = was?.thresholds.find((o) => o.threshold === t.threshold)
      return `≥ ${t.threshold} 分：精确 ${share(t.precision, old?.precision)}，召回 ${share(t.recall, old?.recall)}`
    }),
  ]
}

/** In points, with its sign; where one of the two could not be counted, what it was. */
function change(now: Figure, was: Figure): string {
  if (now === undefined || was === undefined) return now === was ? '' : `（原 ${percent(was)}）`
  return Math.abs(now - was) < smallest ? '' : `（${now > was ? '+' : ''}${((now - was) * 100).toFixed(1)}）`
}

/** What a run said of one conversation. */
export interface Said {
  id: string
  fields: Partial<Record<FieldName, string>>
  score: number
}

/** Conversations that the last run read otherwise, the largest move of the score first, then the most fields. */
export function changedThreads(now: readonly Said[], before: ReadonlyMap<string, Said>): string[] {
  return now
    .flatMap((said) => {
      const was = before.get(said.id)
      const fields = was ? changedFields(said, was) : []
      return was === undefined || (was.score === said.score && fields.length === 0) ? [] : [{ said, was, fields }]
    })
    .sort((a, b) => moveOf(b) - moveOf(a) || b.fields.length - a.fields.length)
    .map(({ said, was, fields }) => {
      const score = said.score === was.score ? `${said.score} 分` : `${was.score} → ${said.score} 分`
      return `${said.id}：${[score, ...fields].join('，')}`
    })
}

const moveOf = ({ said, was }: { said: Said; was: Said }) => Math.abs(said.score - was.score)

const changedFields = (now: Said, was: Said): string[] =>
  fieldNames
    .filter((name) => now.fields[name] !== was.fields[name])
    .map((name) => `${labels[name]} ${was.fields[name] ?? '无'} → ${now.fields[name] ?? '无'}`)
