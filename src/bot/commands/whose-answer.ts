import { pageOf, refused } from './answer.ts'
import { acceptLead, type Given, goOn } from './lead-settle.ts'
import { calledLead, leadsOf, namedIn, openPrompts } from './open-leads.ts'
import { readInput } from './parse.ts'
import type { Answer, Command, CommandContext, CommandInput, Invocation, Question } from './types.ts'

const perPage = 10

/** One of those who wait for such an answer, and what is done when it is his. */
interface Waiting {
  called: string
  go: Invocation
}

/** Asks to which of several leads an answer belongs. */
export function which(given: readonly Given[], before: string, text: string): Answer {
  const what = given[0]?.step.fields.mobile ? '这个号码' : `『${text.trim().slice(0, 20)}』`
  const waiting = given.map((one): Waiting => ({ called: calledLead(one.one.lead) || '微信客户', go: goOn(one) }))
  const { text: list, ask } = pageOfWaiting({ ...readInput(''), picked: { what, waiting } }, what, waiting)
  return { text: `${before}${list}`, ask }
}

function pageOfWaiting(input: CommandInput, what: string, waiting: readonly Waiting[]): Answer {
  const list = pageOf(whoseAnswer.name, input, waiting, {
    size: perPage,
    line: ({ called }) => called,
    open: ({ go }) => go,
  })
  const page = list.pages > 1 ? `，第 ${list.page}/${list.pages} 页` : ''
  return {
    text: `有 ${waiting.length} 个在等${page}：\n${list.lines}\n${what}给谁？回数字${list.next ? '，回“下页”' : ''}`,
    ask: { choices: list.choices, next: list.next },
  }
}

/** Further pages of the list; not shown in 帮助. */
export const whoseAnswer: Command = {
  name: '在等的',
  summary: '回答是给谁的',
  examples: [],
  roles: ['sales', 'manager'],
  async run(input) {
    const { what, waiting } = input.picked as { what?: string; waiting?: Waiting[] }
    return waiting && what ? pageOfWaiting(input, what, waiting) : refused('没有待回答的线索')
  },
}

/** 孙强的 after “这个号码给谁？”: the one of those who wait that is named, on whichever page he stands. */
export async function chosenByName(question: Question, context: CommandContext): Promise<Invocation | undefined> {
  const all = (question.next?.picked.waiting as Waiting[] | undefined)?.map(({ go }) => go) ?? question.choices ?? []
  if (all.length < 2 || all.some(({ name }) => name !== acceptLead.name)) return undefined
  const offered = (await leadsOf(await openPrompts(context), context)).filter(({ prompt }) =>
    all.some(({ picked }) => picked.promptId === prompt.id),
  )
  const [only, another] = namedIn(context.message.text, offered)
  return another ? undefined : all.find(({ picked }) => only && picked.promptId === only.prompt.id)
}
