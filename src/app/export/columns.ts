import { type LeadLine, type NoteLine, statusLabels } from './rows.ts'

/** A cell: text, a number, or a point in time. */
export type Cell = string | number | { at: number } | undefined

export interface ExportColumn<Row> {
  title: string
  /** In characters. */
  width: number
  cell(row: Row): Cell
}

const column = <Row>(title: string, width: number, cell: (row: Row) => Cell): ExportColumn<Row> => ({
  title,
  width,
  cell,
})
const field = (title: string, width: number, name: keyof LeadLine['fields']) =>
  column<LeadLine>(title, width, ({ fields }) => fields[name])

export const leadColumns: ReadonlyArray<ExportColumn<LeadLine>> = [
  column('客户编号', 16, ({ khid }) => khid),
  column('ERP ID', 10, ({ customerOrd }) => customerOrd),
  column('状态', 10, ({ status }) => statusLabels[status as keyof typeof statusLabels] ?? status),
  column('分数', 6, ({ score }) => score),
  column('价值评估', 10, ({ level }) => level),
  field('姓名', 10, 'name'),
  field('公司', 28, 'company'),
  field('手机', 14, 'mobile'),
  field('固话', 14, 'phone'),
  field('邮箱', 22, 'email'),
  field('QQ', 12, 'qq'),
  field('微信', 14, 'wechatId'),
  field('地址', 28, 'address'),
  field('职务', 10, 'job'),
  column('负责人', 12, ({ owner }) => owner),
  column('首次联系', 17, ({ firstContactAt }) => ({ at: firstContactAt })),
  column('最近消息', 17, ({ lastMessageAt }) => ({ at: lastMessageAt })),
  column('评分理由', 40, ({ reasons }) => reasons),
]

export const noteColumns: ReadonlyArray<ExportColumn<NoteLine>> = [
  column('时间', 17, ({ at }) => ({ at })),
  column('客户编号', 16, ({ khid }) => khid),
  column('ERP ID', 10, ({ ord }) => ord),
  column('客户', 28, ({ name }) => name),
  column('方式', 8, ({ channel }) => channel),
  column('由', 12, ({ by }) => by),
  column('洽谈进展', 80, ({ text }) => text),
]
