import { parseId } from '../check.ts'
import { formatDate } from '../dates.ts'
import type { Contract, ContractLine, Fields } from '../model.ts'
import { done, type Result, refused } from '../result.ts'
import type { ApiCall, World } from '../world.ts'
import { dateProblem, holds, isOneOf, isWithin } from './filters.ts'
import { tableResult } from './paging.ts'

const columns = [
  { id: 'ord', caption: '合同ID' },
  { id: 'title', caption: '合同主题' },
  { id: 'htid', caption: '合同编号' },
  { id: 'khmc', caption: '客户名称' },
  { id: 'catename', caption: '销售人员' },
  { id: 'htfl', caption: '合同分类' },
  { id: 'htzt', caption: '合同状态' },
  { id: 'money1', caption: '优惠后总额' },
  { id: 'date3', caption: '签订日期' },
]

export function list({ endpoint, params, world }: ApiCall): Result {
  const problem = dateProblem(endpoint, params)
  if (problem) return refused(problem)
  const found = [...world.state.contracts.values()].filter((one) => fits(one, params)).sort((a, b) => b.ord - a.ord)
  return tableResult(found, params, columns, (one) => ({
    ord: one.ord,
    title: one.title,
    htid: one.number,
    khmc: one.customer,
    catename: world.directory.nameOf(one.owner),
    htfl: one.category,
    htzt: one.status,
    money1: one.amount.toFixed(2),
    date3: one.signedOn,
  }))
}

function fits(one: Contract, params: Fields): boolean {
  const signed = Date.parse(`${one.signedOn}T00:00:00+08:00`)
  const words = `${one.title} ${one.number} ${one.customer}`
  return (
    isOneOf(one.ord, params.ord) &&
    holds(one.title, params.title) &&
    holds(one.number, params.htbh) &&
    holds(one.customer, params.khmc) &&
    holds(words, params.searchKey) &&
    isOneOf(one.owner, params.a_cateid || params.cateid) &&
    isBetween(one.amount, params.moneyall_0 || params.htmoney_0, params.moneyall_1 || params.htmoney_1) &&
    isWithin(signed, params.a_date_0 || params.dateQD_0, params.a_date_1 || params.dateQD_1) &&
    isWithin(one.createdAt, params.tdate1, params.tdate2)
  )
}

const isBetween = (value: number, from: string | undefined, to: string | undefined) =>
  (!from || value >= Number(from)) && (!to || value <= Number(to))

export function detail({ params, world }: ApiCall): Result {
  const one = world.state.contracts.get(parseId(params.ord) ?? 0)
  if (!one) return refused('合同不存在或已被删除')
  return {
    kind: 'record',
    fields: {
      ord: one.ord,
      Title: one.title,
      Htid: one.number,
      CompanyName: one.customer,
      CateName: world.directory.nameOf(one.owner),
      Date7: formatDate(one.createdAt),
      Date3: one.signedOn,
      Date1: one.beginsOn,
      SortName: one.category,
      Complete1Name: one.status,
      BzName: one.currency,
      Premoney: one.amount.toFixed(2),
      YhMoneyM: '0.00',
      Money1: one.amount.toFixed(2),
      contractList: one.lines.map((line, index) => ({
        Id: index + 1,
        ProductName: line.product,
        ProductCode: line.code,
        Num: line.count,
        Price: line.price,
      })),
    },
  }
}

/** 合同添加 of the mobile family: its customer by id, its total as it is sent. */
export function save({ params, user, world }: ApiCall): Result {
  const customer = world.state.customers.get(parseId(params.company) ?? 0)
  if (!customer) return refused('关联客户不存在或已被删除')
  return add(world, {
    number: params.htid ?? '',
    title: params.title ?? '',
    customer: customer.fields.name ?? '',
    owner: parseId(params.cateid) ?? user.userId,
    category: params.sort ?? '',
    status: params.complete1 || '未执行',
    currency: params.bz ?? '',
    amount: Number(params.money1 ?? params.premoney) || 0,
    signedOn: params.date3 ?? '',
    beginsOn: params.date1 ?? '',
    lines: [],
  })
}

/** 合同添加 of the v3 family: its customer by name, its total from its lines. */
export function addWithLines({ params, raw = {}, user, world }: ApiCall): Result {
  const { CompanyName: customer = '' } = params
  if (world.state.namesakes(customer).length === 0) return refused('客户名称不存在')
  const lines = linesOf(raw.contractList)
  const unknown = lines.find(({ code }) => code && !productWith(code, world))
  if (unknown) return refused(`产品编号${unknown.code}不存在`)
  const seller = params.SeleManName ? world.directory.userNamed(params.SeleManName) : user
  if (!seller) return refused('销售人员不存在')
  return add(world, {
    number: params.HTId ?? '',
    title: params.Title ?? '',
    customer,
    owner: seller.userId,
    category: params.SortName ?? '',
    status: params.StatusName ?? '',
    currency: params.Currency ?? '',
    amount: lines.reduce((sum, { count, price }) => sum + count * price, 0),
    signedOn: params.SignDate ?? '',
    beginsOn: params.BeginDate ?? '',
    lines,
  })
}

function linesOf(list: unknown): ContractLine[] {
  if (!Array.isArray(list)) return []
  return list.map((line: Record<string, unknown>) => ({
    product: String(line.ProductName ?? ''),
    code: String(line.ProductCode ?? ''),
    count: Number(line.Num) || 0,
    price: Number(line.Price) || 0,
  }))
}

const productWith = (code: string, { state }: World) => [...state.products.values()].some((one) => one.code === code)

function add(world: World, contract: Omit<Contract, 'ord' | 'createdAt'>): Result {
  const { contracts } = world.state
  if ([...contracts.values()].some(({ number }) => number === contract.number)) return refused('合同编号已存在')
  const ord = Math.max(0, ...contracts.keys()) + 1
  world.state.putContract({ ...contract, ord, createdAt: world.now() })
  return done('保存成功')
}
