import { maskName } from '../../shared/mask.ts'
import { pageOf, refused, withPicked } from './answer.ts'
import { inDetail } from './in-detail.ts'
import { notFound } from './resolve.ts'
import { exactly, findSubjects, loadSubject, settleOwner } from './search.ts'
import { staleLine } from './stale.ts'
import { accessTo, ownerOf, refOf, type Subject, type SubjectRef } from './subject.ts'
import type { Answer, Command, CommandContext, CommandInput } from './types.ts'
import { subjectLine, subjectView } from './views.ts'

const name = '查客户'

export const findCustomer: Command = {
  name,
  aliases: ['查', '找', '客户', 'find', 'search'],
  spoken: {
    查询: '',
    查一下: '',
    查一哈: '',
    查下: '',
    查查: '',
    查看: '',
    搜索: '',
    搜一下: '',
    搜: '',
    查找: '',
    找一下: '',
    找下: '',
    找找: '',
  },
  summary: '按名称、手机或编号查客户和线索',
  examples: ['/erp 查客户 华强', '/erp 查 13800138000', '/erp find hq'],
  roles: ['sales', 'manager'],
  run: find,
}

async function find(input: CommandInput, context: CommandContext): Promise<Answer> {
  const picked = input.picked.subject as SubjectRef | undefined
  if (picked) {
    const subject = await loadSubject(picked, context)
    return subject ? view(subject, context) : refused('这个客户已不在了，请重新查找')
  }
  const text = named(wanted(input))
  if (!text) return refused('要查谁？例如 /erp 查客户 华强')
  const { subjects, stale } = await findSubjects(text, context)
  const above = stale ? `${staleLine(stale, context)}\n` : ''
  if (subjects.length === 0) return notFound(name, text, input, context, stale)
  const only = exactly(subjects, text)
  const single = only.length === 1 ? only[0] : subjects.length === 1 ? subjects[0] : undefined
  if (single) {
    const shown = await (stale ? subjectView : view)(await settleOwner(single, context), context)
    return { ...shown, text: above + shown.text }
  }
  const list = pageOf(name, input, subjects, {
    line: (subject) => subjectLine(subject, context),
    open: (subject) => withPicked(name, input, { subject: refOf(subject) }),
  })
  const more = list.next ? '，回"下页"' : ''
  return {
    text: `${above}${stale ? '本地有' : '找到'} ${subjects.length} 个，第 ${list.page}/${list.pages} 页：\n${list.lines}\n回数字看详情${more}`,
    ask: { choices: list.choices, next: list.next },
  }
}

/** 华强的电话, 华强 谢谢: whom is asked for, without what is wanted of him. */
const named = (text: string): string =>
  text.replace(/(?<=\S)[\s的]*(?:电话|手机号?|号码|联系方式|地址|情况|资料|信息|谢谢|多谢|吧|呢)$/u, '')

/** Whoever may see the numbers sees all that the ERP has. */
const view = async (subject: Subject, context: CommandContext): Promise<Answer> =>
  subjectView(accessTo(subject, context.me) === 'full' ? await inDetail(subject, context) : subject, context)

const wanted = (input: CommandInput) => [...input.words, ...Object.values(input.fields)].join(' ').trim()

export const checkDuplicate: Command = {
  name: '查重',
  aliases: ['撞单', 'dup', 'check'],
  spoken: { 查重复: '', 有没有人跟: '', 重复: '' },
  summary: '看一个手机号或公司是否已有人在跟',
  examples: ['/erp 查重 13800138000', '/erp 查重 华强电子'],
  roles: ['sales', 'manager'],
  run: duplicate,
}

/** Open to every bound salesperson, and therefore masked for all but the owner. */
async function duplicate(input: CommandInput, context: CommandContext): Promise<Answer> {
  const text = wanted(input)
  if (!text) return refused('查哪个手机号或公司？例如 /erp 查重 13800138000')
  const { subjects, stale } = await findSubjects(text, context)
  const above = stale ? `${staleLine(stale, context)}\n` : ''
  const same = exactly(subjects, text)
  const near = (same.length > 0 ? same : subjects).slice(0, 5)
  const hits = await Promise.all(near.map((subject) => settleOwner(subject, context)))
  if (hits.length === 0) {
    return {
      text: `${above}没有查到『${text}』${stale ? '（本地记录）' : '，可以新建'}`,
      outcome: stale ? 'unreachable' : 'ok',
    }
  }
  const lines = hits.map((s) => {
    const own = accessTo(s, context.me) === 'full'
    return `${own ? s.name : maskName(s.name)}，负责人 ${ownerOf(s)}`
  })
  const only = stale ? '\n只查了本地记录，可能不全，ERP 恢复后请再查' : ''
  return { text: `${above}${same.length > 0 ? '已存在' : '有相近的'}：${lines.join('\n')}${only}` }
}
