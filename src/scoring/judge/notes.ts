import type { Assessment, FollowUp, Reason, Role, ThreadMessage } from '../../domain/index.ts'
import { clausesOf, plainText } from '../signals/plain-text.ts'
import { splitNote } from './split-note.ts'

type Template = FollowUp['template']
type Templates = Readonly<Partial<Record<string, string>>>

/** Wording of the ERP's own templates (RULES.md, follow-up notes). */
const wording: Record<Template, string> = {
  106: '谈的很好，让发合同',
  107: '电话无人接听',
  108: '现在还没考虑',
  109: '今天谈的不错，让明天面谈',
  120: '正在考虑中',
}
/** 484 其他: WeChat has no 跟进方式 of its own. */
const wechatChannel = 484

const against = ['refusal', 'postponed', 'bought_elsewhere', 'hesitant', 'complaint', 'opt_out', 'haggle', 'tracking']
const unanswered = /(?:电话|打(?:了)?(?:您|你|几)?).{0,8}(?:没人接|没接|无人接|打不通|不通|关机|占线|没打通)/

/** 洽谈进展 of a conversation that fell silent: what was wanted, offered, objected, promised, and what comes next. */
export function writeNotes(messages: readonly ThreadMessage[], a: Assessment, templates: Templates): FollowUp[] {
  const template = templateFor(messages, a)
  const text = [
    `【微信记录·机器人整理】${templates[template] ?? wording[template]}`,
    section('需求', a.reasons.filter((r) => r.points > 0 && !against.includes(r.signal)).map(quoteOf)),
    section('报价', offersIn(messages)),
    section('异议', a.reasons.filter((r) => against.includes(r.signal)).map(quoteOf)),
    section(
      '承诺',
      a.promises.map((p) => `${p.by === 'sales' ? '我方' : '客户'}：${p.text}${dueText(p.dueAt)}`),
    ),
    section('对话', spoken(messages)),
    `下一步：${nextStep(template, a)}`,
    `评分 ${a.score}`,
  ]
  return splitNote(text.filter(Boolean).join('\n')).map((part) => ({ text: part, template, channel: wechatChannel }))
}

function templateFor(messages: readonly ThreadMessage[], a: Assessment): Template {
  const has = (...signals: string[]) => a.reasons.some((r) => signals.includes(r.signal))
  if (has('refusal', 'bought_elsewhere', 'opt_out', 'postponed') && a.score < 60) return 108
  if (a.committed || has('signed', 'signing', 'contract', 'paid', 'ordered')) return 106
  if (has('appointment') && a.score >= 60) return 109
  if (a.score >= 80) return 106
  if (messages.some((m) => m.role === 'sales' && unanswered.test(m.text.slice(0, 500)))) return 107
  return 120
}

const quoteOf = (r: Reason): string => (r.quote ? `${r.label}「${r.quote}」` : '')

function section(title: string, items: readonly string[]): string {
  const unique = [...new Set(items.filter(Boolean))]
  return unique.length > 0 ? `${title}：${unique.join('；')}` : ''
}

const priced = /\d+(?:\.\d+)?\s?(?:元|块|万|千|折|\/|一[\u4e00-\u9fff])|(?:最低|单价|全屋|一共|总价|合计)\s?\d/

/** The salesperson's own words that name a price. */
const offersIn = (messages: readonly ThreadMessage[]): string[] =>
  messages
    .filter((m) => m.role === 'sales' && m.kind === 'text')
    .flatMap((m) => clausesOf(plainText(m.text)).map((c) => c.text))
    .filter((text) => priced.test(text))
    .slice(-8)

const speaker: Record<Role, string> = { customer: '客户', sales: '我方', other: '其他人' }
const substance = (text: string) => text.length >= 2 && !/^(?:嗯+|哦+|好的?|哈+|在吗|谢谢|收到|ok)$/i.test(text)

/** Who said what, word for word; empty phrases and other people's words are left out. */
const spoken = (messages: readonly ThreadMessage[]): string[] =>
  messages
    .filter((m) => m.role !== 'other' && m.kind === 'text' && substance(m.text.trim()))
    .map(
      (m) =>
        `${speaker[m.role]}${m.room && m.speaker ? `(${m.speaker})` : ''}：${plainText(m.text).replace(/\s+/g, ' ')}`,
    )

const dateFormat = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'numeric',
  day: 'numeric',
  weekday: 'short',
})
const dueText = (at: number | undefined) => (at === undefined ? '' : `（${dateFormat.format(at)}前）`)

function nextStep(template: Template, a: Assessment): string {
  const due = a.promises.filter((p) => p.by === 'sales').at(-1)
  if (a.optedOut) return '客户要求不再联系，停止打扰'
  if (due) return `兑现“${due.text}”${dueText(due.dueAt)}`
  if (a.unread.length > 0) return '请客户把语音或图片里的内容打成文字'
  return {
    106: '准备合同，确认交付和付款',
    107: '换个时间再打电话',
    108: '暂不打扰，有新品或到期时再问',
    109: '确认面谈的时间和地点',
    120: a.score >= 60 ? '发报价或资料，约定下次沟通' : '了解具体需求',
  }[template]
}
