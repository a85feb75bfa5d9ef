import { decideEntry, type EntryId, jobLabels, type OutboxEntry, openStates } from '../../domain/index.ts'
import { maskText } from '../../shared/mask.ts'
import { refused, withPicked } from './answer.ts'
import { monthDay } from './dates.ts'
import { ticketNumber } from './ticket.ts'
import type { Answer, Command, CommandContext, CommandInput } from './types.ts'

const operators = ['operator'] as const

export const queue: Command = {
  name: '队列',
  aliases: ['queue'],
  summary: '看排队和失败的项（不含客户资料）',
  examples: ['/erp 队列'],
  roles: operators,
  run: listQueue,
}

async function listQueue(_input: CommandInput, { store }: CommandContext): Promise<Answer> {
  const [dead, open] = [
    await store.entries({ state: ['dead'], limit: 500 }),
    await store.entries({ kind: 'erp', state: openStates, limit: 500 }),
  ]
  const shown = dead.slice(0, 7).map((entry) => {
    return `#${entry.id} ${jobLabels[entry.job.type]}｜${monthDay(entry.updatedAt)}｜${whyOf(entry)}`
  })
  const more = dead.length > shown.length ? [`……另有 ${dead.length - shown.length} 项失败`] : []
  const next = dead.length > 0 ? ['/erp 重试 #号，或 /erp 丢弃 #号'] : []
  return { text: [`排队 ${open.length}，失败 ${dead.length}`, ...shown, ...more, ...next, ...held(open)].join('\n') }
}

const whyOf = ({ reason }: OutboxEntry) => maskText(reason ?? '').slice(0, 40)

/** What did not get through yet and comes again by itself, by its reason. */
function held(open: readonly OutboxEntry[]): string[] {
  const byReason = new Map<string, OutboxEntry[]>()
  for (const entry of open) {
    const why = whyOf(entry)
    if (why !== '') byReason.set(why, [...(byReason.get(why) ?? []), entry])
  }
  return [...byReason]
    .sort(([, a], [, b]) => b.length - a.length)
    .slice(0, 4)
    .map(([why, entries]) => `自动重试 ${entries.length} 项（#${entries[0]?.id} 等）｜${why}`)
}

const decide = (name: '重试' | '丢弃', decision: 'retry' | 'discard', alias: string): Command => ({
  name,
  aliases: [alias],
  summary: name === '重试' ? '再试一次失败的项' : '放弃失败的项（需确认）',
  examples: [`/erp ${name} #7`],
  roles: operators,
  async run(input, context) {
    const number = ticketNumber(input.words.join(''))
    if (number === undefined) return refused(`哪一项？例如 /erp ${name} #7，编号见 /erp 队列`)
    const entry = await context.store.entry(number as EntryId)
    if (!entry) return refused(`没有 #${number} 这一项`)
    const what = jobLabels[entry.job.type]
    const no = `#${number} ${what}是「${stateLabels[entry.state]}」，不能${name}`
    if (entry.state !== 'dead' && (decision === 'retry' || entry.state !== 'ready')) return refused(no)
    if (decision === 'discard' && input.picked.confirmed !== true) {
      const yes = withPicked(name, input, { confirmed: true })
      return { text: `丢弃 #${number} ${what}？丢弃后不会再写入 ERP。回“是”确认`, ask: { yes } }
    }
    const { store, clock, me } = context
    const done = await decideEntry(store, entry.id, decision, `${me.name}${name}`, clock.now())
    if (!done) return refused(no)
    return `✅ 已${name} #${number} ${what}`
  },
})

const stateLabels = {
  ready: '排队中',
  running: '写入中',
  done: '已完成',
  dead: '失败',
  cancelled: '已取消',
  expired: '已过期',
} as const

export const decisions: readonly Command[] = [decide('重试', 'retry', 'retry'), decide('丢弃', 'discard', 'discard')]
