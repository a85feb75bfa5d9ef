/** id → label. */
export type Options = Record<string, string>

/** Option lists by `enumid`. */
export interface OptionLists {
  /** 客户来源, `ly`. */
  13: Options
  /** 行业, `trade`. */
  11: Options
  /** 价值评估, `jz`. */
  14: Options
  /** 跟进方式. */
  98: Options
}

/** A 客户分类 and its 跟进程度. */
export interface Category {
  id: number
  name: string
  stages: ReadonlyArray<{ id: number; name: string }>
}

export interface Area {
  id: number
  name: string
  areas?: readonly Area[]
}

export const defaultOptions: OptionLists = {
  13: { 171: '网站注册', 172: '朋友介绍', 173: '陌生开发', 174: '广告宣传', 977: 'VIP' },
  11: { 137: '银行', 138: '证券', 139: '印刷', 966: '防水头', 967: '交流接触器', 968: '电表' },
  14: { 175: '很高', 289: '较高', 176: '一般', 177: '较低', 290: '很低' },
  98: { 481: '电话', 482: '邮件', 483: '上门', 484: '其他' },
}

export const defaultCategories: readonly Category[] = [
  {
    id: 1,
    name: '普通客户',
    stages: [
      { id: 4, name: '初次接触' },
      { id: 5, name: '跟进中' },
      { id: 6, name: '已成交' },
    ],
  },
  {
    id: 2,
    name: '重点客户',
    stages: [
      { id: 11, name: '方案沟通' },
      { id: 12, name: '商务谈判' },
    ],
  },
  {
    id: 3,
    name: '微信客户',
    stages: [
      { id: 7, name: '新线索' },
      { id: 8, name: '意向明确' },
      { id: 9, name: '报价中' },
      { id: 10, name: '已成交' },
    ],
  },
]

export const areas: readonly Area[] = [
  { id: 1, name: '北京市' },
  { id: 2, name: '上海市' },
  {
    id: 3,
    name: '江苏省',
    areas: [
      { id: 31, name: '南京市' },
      { id: 32, name: '苏州市' },
      { id: 33, name: '常州市' },
    ],
  },
  {
    id: 4,
    name: '广东省',
    areas: [
      { id: 41, name: '广州市' },
      { id: 42, name: '深圳市' },
    ],
  },
  { id: 5, name: '浙江省', areas: [{ id: 51, name: '杭州市' }] },
]

/** Every area with the ids from the root. */
export function* areaPaths(list: readonly Area[] = areas, root: number[] = []): Generator<[Area, number[]]> {
  for (const area of list) {
    const path = [...root, area.id]
    yield [area, path]
    yield* areaPaths(area.areas ?? [], path)
  }
}

/** An area by its id, or by its ids from the root: `32`, `3,32`. */
export function areaNamed(value: string): Area | undefined {
  for (const [area, path] of areaPaths()) if (value === String(area.id) || value === path.join(',')) return area
  return undefined
}

export const defaultPeople = [
  { userId: 63, name: '林知远', department: '销售一部' },
  { userId: 64, name: '苏晓晴', department: '销售一部' },
  { userId: 65, name: '赵一鸣', department: '销售二部' },
  { userId: 66, name: '何思琪', department: '销售二部' },
  { userId: 67, name: '周文博', department: '客服部' },
  { userId: 80, name: '微信助手', department: '客服部' },
] as const

export const labelOf = (options: Options, id: string): string => options[id] ?? ''
export const idOf = (options: Options, label: string): string | undefined =>
  Object.keys(options).find((id) => options[id] === label)
