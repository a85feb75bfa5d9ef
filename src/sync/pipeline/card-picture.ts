import { type FieldName, isUnconfirmed, type Lead, type LeadFields } from '../../domain/index.ts'

const labels = {
  company: '公司',
  name: '联系人',
  job: '职务',
  mobile: '手机',
  phone: '电话',
  email: '邮箱',
  wechatId: '微信',
  qq: 'QQ',
  address: '地址',
} as const satisfies Partial<Record<FieldName, string>>

/** What a picture of his business card says and nobody has confirmed; empty where none was read. */
export const unconfirmedIn = ({ fields }: { fields: LeadFields }): Record<string, string> =>
  Object.fromEntries(
    Object.keys(labels).flatMap((name) => {
      const field = fields[name as FieldName]
      return field && isUnconfirmed(field) ? [[name, field.value]] : []
    }),
  )

/** 联系人:王敏 手机:139…, as commands take it. */
export const asCommand = (values: Record<string, string>): string =>
  Object.entries(values)
    .map(([name, value]) => `${labels[name as keyof typeof labels]}:${/\s/.test(value) ? `“${value}”` : value}`)
    .join(' ')

/** The message that holds the picture. */
export const pictureOf = ({ fields }: Pick<Lead, 'fields'>): string | undefined =>
  Object.values(fields).find(isUnconfirmed)?.messageId
