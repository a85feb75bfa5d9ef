import type { Task } from '../../domain/index.ts'
import { dueLabel } from './dates.ts'
import type { Place } from './types.ts'

/** A to-do as a line of a list: when, about whom, what. */
export const taskLine = (task: Task, now: number, place: Place): string =>
  [`${task.dueAt < now ? '⚠️' : ''}${dueLabel(task.dueAt, now)}`, ...whatOf(task, place)].join('｜')

/** About whom, and what; what is to be done is nobody else's business in a room. */
export const whatOf = ({ about, text }: Task, { kind }: Place): string[] =>
  [about?.name, kind === 'internal_room' ? undefined : text].filter((word) => word !== undefined)
