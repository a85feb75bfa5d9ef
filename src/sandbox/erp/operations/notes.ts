import { findProblem, parseId } from '../check.ts'
import type { Fields, NoteSubject } from '../model.ts'
import { done, type Result, refused } from '../result.ts'
import type { ApiCall, World } from '../world.ts'

const longestIntro = 1000
/** Asked for by `plantype` only: 1 = planned, 2 = done (RULES.md, "The operations of the main job"). */
const scheduleOf: Record<string, readonly string[]> = {
  0: [],
  1: ['@ret_0', '@ret_1', '@title1', '@remind'],
  2: ['@ret2_0', '@ret2_1', '@title2', '@intro2'],
}
const schedule = ['@ret_0', '@ret_1', '@title1', '@remind', '@ret2_0', '@ret2_1', '@title2', '@intro2', '@cateid']

/** 洽谈进展 of a customer, contact, project or contract. */
export function addNote({ endpoint, params, user, world }: ApiCall): Result {
  const subject = subjectOf(endpoint.deciding)
  const ord = parseId(params.ord)
  if (ord === undefined || !exists(subject, ord, world)) return refused('数据不存在或已被删除')
  const problem = formProblem(endpoint.params, params, world)
  if (problem) return refused(problem)
  const { intro = '', sort = '', plantype = '' } = params
  const template = world.variants.templates[intro]
  world.state.putNote({
    subject,
    ord,
    text: textOf(params, template),
    ...(template && { template: intro }),
    sort,
    plantype,
    schedule: Object.fromEntries(schedule.flatMap((id) => (params[id] ? [[id, params[id]]] : []))),
    by: user.userId,
    at: world.now(),
  })
  return done('保存成功')
}

const textOf = ({ intro = '', '@intro2': said }: Fields, template: string | undefined) =>
  template ? [template, said].filter(Boolean).join('：') : intro

function subjectOf(deciding: ApiCall['endpoint']['deciding']): NoteSubject {
  return (deciding.find(([name]) => name === 'datatype')?.[1] ?? 'tel') as NoteSubject
}

function exists(subject: NoteSubject, ord: number, { state }: World): boolean {
  if (subject === 'tel') return state.customers.has(ord)
  if (subject === 'person') return state.contacts.has(ord)
  return subject === 'chance' ? state.projects.has(ord) : state.contracts.has(ord)
}

function formProblem(params: ApiCall['endpoint']['params'], values: Fields, world: World): string | undefined {
  const { followUp, templates, options } = world.variants
  const plantype = values.plantype ?? ''
  const needed = followUp === 'every_field' ? schedule.filter((id) => id !== '@cateid') : (scheduleOf[plantype] ?? [])
  const wrong = findProblem(params, values, new Set(schedule.filter((id) => !needed.includes(id))))
  if (wrong) return wrong
  const { intro = '', sort = '' } = values
  if (intro.length > longestIntro) return `跟进内容长度不能超过${longestIntro}个字`
  if (!(sort in options[98])) return '跟进方式不存在，请重新选择'
  if (followUp === 'template' && (!(intro in templates) || plantype !== '2')) return '请选择洽谈进展模板'
  return undefined
}
