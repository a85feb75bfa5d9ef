import { parseId } from '../check.ts'
import { idOf } from '../lists.ts'
import type { Fields } from '../model.ts'
import { done, type Result, refused } from '../result.ts'
import type { ApiCall, World } from '../world.ts'
import { optionsOf } from './customer-fields.ts'
import { store } from './save-customer.ts'

/** 客户添加 (v3): one call, answers no `ord`. */
export function addCustomer(call: ApiCall): Result {
  return saveV3(call, call.world.state.nextOrd, true)
}

/** 客户修改 (v3). */
export function editCustomer(call: ApiCall): Result {
  const ord = parseId(call.params.ord)
  if (ord === undefined || !call.world.state.customers.has(ord)) return refused('客户不存在或已被删除')
  return saveV3(call, ord)
}

function saveV3({ params, user, world }: ApiCall, ord: number, fresh = false): Result {
  const values = mobileValues(params, world)
  if ('problem' in values) return refused(String(values.problem))
  const intsort = params.sort2 === '2' || params.sort2 === '个人客户' ? 2 : 1
  const result = store({ intsort, ord, fresh, values: values as Fields, by: user.userId, world })
  return result.kind === 'done' ? done('操作成功') : result
}

/** v3 speaks labels where the mobile family has ids; 客户分类 and 跟进程度 are two fields here (PROTOCOL.md, v3). */
function mobileValues(
  { ord: _, sort2: __, sort = '', sort1 = '', ...rest }: Fields,
  world: World,
): Fields | { problem: string } {
  const category = world.variants.categories.find((one) => one.name === sort || String(one.id) === sort)
  if (!category) return { problem: '客户分类不存在' }
  const stage = category.stages.find((one) => one.name === sort1 || String(one.id) === sort1)
  if (sort1 && !stage) return { problem: '跟进程度不存在' }
  const values: Fields = { ...rest, sort1: [category.id, stage?.id].filter((id) => id !== undefined).join(',') }
  for (const id of ['ly', 'jz', 'trade'] as const) {
    const list = values[id] ? optionsOf(id, world.variants.options) : undefined
    if (!list) continue
    const found = idOf(list, values[id] ?? '')
    if (found === undefined) return { problem: '所选项目不存在，请重新选择' }
    values[id] = found
  }
  return values
}
