import type { OfficeBook, Task } from '../../domain/index.ts'
import { dayMs } from '../../shared/china-time.ts'
import { numbered, refused, withPicked } from './answer.ts'
import { dueLabel } from './dates.ts'
import { numbersIn } from './list-numbers.ts'
import { taskLine, whatOf } from './task-line.ts'
import type { Answer, Command, CommandContext, CommandInput } from './types.ts'

const everyone = ['sales', 'manager', 'operator'] as const
const name = '完成'

/** Which to-dos this person last saw under which numbers in this chat: his numbers mean those, whatever was done since. */
const shownAs = ({ me, place }: CommandContext) => `tasks:${me.name}:${place.conversationId}`

export const keepShown = (open: readonly Task[], context: CommandContext): void =>
  context.seen.keep(
    shownAs(context),
    open.map((task) => task.id),
  )

/** Goes on from a number of the list; not shown in 帮助. */
export const openTask: Command = {
  name: '看待办',
  summary: '处理一条待办',
  examples: [],
  roles: everyone,
  async run(input, { book, me, clock, place }) {
    const task = book?.tasks(me.name).find((one) => one.id === input.picked.task)
    if (!task) return refused('这条待办已不在')
    const act = (action: string) => withPicked(name, { ...input, rest: '', words: [] }, { task: task.id, action })
    return {
      text: `${taskLine(task, clock.now(), place)}\n${numbered(['完成', '推迟一天', '不用做了'])}`,
      ask: { choices: [act('done'), act('later'), act('drop')] },
    }
  },
}

export const complete: Command = {
  name,
  aliases: ['done', '搞定', '做完', '办完'],
  spoken: { 做完了: '', 办完了: '', 完成了: '', 完成待办: '', 搞定了: '' },
  summary: '完成待办：列表里的数字，或待办里的字',
  examples: ['/erp 完成 2', '/erp 完成 1 3'],
  roles: everyone,
  async run(input, context) {
    const { book, me } = context
    if (!book) return refused('待办没有启用')
    const open = book.tasks(me.name)
    if (open.length === 0) return refused('没有待办')
    const meant = meantIn(input, open, context)
    if ('text' in meant) return meant
    return input.picked.action === 'later' ? postpone(meant, context, book) : close(meant, open.length, context, book)
  },
}

/** By what was picked, by the numbers as they were shown, or by words that only one of them has. */
function meantIn(input: CommandInput, open: readonly Task[], context: CommandContext): Task[] | Answer {
  const byId = (id: number | undefined) => open.find((task) => task.id === id)
  const picked = input.picked.task as number | undefined
  if (picked !== undefined) {
    const task = byId(picked)
    return task ? [task] : refused('这条待办已不在')
  }
  const said = input.words.join(' ').trim()
  const numbers = [...new Set(numbersIn(said))]
  if (numbers.length === 0) return byWords(said, open, input, context)
  const shown = context.seen.last<number[]>(shownAs(context))?.value ?? open.map((task) => task.id)
  const tasks: Task[] = []
  for (const number of numbers) {
    const task = byId(shown[number - 1])
    if (task) tasks.push(task)
    else if (number >= 1 && number <= shown.length) return refused(`第 ${number} 条已经完成了，列表见 /erp 待办`)
    else return refused(`没有第 ${number} 条，请回 1–${shown.length}，列表见 /erp 待办`)
  }
  return tasks
}

function byWords(said: string, open: readonly Task[], input: CommandInput, { place }: CommandContext): Task[] | Answer {
  const hits = said === '' ? [] : open.filter(({ text, about }) => `${about?.name ?? ''} ${text}`.includes(said))
  if (hits.length === 0) return refused('完成哪一条？例如 /erp 完成 1，列表见 /erp 待办')
  if (hits.length === 1) return hits
  const shown = hits.slice(0, 8)
  return {
    text: `『${said}』有 ${hits.length} 条：\n${numbered(shown.map((task) => whatOf(task, place).join('｜')))}\n回数字完成`,
    ask: { choices: shown.map((task) => withPicked(name, input, { task: task.id })) },
  }
}

async function postpone(meant: readonly Task[], context: CommandContext, book: OfficeBook): Promise<string> {
  const now = context.clock.now()
  let dueAt = now
  for (const task of meant) {
    dueAt = Math.max(task.dueAt, now) + dayMs
    await book.changeTask(task.id, { dueAt, remindedAt: undefined })
  }
  return `已推迟到${dueLabel(dueAt, now)}${called(meant, context)}`
}

async function close(meant: readonly Task[], open: number, context: CommandContext, book: OfficeBook): Promise<string> {
  for (const task of meant) await book.changeTask(task.id, { doneAt: context.clock.now() })
  return `✅ 已完成${called(meant, context)}，还有 ${open - meant.length} 条`
}

/** `：深圳华强电子｜回电`; how many where it was more than one. */
function called(tasks: readonly Task[], { place }: CommandContext): string {
  const words = tasks.map((task) => whatOf(task, place).join('｜')).filter((word) => word !== '')
  const count = tasks.length > 1 ? ` ${tasks.length} 条` : ''
  return words.length > 0 ? `${count}：${words.join('；')}` : count
}
