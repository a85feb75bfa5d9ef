import type { Operation } from '../../src/erp/catalogue/types.ts'

const optionList = { rows: [], family: 'mobile', response: 'SourceClass', write: false, module: '选项列表' } as const

/** Part of the API although no row of the documentation describes them. */
export const undocumented: readonly Operation[] = [
  {
    name: 'logout',
    label: '退出登录',
    rows: [],
    category: '鉴权接口系统登录接口',
    module: '鉴权接口',
    path: '/sysa/mobilephone/logout.asp',
    family: 'mobile',
    write: false,
    params: [],
  },
  {
    ...optionList,
    rows: [],
    name: 'options.source',
    label: '选项列表',
    category: '选项列表公共选项',
    path: '/sysa/mobilephone/source.asp',
    params: [
      {
        id: 'enumid',
        label: '选项类别',
        type: 'int',
        required: true,
        in: 'query',
        enum: { 13: '客户来源', 11: '行业', 14: '价值评估', 98: '跟进方式' },
      },
    ],
  },
  {
    ...optionList,
    rows: [],
    name: 'options.people',
    label: '人员列表',
    category: '选项列表人员',
    path: '/sysa/mobilephone/systemmanage/gate_list.asp?stype=check',
    params: [{ id: 'sort', label: '人员范围', type: 'int', required: false, in: 'query' }],
  },
  {
    ...optionList,
    rows: [],
    name: 'options.areas',
    label: '区域列表',
    category: '选项列表区域',
    path: '/sysa/mobilephone/systemmanage/area_list.asp?stype=radio',
    params: [],
  },
  {
    ...optionList,
    rows: [],
    name: 'options.categories',
    label: '客户分类列表',
    category: '选项列表客户分类',
    path: '/sysa/mobilephone/systemmanage/telsort_list.asp?stype=check',
    params: [],
  },
]
