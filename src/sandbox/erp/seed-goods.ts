import { formatDate } from './dates.ts'
import type { Contract, Product, Project, Stock } from './model.ts'
import type { State } from './state.ts'

const dayMs = 86_400_000

const products: ReadonlyArray<
  [code: string, title: string, model: string, unit: string, category: string, price: number]
> = [
  ['CP001', '重型货架', 'HJ-2400', '套', '仓储设备', 1280],
  ['CP002', '轻型货架', 'HJ-1200', '套', '仓储设备', 460],
  ['CP003', '螺杆空压机', 'KY-22', '台', '空压设备', 23800],
  ['CP004', '活塞空压机', 'KY-7.5', '台', '空压设备', 5600],
  ['CP005', '不锈钢法兰', 'DN100', '片', '管件', 86],
  ['CP006', '不锈钢法兰', 'DN50', '片', '管件', 42],
  ['CP007', '防火板', '18mm', '张', '板材', 118],
  ['CP008', '五层瓦楞纸箱', 'A5', '个', '包装', 3.2],
]
const warehouses = ['一号仓', '二号仓']
const deals: ReadonlyArray<[title: string, customer: string, owner: number, product: number, count: number]> = [
  ['货架供货', '宁波汇通仓储有限公司', 63, 1, 60],
  ['空压机采购', '台州鑫源塑业有限公司', 64, 3, 2],
  ['法兰年度框架', '无锡安达管业有限公司', 63, 5, 800],
  ['商场装修板材', '合肥嘉禾装饰工程有限公司', 65, 7, 350],
  ['纸箱月结', '苏州启明电子商务有限公司', 64, 8, 12000],
]
const stages = ['初步接洽', '方案报价', '商务谈判', '合同签订', '失败']

/** Products, what is in stock, projects and contracts that were there before; the same at every start. */
export function seedGoods(state: State, now: number): void {
  const put = (kind: string, value: Product | Stock | Project | Contract) => state.apply({ kind, value })
  products.forEach(([code, title, model, unit, category, price], index) => {
    const ord = index + 1
    put('product', { ord, code, title, model, unit, category, price, createdAt: now - (90 - ord) * dayMs })
    warehouses.forEach((warehouse, place) => {
      const count = (ord * 37 + place * 11) % 240
      put('stock', {
        ord: index * warehouses.length + place + 1,
        product: ord,
        warehouse,
        count,
        frozen: place * (count > 9 ? 5 : 0),
      })
    })
  })
  deals.forEach(([title, customer, owner, product, count], index) => {
    const ord = index + 1
    const at = now - (30 - ord * 3) * dayMs
    const stage = stages[index] ?? ''
    put('project', {
      ord,
      number: `XM${String(ord).padStart(5, '0')}`,
      title,
      customer,
      owner,
      status: '进行中',
      stage,
      foundAt: at,
    })
    const sold = state.products.get(product) as Product
    put('contract', {
      ord,
      number: `HT${String(ord).padStart(5, '0')}`,
      title: `${title}合同`,
      customer,
      owner,
      category: '销售合同',
      status: '执行中',
      currency: '人民币',
      amount: sold.price * count,
      signedOn: formatDate(at).slice(0, 10),
      beginsOn: formatDate(at + dayMs).slice(0, 10),
      lines: [{ product: sold.title, code: sold.code, count, price: sold.price }],
      createdAt: at,
    })
  })
}
