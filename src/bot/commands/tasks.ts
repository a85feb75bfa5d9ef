import type { OfficeBook, Task, WorkCalendar } from '../../domain/index.ts'
import { chinaDay } from '../../shared/china-time.ts'
import { numbered, pageOf, refused, withPicked } from './answer.ts'
import { keepShown } from './complete-task.ts'
import { type CustomerAndText, knownFirst } from './customer-first.ts'
import { dueLabel, impossibleTime } from './dates.ts'
import { exactly, findSubjects, loadSubject } from './search.ts'
import { accessTo, ownerOf, refOf, type Subject, type SubjectRef, shownName } from './subject.ts'
import { taskLine } from './task-line.ts'
import type { Answer, Command, CommandContext, CommandInput } from './types.ts'
import { whoseIs } from './whose.ts'

const name = '待办'
const everyone = ['sales', 'manager', 'operator'] as const
const longest = 200
const off = refused('待办没有启用')
const taskExample = '例如 /erp 待办 华强 周五 10点 回电'
const noTime = refused(`什么时候？请写以后的时间，${taskExample}，也可写 明天下午三点、月底`)

export const tasks: Command = {
  name,
  aliases: ['todo', '提醒', 'tasks'],
  spoken: { 提醒我: '', 新建待办: '', 添加待办: '', 加待办: '', 代办: '', 任务: '', 备忘: '', 日程: '' },
  summary: '看待办，或建一条：客户 时间 做什么；主管可看一位同事的',
  examples: ['/erp 待办', '/erp 待办 华强 周五 10点 回电', '/erp 待办 王强'],
  roles: everyone,
  freeText: true,
  run: (input, context) => {
    const { book, calendar } = context
    if (!book || !calendar) return Promise.resolve(off)
    const creating = input.rest !== '' || input.picked.text !== undefined
    if (!creating) return Promise.resolve(list(input, context, book))
    const isName = input.words.length === 1 && !calendar.dateIn(input.rest, context.clock.now())
    return isName ? ofColleague(input, context, book) : create(input, context, { book, calendar })
  },
}

/** One word and no time: a manager looks at somebody's to-dos; they are handled by whose they are. */
async function ofColleague(input: CommandInput, context: CommandContext, book: OfficeBook): Promise<Answer> {
  const { clock, place } = context
  const whose = await whoseIs(name, input.rest.trim(), input, context, noTime)
  if (!whose.ok) {
    const { answer } = whose
    const isNobody = context.me.role === 'manager' && !answer.ask
    return isNobody ? { ...answer, text: `${answer.text}\n要建待办请写时间，${taskExample}` } : answer
  }
  if (!whose.person) return list(input, context, book)
  const now = clock.now()
  const open = book.tasks(whose.person.name)
  if (open.length === 0) return { text: `${whose.person.name}没有待办` }
  const lines = open.slice(0, 12).map((task) => `· ${taskLine(task, now, place)}`)
  const more = open.length > lines.length ? [`……另有 ${open.length - lines.length} 条`] : []
  return { text: [`${whose.person.name}：${counts(open, now)}`, ...lines, ...more].join('\n') }
}

function list(input: CommandInput, context: CommandContext, book: OfficeBook): Answer {
  const { me, clock, place } = context
  const now = clock.now()
  const open = book.tasks(me.name)
  keepShown(open, context)
  if (open.length === 0) return { text: '没有待办。新建：/erp 待办 华强 周五 10点 回电' }
  const page = pageOf(name, input, open, {
    size: 8,
    countsOn: true,
    line: (task) => taskLine(task, now, place),
    open: (task) => withPicked('看待办', input, { task: task.id }),
  })
  return {
    text: `${counts(open, now)}\n${page.lines}\n回数字处理，或 /erp 完成 数字${page.next ? '，回"下页"' : ''}`,
    ask: { choices: page.choices, next: page.next },
  }
}

/** `逾期 1，今天 3，本周 5`. */
export function counts(open: readonly Task[], now: number): string {
  const today = chinaDay(now)
  // 1970-01-01 was a Thursday: the week ends on Sunday.
  const endOfWeek = today + (6 - ((today + 3) % 7))
  const late = open.filter((task) => task.dueAt < now).length
  const rest = open.filter((task) => task.dueAt >= now)
  const todays = rest.filter((task) => chinaDay(task.dueAt) === today).length
  const weeks = rest.filter((task) => chinaDay(task.dueAt) <= endOfWeek).length
  return `逾期 ${late}，今天 ${todays}，本周 ${weeks}`
}

async function create(
  input: CommandInput,
  context: CommandContext,
  { book, calendar }: { book: OfficeBook; calendar: WorkCalendar },
): Promise<Answer> {
  const now = context.clock.now()
  const wrong = input.picked.dueAt === undefined ? impossibleTime(input.rest) : undefined
  if (wrong !== undefined)
    return refused(`没有『${wrong}』这个时间，应为 0–24 点、0–59 分，例如 /erp 待办 华强 周五 15点30分 回电`)
  const picked = input.picked.dueAt as number | undefined
  if (picked === undefined && !calendar.dateIn(input.rest, now)) return noTime
  const first = await knownFirst(input.rest, context)
  const about = await aboutWhom(first, input, context, calendar)
  if (about && 'text' in about) return about
  // Only behind the customer: 国庆饭店 is no date.
  const words = about ? first.text : input.rest
  const date = calendar.dateIn(words, now)
  const dueAt = picked ?? date?.dueAt
  if (dueAt === undefined) return noTime
  const text = ((input.picked.text as string | undefined) ?? date?.rest ?? '').slice(0, longest)
  if (text === '') return refused('要做什么？例如 /erp 待办 华强 周五 10点 回电')
  const task = {
    owner: context.me.name,
    text,
    dueAt,
    createdAt: now,
    about: about && { ...refOf(about), name: about.name },
  }
  if (!(await book.addTask(task))) return { text: '这条待办已经有了' }
  const rest = calendar.isWorkday(dueAt) ? '' : '（休息日）'
  return {
    text: `✅ 待办：${dueLabel(dueAt, now)}${rest}｜${[about?.name, text].filter(Boolean).join('｜')}，到时提醒您`,
  }
}

/** The first word is a customer where one is known by it; several are asked about; none leaves the words as they are. */
async function aboutWhom(
  { who: first, text: behind }: CustomerAndText,
  input: CommandInput,
  context: CommandContext,
  calendar: WorkCalendar,
): Promise<Subject | Answer | undefined> {
  const picked = input.picked.subject as SubjectRef | 'none' | undefined
  if (picked === 'none') return undefined
  if (picked) return loadSubject(picked, context)
  if (context.me.role === 'operator' || behind === '') return undefined
  if (calendar.dateIn(first, context.clock.now())?.rest === '') return undefined
  const { subjects } = await findSubjects(first, context)
  const mine = subjects.filter((subject) => accessTo(subject, context.me) === 'full')
  const exact = exactly(mine, first)
  const candidates = exact.length > 0 ? exact : mine
  if (candidates.length < 2) return candidates[0]
  const shown = candidates.slice(0, 8)
  const lines = [...shown.map((s) => `${shownName(s, context.me)}｜${ownerOf(s)}`), '不关联客户']
  return {
    text: `『${first}』有 ${candidates.length} 个：\n${numbered(lines)}\n回数字选择`,
    ask: {
      choices: [
        ...shown.map((s) => withPicked(name, input, { subject: refOf(s) })),
        withPicked(name, input, { subject: 'none' }),
      ],
    },
  }
}
