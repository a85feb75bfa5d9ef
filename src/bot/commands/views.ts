import { valueLevelOf } from '../../domain/index.ts'
import { maskMobile, maskName, maskTail, maskText } from '../../shared/mask.ts'
import { shortened } from './answer.ts'
import { monthDay, stamp } from './dates.ts'
import { readInput } from './parse.ts'
import { accessTo, ownerOf, refOf, type Subject, shownName } from './subject.ts'
import type { Answer, CommandContext } from './types.ts'

const statusLabels: Record<string, string> = {
  watching: '观察中',
  asking: '待确认',
  queued: '写入排队中',
  synced: '已建档',
  shadow: '试运行（未写入）',
  ignored: '已忽略',
  opted_out: '不再联系',
}
/** `asked`: the question about him was put to who reads this. */
export const statusLabel = (status: string, asked = false): string =>
  status === 'asking' && asked ? '待您回答' : (statusLabels[status] ?? status)

/** `深圳华强电子｜李娜｜11-20 跟进`. */
export function subjectLine(subject: Subject, context: CommandContext): string {
  const last = subject.lead?.lastMessageAt ?? subject.createdAt
  const what = subject.lead ? '聊天' : '建档'
  const parts = [shownName(subject, context.me), ownerOf(subject), last && `${monthDay(last)} ${what}`]
  return parts.filter(Boolean).join('｜')
}

/** A customer as this person may see it: the name in the text, what is known of him in the detail. */
export function subjectView(subject: Subject, context: CommandContext): Answer {
  const access = accessTo(subject, context.me)
  if (access === 'masked') return maskedView(subject)
  const full = access === 'full'
  const known = [...factLines(subject, full, context), ...contactLines(subject, full)]
  const gone = subject.goneAt === undefined ? '' : `\n${goneLine(subject.goneAt)}`
  return { text: headLine(subject) + gone, detail: known.length > 0 ? known.join('\n') : undefined }
}

const maskedView = (subject: Subject): Answer => ({
  text: `${maskName(subject.name)}｜负责人 ${ownerOf(subject)}\n这是同事的客户，回 1 申请（/erp 申请），或与他联系`,
  outcome: 'denied',
  ask: { choices: [{ ...readInput(''), name: '申请', picked: { subject: refOf(subject) } }] },
})

const goneLine = (at: number) =>
  `⚠️ ERP 里已没有这个客户（${monthDay(at)} 发现），跟进写不进去。请在 ERP 核对，误删的请恢复`

function headLine(subject: Subject): string {
  const { lead, name } = subject
  const type = lead?.fields.type?.value
  const kind = type === 'personal' ? '个人' : type === 'company' ? '单位' : ''
  return `【${name}】${[kind, `负责人 ${ownerOf(subject)}`, lead && subject.goneAt === undefined && statusLabel(lead.status)].filter(Boolean).join('｜')}`
}

function factLines(subject: Subject, full: boolean, { clock }: CommandContext): string[] {
  const { lead, khid, category, stage, latestNote } = subject
  return [
    [khid && `编号 ${khid}`, category, stage].filter(Boolean).join('｜'),
    lead
      ? `评分 ${lead.score}（价值 ${valueLevelOf(lead.score)}），最近聊天 ${stamp(lead.lastMessageAt, clock.now())}`
      : '',
    latestNote ? `最近跟进：${noteWords(latestNote, full)}` : '',
  ].filter(Boolean)
}

/** A note without the marker by which it is recognised. */
function noteWords(note: string, full: boolean): string {
  const words = note.replace(/^〔[^〕]*〕/u, '').replace(/\s+/g, ' ')
  return shortened(full ? words : maskText(words), 60)
}

function contactLines(subject: Subject, full: boolean): string[] {
  const fields = subject.lead?.fields
  const mobile = subject.mobile || fields?.mobile?.value
  const own = (key: 'phone' | 'wechatId' | 'qq' | 'email' | 'address' | 'job') => subject[key] || fields?.[key]?.value
  const show = (value: string | undefined, mask: (v: string) => string) => value && (full ? value : mask(value))
  return [
    ['联系人', [subject.contactName, own('job')].filter(Boolean).join(' ')],
    ['手机', show(mobile, maskMobile)],
    ['电话', show(own('phone'), maskTail)],
    ['微信', full ? own('wechatId') : undefined],
    ['QQ', full ? own('qq') : undefined],
    ['邮箱', full ? own('email') : undefined],
    ['地址', full ? own('address') : undefined],
  ].flatMap(([label, value]) => (value ? [`${label}：${value}`] : []))
}
