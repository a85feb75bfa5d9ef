import { parseId } from '../check.ts'
import { formatDate } from '../dates.ts'
import type { Project } from '../model.ts'
import { type Result, refused } from '../result.ts'
import type { ApiCall } from '../world.ts'
import { dateProblem, holds, isOneOf, isWithin } from './filters.ts'
import { tableResult } from './paging.ts'

const columns = [
  { id: 'ord', caption: '项目ID' },
  { id: 'title', caption: '项目主题' },
  { id: 'xmid', caption: '项目编号' },
  { id: 'cName', caption: '客户名称' },
  { id: 'catename', caption: '销售人员' },
  { id: 'complete1', caption: '项目状态' },
  { id: 'complete2', caption: '项目阶段' },
  { id: 'tdate1', caption: '发现日期' },
]

export function list({ endpoint, params, world }: ApiCall): Result {
  const problem = dateProblem(endpoint, params)
  if (problem) return refused(problem)
  const found = [...world.state.projects.values()].filter(
    (one) =>
      isOneOf(one.ord, params.ord) &&
      holds(one.title, params.title) &&
      holds(one.number, params.xmid) &&
      holds(one.customer, params.cName) &&
      holds(`${one.title} ${one.number} ${one.customer}`, params.searchKey) &&
      isOneOf(one.owner, params.a_cateid) &&
      isWithin(one.foundAt, params.a_date_0, params.a_date_1),
  )
  return tableResult(found, params, columns, (one) => valuesOf(one, world.directory.nameOf(one.owner)))
}

const valuesOf = (one: Project, catename: string): Record<string, string | number> => ({
  ord: one.ord,
  title: one.title,
  xmid: one.number,
  cName: one.customer,
  catename,
  complete1: one.status,
  complete2: one.stage,
  tdate1: formatDate(one.foundAt).slice(0, 10),
})

export function detail({ params, world }: ApiCall): Result {
  const one = world.state.projects.get(parseId(params.ord) ?? 0)
  if (!one) return refused('项目不存在或已被删除')
  const values = valuesOf(one, world.directory.nameOf(one.owner))
  const fields = columns
    .filter(({ id }) => id !== 'ord')
    .map(({ id, caption }) => ({ id, caption, type: 'text', value: String(values[id] ?? '') }))
  return {
    kind: 'document',
    document: { id: 'bill', caption: '项目详情', value: one.ord, groups: [{ id: 'base', caption: '', fields }] },
  }
}
