import type { LeadFields, Reason } from '../../domain/index.ts'

/** Against a gram's weight in a thread of usual length. */
const scale = 0.25
const levels = [45, 60, 70, 75, 80, 90]

/** What the signals made of the thread, for the model to weigh beside its wording. */
export function marksOf(score: number, reasons: readonly Reason[], fields: Partial<LeadFields>): Map<string, number> {
  const marks = new Map<string, number>([['#score', (score / 20) * scale]])
  for (const level of levels) if (score >= level) marks.set(`#from ${level}`, scale)
  for (const { signal, points } of reasons) {
    marks.set(`#${signal}`, scale)
    marks.set(`#${signal} points`, (marks.get(`#${signal} points`) ?? 0) + (points / 20) * scale)
  }
  for (const [name, field] of Object.entries(fields)) if (field) marks.set(`#has ${name}`, scale)
  if (fields.type) marks.set(`#type ${fields.type.value}`, scale)
  return marks
}
