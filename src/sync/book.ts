import type { ApprovalRequest, Cursors, LeadId, OfficeBook, Task } from '../domain/index.ts'
import type { Clock } from '../shared/clock.ts'

interface Saved {
  lastId: number
  tasks: Task[]
  requests: ApprovalRequest[]
}

const cursorName = 'office'
/** Done ones are kept this long, so that the same promise is not noted twice. */
const keepDoneMs = 14 * 86_400_000

/** The to-dos and requests of the house, kept among the small documents. */
export function createBook(cursors: Cursors, clock: Clock): OfficeBook {
  const empty: Saved = { lastId: 0, tasks: [], requests: [] }
  const load = (): Saved => cursors.get<Saved>(cursorName) ?? empty
  /** One change after the other: nobody writes over another one's. */
  const change = <T>(work: (saved: Saved) => { saved: Saved; result: T }): Promise<T> =>
    cursors.change<Saved, T>(cursorName, (known) => {
      const { saved, result } = work(known ?? empty)
      return { value: saved, result }
    })
  const kept = (tasks: readonly Task[]) =>
    tasks.filter((task) => task.doneAt === undefined || task.doneAt > clock.now() - keepDoneMs)

  return {
    tasks: (owner) =>
      load()
        .tasks.filter((task) => task.doneAt === undefined && (owner === undefined || task.owner === owner))
        .sort((a, b) => a.dueAt - b.dueAt || a.id - b.id),
    addTask: (task) =>
      change<Task | undefined>((saved) => {
        if (saved.tasks.some((known) => sameTask(known, task))) return { saved, result: undefined }
        const added = { ...task, id: saved.lastId + 1 }
        return { saved: { ...saved, lastId: added.id, tasks: [...kept(saved.tasks), added] }, result: added }
      }),
    changeTask: (id, changes) =>
      change<Task | undefined>((saved) => {
        const known = saved.tasks.find((task) => task.id === id)
        if (!known) return { saved, result: undefined }
        const changed = { ...known, ...changes }
        return { saved: { ...saved, tasks: saved.tasks.map((t) => (t.id === id ? changed : t)) }, result: changed }
      }),
    dropAbout: (leadIds) =>
      change<number>((saved) => {
        const about = (id: LeadId | undefined) => id !== undefined && leadIds.includes(id)
        const tasks = saved.tasks.filter((task) => !about(task.about?.leadId))
        const requests = saved.requests.filter((request) => !about(leadOf(request)))
        const result = saved.tasks.length - tasks.length + saved.requests.length - requests.length
        return { saved: { ...saved, tasks, requests }, result }
      }),
    requests: () => load().requests,
    addRequest: (request) =>
      change((saved) => {
        const added = { ...request, id: saved.lastId + 1 }
        return { saved: { ...saved, lastId: added.id, requests: [...saved.requests, added] }, result: added }
      }),
    takeRequest: (id) =>
      change<ApprovalRequest | undefined>((saved) => ({
        saved: { ...saved, requests: saved.requests.filter((r) => r.id !== id) },
        result: saved.requests.find((r) => r.id === id),
      })),
  }
}

const leadOf = (request: ApprovalRequest): LeadId | undefined => {
  if (!('give' in request)) return request.leadId
  return 'leadId' in request.give.subject ? request.give.subject.leadId : undefined
}

const sameTask = (a: Task, b: Omit<Task, 'id'>) => a.owner === b.owner && a.text === b.text && a.dueAt === b.dueAt
