import { parseId } from '../check.ts'
import type { Fields, Product, Stock } from '../model.ts'
import type { Document } from '../result.ts'
import { done, type Result, refused } from '../result.ts'
import type { ApiCall, World } from '../world.ts'
import { holds, isOneOf } from './filters.ts'
import { tableResult } from './paging.ts'

const productColumns = [
  { id: 'ord', caption: '产品ID' },
  { id: 'title', caption: '产品名称' },
  { id: 'order1', caption: '产品编号' },
  { id: 'type1', caption: '产品型号' },
  { id: 'unit', caption: '单位' },
  { id: 'sortname', caption: '产品分类' },
  { id: 'price', caption: '单价' },
  { id: 'kcnum', caption: '库存数量' },
]

export function listProducts({ params, world }: ApiCall): Result {
  const found = [...world.state.products.values()].filter(
    (one) =>
      isOneOf(one.ord, params.ords) &&
      holds(one.title, params.cpname) &&
      holds(one.code, params.cpbh) &&
      holds(one.model, params.cpxh) &&
      holds(`${one.title} ${one.code} ${one.model}`, params.searchKey),
  )
  return tableResult(found, params, productColumns, (one) => productValues(one, world))
}

const productValues = (one: Product, world: World): Record<string, string | number> => ({
  ord: one.ord,
  title: one.title,
  order1: one.code,
  type1: one.model,
  unit: one.unit,
  sortname: one.category,
  price: one.price.toFixed(2),
  kcnum: stockOf(one.ord, world).reduce((sum, { count }) => sum + count, 0),
})

const stockOf = (product: number, { state }: World): Stock[] =>
  [...state.stock.values()].filter((one) => one.product === product)

export function productDetail({ params, world }: ApiCall): Result {
  const one = world.state.products.get(parseId(params.ord) ?? 0)
  if (!one) return refused('产品不存在或已被删除')
  return { kind: 'document', document: documentOf('产品详情', one.ord, productColumns, productValues(one, world)) }
}

function documentOf(
  caption: string,
  value: number,
  columns: typeof productColumns,
  values: Record<string, string | number>,
): Document {
  const fields = columns
    .filter(({ id }) => id !== 'ord')
    .map(({ id, caption: label }) => ({ id, caption: label, type: 'text', value: String(values[id] ?? '') }))
  return { id: 'bill', caption, value, groups: [{ id: 'base', caption: '', fields }] }
}

/** Also edits, where an `ord` is given: what was not sent stays. */
export function saveProduct({ params, world }: ApiCall): Result {
  const { products } = world.state
  const ord = parseId(params.ord)
  const before = ord === undefined ? undefined : products.get(ord)
  if (ord !== undefined && !before) return refused('产品不存在或已被删除')
  const code = params.Code || before?.code || `CP${String(products.size + 1).padStart(3, '0')}`
  if ([...products.values()].some((one) => one.code === code && one.ord !== ord)) return refused('产品编号已存在')
  world.state.putProduct({
    ord: ord ?? Math.max(0, ...products.keys()) + 1,
    code,
    title: params.Title || before?.title || code,
    model: params.Model || before?.model || '',
    unit: params.Unitjb || before?.unit || '',
    category: params.Sort1 || before?.category || '',
    price: before?.price ?? 0,
    createdAt: before?.createdAt ?? world.now(),
  })
  return done('保存成功')
}

const stockColumns = [
  { id: 'ord', caption: '库存ID' },
  { id: 'Title', caption: '产品名称' },
  { id: 'Order1', caption: '产品编号' },
  { id: 'Type1', caption: '产品型号' },
  { id: 'ProductSort', caption: '产品分类' },
  { id: 'Unit', caption: '单位' },
  { id: 'Num2', caption: '库存数量' },
  { id: 'DJNum', caption: '冻结数量' },
  { id: 'Ku', caption: '仓库' },
]

export function listStock({ params, world }: ApiCall): Result {
  const found = stockRows(params, world).filter((one) => isOneOf(one.ord, params.ord))
  return tableResult(found, params, stockColumns, (one) => one)
}

/** 产品库存列表 by warehouse: InventoryDetails. */
export function stockDetails({ params, world }: ApiCall): Result {
  return tableResult(stockRows(params, world), params, stockColumns, (one) => one)
}

const sumColumns = [
  ...stockColumns.filter(({ id }) => !['ord', 'Unit'].includes(id)),
  { id: 'UnitName', caption: '单位' },
  { id: 'KYNum', caption: '可用数量' },
]

/** 产品库存列表, one line a product: InventorySummary. */
export function stockSummary({ params, world }: ApiCall): Result {
  const sums = new Map<string, Record<string, string | number>>()
  for (const row of stockRows(params, world)) {
    const sum = sums.get(row.Order1)
    const [count, frozen] = [row.Num2 + Number(sum?.Num2 ?? 0), row.DJNum + Number(sum?.DJNum ?? 0)]
    const places = sum ? `${sum.Ku},${row.Ku}` : row.Ku
    sums.set(row.Order1, { ...row, UnitName: row.Unit, Num2: count, DJNum: frozen, KYNum: count - frozen, Ku: places })
  }
  return tableResult([...sums.values()], params, sumColumns, (one) => one)
}

function stockRows(params: Fields, { state }: World) {
  return [...state.stock.values()]
    .flatMap((one) => {
      const product = state.products.get(one.product)
      return product ? [rowOf(one, product)] : []
    })
    .filter(
      (row) =>
        holds(row.Title, params.title) &&
        holds(row.Order1, params.order1) &&
        holds(row.Type1, params.type1) &&
        holds(row.Ku, params.cks) &&
        holds(`${row.Title} ${row.Order1} ${row.Type1}`, params.searchKey),
    )
}

const rowOf = ({ ord, warehouse, count, frozen }: Stock, product: Product) => ({
  ord,
  Title: product.title,
  Order1: product.code,
  Type1: product.model,
  ProductSort: product.category,
  Unit: product.unit,
  Num2: count,
  DJNum: frozen,
  Ku: warehouse,
})

export function stockDetail({ params, world }: ApiCall): Result {
  const ord = parseId(params.ord) ?? 0
  const row = stockRows({}, world).find((one) => one.ord === ord)
  return row
    ? { kind: 'document', document: documentOf('库存详情', ord, stockColumns, row) }
    : refused('库存记录不存在')
}
