import { countedLeads, isHot, isOwnedBy, type Lead, signedPoints, valueLevelOf } from '../../domain/index.ts'
import { halfWidth } from '../../shared/half-width.ts'
import { pageOf, refused, shortened, withPicked } from './answer.ts'
import { askedAbout } from './open-leads.ts'
import { resolveOwn } from './resolve.ts'
import { accessTo, leadSubject, ownerOf, refOf, shownName } from './subject.ts'
import type { Answer, Command, CommandContext, CommandInput } from './types.ts'
import { statusLabel } from './views.ts'
import { whoseIs } from './whose.ts'

const bandLabels = { hot: '高意向', warm: '中意向', cold: '低意向' } as const

export const score: Command = {
  name: '评分',
  aliases: ['分数', '为什么', 'score', 'why'],
  spoken: { 打分: '', 多少分: '' },
  summary: '看一个客户的评分和每一分的来由',
  examples: ['/erp 评分 华强'],
  roles: ['sales', 'manager'],
  run: explainScore,
}

async function explainScore(input: CommandInput, context: CommandContext): Promise<Answer> {
  const asked = input.words.filter((word) => !/^[(（]?为什么[)）]?[?？]?$/u.test(word)).join(' ')
  const resolved = await resolveOwn('评分', asked, input, context)
  if (!resolved.ok) return resolved.answer
  const { lead } = resolved.subject
  if (!lead) return refused(`【${resolved.subject.name}】没有微信聊天记录，所以没有评分`)
  // Each reason carries the customer's words.
  const { name } = resolved.subject
  return { text: scoreText(name, lead), room: `【${name}】${lead.reasons.length} 项评分依据` }
}

function scoreText(name: string, lead: Lead): string {
  const reasons = [...lead.reasons]
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .map((r) => `${r.label} ${signedPoints(r.points)}${r.quote ? `「${shortened(r.quote, 24)}」` : ''}`)
  const shown = reasons.slice(0, 11)
  const rest = reasons.length > shown.length ? [`……另有 ${reasons.length - shown.length} 项`] : []
  const head = `【${name}】${lead.score} 分（${bandLabels[lead.band]}，价值 ${valueLevelOf(lead.score)}）｜${statusLabel(lead.status)}`
  return [head, ...(shown.length > 0 ? shown : ['还没有加减分的信号']), ...rest].join('\n')
}

export const leads: Command = {
  name: '线索',
  aliases: ['leads', '商机'],
  spoken: { 线索列表: '', 潜在客户: '' },
  summary: '按分数列出自己的线索，可限定分数；主管可看一位同事的',
  examples: ['/erp 线索', '/erp 线索 >70', '/erp 线索 李娜'],
  roles: ['sales', 'manager'],
  run: listLeads,
}

/** `李娜 >70`: whose, and from which score up. */
function wantedIn(rest: string): { minScore: number; name: string } {
  const words = halfWidth(rest).trim()
  const score = /(?:^|\s)(?:[>≥]?=?|大于|超过|高于)\s*(\d{1,3})\s*分?(?:以上)?$/u.exec(words)
  return { minScore: Number(score?.[1] ?? 0), name: words.slice(0, score?.index ?? words.length).trim() }
}

async function listLeads(input: CommandInput, context: CommandContext): Promise<Answer> {
  const { minScore, name } = wantedIn(input.rest)
  const otherwise = refused(`『${input.rest.slice(0, 20)}』不是分数，例如 /erp 线索 >70`)
  const whose = await whoseIs('线索', name, input, context, otherwise)
  if (!whose.ok) return whose.answer
  const { person } = whose
  const all = (await countedLeads(context.store))
    .filter((lead) => !lead.optedOut && lead.score >= minScore && (!person || isOwnedBy(lead, person.userId)))
    .sort((a, b) => b.score - a.score)
  const mine = all.filter((lead) => accessTo(leadSubject(lead), context.me) === 'full')
  const above = `${person ? `${person.name}的` : ''}${minScore > 0 ? `${minScore} 分以上的` : ''}`
  if (mine.length === 0) return { text: `没有${above}线索` }
  const asked = await askedAbout(context)
  const list = pageOf('线索', input, mine, {
    size: 8,
    line: (lead) => {
      const subject = leadSubject(lead)
      const score = context.place.kind === 'internal_room' ? '' : `${lead.score} `
      return `${score}${shownName(subject, context.me)}｜${statusLabel(lead.status, asked.has(lead.id))}｜${ownerOf(subject)}`
    },
    open: (lead) => ({ ...withPicked('查客户', input, { subject: refOf(leadSubject(lead)) }), rest: '', words: [] }),
  })
  const hot = mine.filter(isHot).length
  return {
    text: `${above}线索 ${mine.length} 条，高意向 ${hot} 条，第 ${list.page}/${list.pages} 页：\n${list.lines}\n回数字看详情${list.next ? '，回"下页"' : ''}`,
    ask: { choices: list.choices, next: list.next },
  }
}
