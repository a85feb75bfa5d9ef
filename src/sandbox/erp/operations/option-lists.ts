import type { Area } from '../lists.ts'
import { areas } from '../lists.ts'
import { type Result, refused, type TreeNode } from '../result.ts'
import type { ApiCall } from '../world.ts'

/** `source.asp?enumid=…`. */
export function source({ params, world }: Pick<ApiCall, 'params' | 'world'>): Result {
  const list = Object.entries(world.variants.options).find(([enumid]) => enumid === params.enumid)?.[1]
  if (!list) return refused('选项列表不存在')
  return { kind: 'options', options: Object.entries(list).map(([value, text]) => ({ value, text: String(text) })) }
}

/** `gate_list.asp`: people by department. */
export function people({ world }: Pick<ApiCall, 'world'>): Result {
  const { departments, users } = world.directory
  const nodes = [...departments.values()].map(({ id, name }): TreeNode => {
    const members = [...users.values()].filter((user) => user.departmentId === id && !user.frozen)
    return {
      text: name,
      value: '',
      nodes: members.map((user) => ({ text: user.name, value: String(user.userId), nodes: [] })),
    }
  })
  return { kind: 'tree', nodes: nodes.filter((node) => node.nodes.length > 0) }
}

const areaNode = ({ id, name, areas: below = [] }: Area): TreeNode => ({
  text: name,
  value: String(id),
  nodes: below.map(areaNode),
})

/** `area_list.asp`. */
export const areaTree = (): Result => ({ kind: 'tree', nodes: areas.map(areaNode) })

/** `telsort_list.asp`: 客户分类 with their stages. */
export function categories({ world }: Pick<ApiCall, 'world'>): Result {
  const nodes = world.variants.categories.map(({ id, name, stages }) => ({
    text: name,
    value: String(id),
    nodes: stages.map((stage) => ({ text: stage.name, value: String(stage.id), nodes: [] })),
  }))
  return { kind: 'tree', nodes }
}
