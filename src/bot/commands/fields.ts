/** Field names people write, by canonical name. The first is the label shown. */
export const fieldWords = {
  name: ['名称', '客户名称', '客户', '公司', '单位', 'name', 'company'],
  contactName: ['联系人', '姓名', 'contact'],
  mobile: ['手机', '手机号', '手机号码', 'mobile', 'tel'],
  phone: ['电话', '座机', '固话', 'phone'],
  email: ['邮箱', '邮件', 'email', 'mail'],
  wechatId: ['微信', '微信号', 'wechat'],
  qq: ['QQ', 'qq'],
  address: ['地址', 'address'],
  job: ['职务', '职位', 'job'],
  type: ['类型', 'type'],
  region: ['地区', 'region'],
  reason: ['原因', '理由', 'reason'],
  remark: ['备注', 'remark'],
  category: ['分类', '客户分类'],
} as const
export type FieldKey = keyof typeof fieldWords

export const labelOf = (key: string): string => fieldWords[key as FieldKey]?.[0] ?? key

const canonical = new Map<string, FieldKey>(
  Object.entries(fieldWords).flatMap(([key, labels]) =>
    labels.map((label): [string, FieldKey] => [label.toLowerCase(), key as FieldKey]),
  ),
)
// Words with spaces of their own; sentences may have colons as well.
const sentences: ReadonlySet<FieldKey> = new Set(['remark', 'reason'])
const phrases: ReadonlySet<FieldKey> = new Set(['name', 'address'])
const written = (some: (key: FieldKey) => boolean): string =>
  [...canonical]
    .filter(([, key]) => some(key))
    .map(([label]) => label)
    .sort((a, b) => b.length - a.length)
    .join('|')
const names = written(() => true)
const quoted = '"[^"]*"|“[^”]*”|「[^」]*」|\'[^\']*\''
// A number written in groups is one value: 138 0013 8000, 0571 8888 8888, 0571 88888888.
const grouped = '(?:\\d{3,4}[ -]\\d{4}[ -]\\d{4}|0\\d{2,3} \\d{7,8})(?!\\d)'
const before = `(?:(?!(?:${names})\\s*[:：])`
// A value ends at the next field's name; a phrase also at what looks like one, all others at white space.
const way = (some: (key: FieldKey) => boolean, value: string) =>
  `(${written(some)})\\s*[:：][^\\S\\n]*(${quoted}|${value})`
const field = new RegExp(
  [
    way((key) => sentences.has(key), `${before}[^\\n])*`),
    way((key) => phrases.has(key), `${before}(?!\\s\\p{Script=Han}{1,6}[:：])[^\\n])*`),
    way((key) => !sentences.has(key) && !phrases.has(key), `${grouped}|${before}\\S)*`),
  ].join('|'),
  'giu',
)

// 手机13900139000, 邮箱 a@b.cn, 地址 深圳…: the colon that was left out, where the value can be nothing else.
const become = '\\s*(?:改成|改为|换成|为|是)?\\s*'
const unmarked = new RegExp(
  [
    `(手机号码?|手机|电话|座机|固话)${become}(?=\\+?\\d)`,
    `(邮箱|邮件)${become}(?=[\\w.+-]+@)`,
    `(微信号|微信|QQ)${become}(?=[A-Za-z0-9_-]{5})`,
    `(?<=[\\s,，])(地址|职务|职位|姓名|联系人)\\s+(?=[^\\s:：])`,
    `(?<=[\\s,，])(联系人|姓名)(?=\\p{Script=Han}{2,4}(?:[\\s,，]|$))`,
  ].join('|'),
  'giu',
)
/** The same text with those colons: for commands, not for what somebody answers in his own words. */
export const marked = (text: string): string =>
  text.replace(unmarked, (_all, ...groups: string[]) => `${groups.slice(0, 5).find(Boolean)}:`)

/** Takes `字段:值` out of a text. Unknown names before a colon stay words. */
export function takeFields(text: string): { fields: Record<string, string>; remaining: string } {
  const fields: Record<string, string> = {}
  const remaining = text.replace(field, (_all, ...found: Array<string | undefined>) => {
    const at = found.findIndex((part) => part !== undefined)
    const key = canonical.get(found[at]?.toLowerCase() ?? '')
    if (key) fields[key] = unquote((found[at + 1] ?? '').trim()).replace(/[,，;；、\s]+$/u, '')
    return ' '
  })
  return { fields, remaining }
}

const unquote = (value: string) => (/^["“「'].*["”」']$/su.test(value) ? value.slice(1, -1) : value)

/** Words of a text; quotes keep spaces together. */
export const wordsOf = (text: string): string[] =>
  [...text.matchAll(new RegExp(`${quoted}|\\S+`, 'gu'))].map((match) => unquote(match[0])).filter((word) => word !== '')

// 华强，王强 are two words as 华强 王强 are; a comma in Co., Ltd. is not.
const between = /(?:[，、；。：]|(?<=\p{Script=Han}|\d)[,;](?=\s|\p{Script=Han}|\d|$)|:(?=\s|$)|[!！~～])+/gu

/** Words of a command that are no free text: punctuation parts them like spaces. */
export const plainWordsOf = (text: string): string[] =>
  text
    .split(new RegExp(`(${quoted})`, 'gu'))
    .flatMap((part, i) => (i % 2 === 1 ? [unquote(part)] : wordsOf(part.replace(between, ' '))))
    .filter((word) => word !== '')
