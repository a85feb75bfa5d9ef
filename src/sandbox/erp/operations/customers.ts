import { parseId } from '../check.ts'
import { formatDate } from '../dates.ts'
import type { Customer, Fields } from '../model.ts'
import { type Result, refused } from '../result.ts'
import type { ApiCall, World } from '../world.ts'
import { categoryOf, customerDocument, shownFields } from './customer-fields.ts'
import { fits } from './customer-filters.ts'
import { dateProblem, foundOnce } from './filters.ts'
import { tableResult } from './paging.ts'

/** 分配新客户ID: a fresh document that proposes a number. */
export function allocate({ params, world }: ApiCall): Result {
  const ord = world.state.allocate()
  const intsort = params.intsort === '2' ? 2 : 1
  const values = { khid: world.state.allocated.get(ord) ?? '' }
  return { kind: 'document', document: customerDocument(world, { ord, intsort, values, caption: '客户添加' }) }
}

export function detail({ params, world }: ApiCall): Result {
  const customer = world.state.customers.get(parseId(params.ord) ?? 0)
  if (!customer) return refused('客户不存在或已被删除')
  const { ord, intsort } = customer
  const document = customerDocument(world, { ord, intsort, values: shownFields(customer, world), caption: '客户详情' })
  const owner = customer.owners[0]
  document.groups[0]?.fields.push(
    {
      id: 'intsort',
      caption: '客户性质',
      type: 'text',
      value: String(intsort),
      text: intsort === 1 ? '单位客户' : '个人客户',
    },
    { id: 'telintro', caption: '最新洽谈', type: 'text', value: customer.latestNote },
  )
  if (world.variants.ownerInDetail)
    document.groups[0]?.fields.push({
      id: 'cateid',
      caption: '销售人员',
      type: 'text',
      value: String(owner ?? ''),
      text: ownersOf(customer, world),
    })
  return { kind: 'document', document }
}

const columns = [
  { id: 'name', caption: '客户名称' },
  { id: 'catename', caption: '销售人员' },
  { id: 'sortname', caption: '客户分类' },
  { id: 'sort1name', caption: '跟进程度' },
  { id: 'personname', caption: '联系人' },
  { id: 'personjob', caption: '职务' },
  { id: 'phone', caption: '办公电话' },
  { id: 'mobile', caption: '手机' },
  { id: 'telintro', caption: '最新洽谈' },
  { id: 'ord', caption: '客户ID' },
  { id: 'person', caption: '联系人ID' },
  { id: 'url', caption: '链接' },
  { id: 'personurl', caption: '联系人链接' },
]
const khidColumn = { id: 'khid', caption: '客户编号' }

export function list({ endpoint, params, user, world }: ApiCall): Result {
  const problem = dateProblem(endpoint, params)
  if (problem) return refused(problem)
  const found = foundOnce(world.state, `customers ${user.userId}`, params, () => search(params, world, user.userId))
  const shown = world.variants.khidInList ? [...columns, khidColumn] : columns
  return tableResult(found, params, shown, (customer) => rowOf(customer, world))
}

function search(params: Fields, world: World, userId: number): Customer[] {
  const found = candidates(params, world).filter((customer) => fits(customer, params, world, userId))
  const { _rpt_sort: sort = '' } = params
  found.sort(sort.replace('-', '') === 'name' ? byName : byDate)
  return sort.startsWith('-') || sort === '' ? found.reverse() : found
}

const byDate = (a: Customer, b: Customer) => a.createdAt - b.createdAt || a.ord - b.ord
const byName = (a: Customer, b: Customer) => (a.fields.name ?? '').localeCompare(b.fields.name ?? '', 'zh')

/** An index narrows the search where a filter is long enough for it. */
function candidates({ khid = '', name = '', ord = '', telord = '' }: Fields, { state }: World): Customer[] {
  const ords = ord || telord
  const ids = ords
    ? new Set(ords.split(',').map(Number))
    : (khid && state.khids.candidates(khid)) || (name && state.names.candidates(name))
  return ids ? [...ids].flatMap((id) => state.customers.get(id) ?? []) : [...state.customers.values()]
}

function rowOf(customer: Customer, world: World): Record<string, unknown> {
  const fields = shownFields(customer, world)
  const chosen = categoryOf(fields.sort1 ?? '', world)
  const { ord, person, latestNote } = customer
  return {
    name: fields.name,
    khid: fields.khid,
    catename: ownersOf(customer, world),
    sortname: chosen?.category.name ?? '',
    sort1name: chosen?.stage?.name ?? '',
    personname: fields.person_name ?? fields.name,
    personjob: fields.job,
    phone: fields.phone,
    mobile: fields.mobile,
    telintro: latestNote,
    ord,
    person,
    url: `custom/add.asp?edit=1&ord=${ord}`,
    personurl: `person/add.asp?edit=1&ord=${person}`,
    date1: formatDate(customer.createdAt),
  }
}

export function ownersOf({ owners, pool }: Customer, { directory, variants }: World): string {
  return pool ? variants.poolOwner : owners.map((id) => directory.nameOf(id)).join('、')
}
