import type { OfficeBook, Task, WorkCalendar } from '../../domain/index.ts'
import { chinaDay } from '../../shared/china-time.ts'
import { numbered, pageOf, refused, withPicked } from './answer.ts'
import { dateWords, dueLabel, impossibleTime } from './dates.ts'
import { exactly, findSubjects, loadSubject } from './search.ts'
import { accessTo, ownerOf, refOf, type Subject, type SubjectRef, shownName } from './subject.ts'
import type { Answer, Command, CommandContext, CommandInput, Place } from './types.ts'
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
  summary: '看待办，或建一条：客户 时间 做什么；主管可看一位同事的',
  examples: ['/erp 待办', '/erp 待办 华强 周五 10点 回电', '/erp 待办 王强'],
  roles: everyone,
  freeText: true,
  run: (input, context) => {
    const { book, calendar } = context
    if (!book || !calendar) return Promise.resolve(off)
    const creating = input.rest !== '' || input.picked.text !== undefined
    if (!creating) return Promise.resolve(list(input, context, book))
    const isName = input.words.length === 1 && calendar.dueAt(input.rest, context.clock.now()) === undefined
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

function list(input: CommandInput, { me, clock, place }: CommandContext, book: OfficeBook): Answer {
  const now = clock.now()
  const open = book.tasks(me.name)
  if (open.length === 0) return { text: '没有待办。新建：/erp 待办 华强 周五 10点 回电' }
  const page = pageOf(name, input, open, {
    size: 8,
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

const taskLine = (task: Task, now: number, place: Place): string =>
  [`${task.dueAt < now ? '⚠️' : ''}${dueLabel(task.dueAt, now)}`, ...whatOf(task, place)].join('｜')

/** About whom, and what; what is to be done is nobody else's business in a room. */
const whatOf = ({ about, text }: Task, { kind }: Place): string[] =>
  [about?.name, kind === 'internal_room' ? undefined : text].filter((word) => word !== undefined)

async function create(
  input: CommandInput,
  context: CommandContext,
  { book, calendar }: { book: OfficeBook; calendar: WorkCalendar },
): Promise<Answer> {
  const now = context.clock.now()
  const wrong = input.picked.dueAt === undefined ? impossibleTime(input.rest) : undefined
  if (wrong !== undefined)
    return refused(`没有『${wrong}』这个时间，应为 0–24 点、0–59 分，例如 /erp 待办 华强 周五 15点30分 回电`)
  const dueAt = (input.picked.dueAt as number | undefined) ?? calendar.dueAt(input.rest, now)
  if (dueAt === undefined) return noTime
  const about = await aboutWhom(input, context, calendar)
  if (about && 'text' in about) return about
  const text = ((input.picked.text as string | undefined) ?? wordsOf(input, about, now, calendar)).slice(0, longest)
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
  input: CommandInput,
  context: CommandContext,
  calendar: WorkCalendar,
): Promise<Subject | Answer | undefined> {
  const picked = input.picked.subject as SubjectRef | 'none' | undefined
  if (picked === 'none') return undefined
  if (picked) return loadSubject(picked, context)
  const [first = ''] = input.words
  if (context.me.role === 'operator' || input.words.length < 2) return undefined
  if (calendar.dueAt(first, context.clock.now()) !== undefined) return undefined
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

function wordsOf(input: CommandInput, about: Subject | undefined, now: number, calendar: WorkCalendar): string {
  const [first = ''] = input.words
  const rest = about ? input.rest.slice(input.rest.indexOf(first) + first.length) : input.rest
  return rest
    .replace(dateWords(rest, now, calendar.dueAt), '')
    .replace(/^[\s,，:：”"」]+|[\s,，]+$/gu, '')
    .replace(/\s+/g, ' ')
}

/** Goes on from a number of the list; not shown in 帮助. */
export const openTask: Command = {
  name: '看待办',
  summary: '处理一条待办',
  examples: [],
  roles: everyone,
  async run(input, { book, me, clock, place }) {
    const task = book?.tasks(me.name).find((one) => one.id === input.picked.task)
    if (!task) return refused('这条待办已不在')
    const act = (action: string) => withPicked('完成', { ...input, rest: '', words: [] }, { task: task.id, action })
    return {
      text: `${taskLine(task, clock.now(), place)}\n${numbered(['完成', '推迟一天', '不用做了'])}`,
      ask: { choices: [act('done'), act('later'), act('drop')] },
    }
  },
}

export const complete: Command = {
  name: '完成',
  aliases: ['done', '搞定'],
  summary: '完成一条待办：列表里的数字',
  examples: ['/erp 完成 2'],
  roles: everyone,
  async run(input, { book, me, clock, place }) {
    if (!book) return off
    const open = book.tasks(me.name)
    const number = Number(/\d{1,3}/.exec(input.words.join(''))?.[0] ?? 0)
    const picked = input.picked.task as number | undefined
    const task = picked === undefined ? open[number - 1] : open.find((one) => one.id === picked)
    if (!task && number === 0 && open.length > 0) return refused('完成哪一条？例如 /erp 完成 1，列表见 /erp 待办')
    if (!task)
      return refused(open.length === 0 ? '没有待办' : `没有第 ${number} 条，请回 1–${open.length}，列表见 /erp 待办`)
    const now = clock.now()
    const what = whatOf(task, place)
      .join('｜')
      .replace(/^(?=.)/u, '：')
    if (input.picked.action === 'later') {
      const moved = await book.changeTask(task.id, {
        dueAt: Math.max(task.dueAt, now) + 86_400_000,
        remindedAt: undefined,
      })
      return `已推迟到${dueLabel(moved?.dueAt ?? now, now)}${what}`
    }
    await book.changeTask(task.id, { doneAt: now })
    return `✅ 已完成${what}，还有 ${open.length - 1} 条`
  },
}
