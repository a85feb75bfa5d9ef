import { findProblem, parseId } from '../check.ts'
import { areaNamed, labelOf } from '../lists.ts'
import type { Customer, Fields } from '../model.ts'
import { done, type Result, refused } from '../result.ts'
import { proposedKhid } from '../state.ts'
import type { DuplicatePolicy } from '../types.ts'
import type { ApiCall, World } from '../world.ts'
import { categoryOf, contactIds, optionsOf, saveEndpoint } from './customer-fields.ts'

/** 单位客户添加 / 个人客户添加: the first save of an allocated `ord` creates, a further one edits. */
export function saveCustomer({ endpoint, params, user, world }: ApiCall): Result {
  const intsort = endpoint.deciding.some(([name, value]) => name === 'intsort' && value === '2') ? 2 : 1
  return store({ intsort, ord: parseId(params.ord), values: params, by: user.userId, world })
}

export interface Saving {
  intsort: 1 | 2
  /** Absent: no id was given. */
  ord: number | undefined
  /** The `ord` was made for this save, nobody has to know it. */
  fresh?: boolean
  values: Fields
  by: number
  world: World
}

export function store(saving: Saving): Result {
  const { ord, values, world } = saving
  if (ord === undefined) return refused('客户不存在')
  const before = world.state.customers.get(ord)
  if (!before && !saving.fresh && !world.state.allocated.has(ord)) return refused('客户不存在或已被删除')
  const problem = problemOf(saving, before)
  if (problem) return refused(problem)
  const customer = merged(saving, ord, before)
  world.state.putContact(contactOf(customer, values, world, saving.by))
  world.state.putCustomer(customer)
  return done(before ? '修改成功' : '保存成功')
}

function problemOf({ intsort, values, world, ord }: Saving, before: Customer | undefined): string | undefined {
  const { params } = saveEndpoint(intsort)
  const wrong = findProblem(params, values, new Set(['ord']))
  if (wrong) return wrong
  for (const id of world.variants.requiredFields) {
    if (!values[id]) return `请输入${params.find((param) => param.id === id)?.label ?? id}`
  }
  return optionProblem(values, world) ?? duplicateProblem({ values, world, ord, intsort }, before)
}

function optionProblem(values: Fields, world: World): string | undefined {
  const chosen = values.sort1 ? categoryOf(values.sort1, world) : undefined
  if (values.sort1 && !chosen) return '客户分类不存在'
  if (chosen && !chosen.stage && chosen.category.stages.length > 0) return '请选择跟进程度'
  if (values.area && !areaNamed(values.area)) return '客户区域不存在，请重新选择'
  for (const id of ['ly', 'trade', 'jz'] as const) {
    const list = optionsOf(id, world.variants.options)
    if (values[id] && list && labelOf(list, values[id]) === '') return '所选项目不存在，请重新选择'
  }
  return undefined
}

type Checked = Pick<Saving, 'values' | 'world' | 'ord' | 'intsort'>

function duplicateProblem(saving: Checked, before: Customer | undefined): string | undefined {
  const { values, world } = saving
  const { khid = '', name = '', mobile = '' } = values
  const rival = (policy: DuplicatePolicy, others: readonly (Customer | undefined)[]) =>
    policy !== 'allow' &&
    others.some(
      (one) => one && one.ord !== saving.ord && (policy === 'all' || (one.intsort === 1 && saving.intsort === 1)),
    )
  if (khid && rival(world.duplicates.khid, [world.state.byKhid(khid)])) return '客户编号重复，请重新输入'
  if (name !== before?.fields.name && rival(world.duplicates.name, world.state.namesakes(name))) return '客户名称重复'
  const holders = mobile
    ? world.state.contactsWithMobile(mobile).map((one) => world.state.customers.get(one.company))
    : []
  return rival(world.duplicates.mobile, holders) ? '手机号码重复' : undefined
}

function merged({ intsort, values, by, world }: Saving, ord: number, before: Customer | undefined): Customer {
  const own: Fields = {}
  for (const { id } of saveEndpoint(intsort).params) {
    if (id === 'ord' || id === 'person_name' || (contactIds as readonly string[]).includes(id)) continue
    const value = values[id] ?? (world.variants.absentFields === 'keep' ? before?.fields[id] : '')
    if (value !== undefined && value !== '') own[id] = value
  }
  own.khid ??= before?.fields.khid ?? world.state.allocated.get(ord) ?? proposedKhid(ord)
  if (before) return { ...before, intsort, fields: own }
  const { newNeedsReview } = world.variants
  return {
    ord,
    intsort,
    fields: own,
    owners: [by],
    pool: false,
    ...(newNeedsReview && { review: 'waiting' as const }),
    person: world.state.allocateContact(),
    addedBy: by,
    createdAt: world.now(),
    latestNote: '',
  }
}

function contactOf(customer: Customer, values: Fields, world: World, by: number) {
  const before = world.state.contacts.get(customer.person)
  const keep = world.variants.absentFields === 'keep'
  const name = customer.intsort === 1 ? values.person_name : customer.fields.name
  const fields: Fields = { person_name: name ?? before?.fields.person_name ?? '' }
  for (const id of contactIds) {
    const value = values[id] ?? (keep ? before?.fields[id] : undefined)
    if (value) fields[id] = value
  }
  const { person, ord } = customer
  return { person, company: ord, fields, addedBy: before?.addedBy ?? by, createdAt: before?.createdAt ?? world.now() }
}
