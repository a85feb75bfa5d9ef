/** Address down to the district. */
export function maskAddress(v: string): string {
  const upToDistrict = /^.*?(?:[区县旗](?!域)|[^省自治城都]市(?!.*[区县旗]))/.exec(v)
  return upToDistrict ? `${upToDistrict[0]}***` : `${v.slice(0, 2)}***`
}

// Every repetition is short: the time is linear whatever the text is.
const words = '[^\\s,，。;；!！?？、|｜（）()【】「」『』“”"]'
/** The number may stand apart: 文三路 478 号. */
const apart = `(?: [\\d号弄栋幢座室]${words}{0,20}){0,2}`
const labelled = new RegExp(
  `((?:地址|住址|住在|家住|寄到|寄往|送到|发到|送货到)[:：是为在 ]{0,3})(${words}{3,60}${apart})`,
  'gu',
)
/** 省 or 市, and what lies in it. */
const levels = new RegExp(`([省市州]\\p{Script=Han}{1,6}[市区县旗](?!域))(${words}{2,40}${apart})`, 'gu')
/** 苏州市路桥工程有限公司 is a name. */
const firm = /^[^\d]*(?:公司|集团|[厂店院校局部社会行])$/
const below = /[路街巷弄号栋幢座室楼镇乡村园苑]|大厦|广场|小区|公寓|大道|胡同/
const house = '(?:[A-Za-z]?\\d{1,5}(?:号楼|单元|[栋幢座楼层室号房])){0,4}\\d{0,4}'
const street = new RegExp(
  `\\p{Script=Han}{1,24}(?:路|街|大道|巷|弄|胡同)\\s?\\d{1,5}(?:\\s?[号弄]|[-—之]\\d{1,4}号?)${house}`,
  'gu',
)
const estate = new RegExp(
  `\\p{Script=Han}{1,8}(?:花园|小区|公寓|大厦|家园|新村|[苑城府园])\\d{1,3}(?:号楼|[栋幢座])${house}`,
  'gu',
)
const untilDistrict = /^.*(?:[区县旗](?!域)|[^省治城都超]市|州)/u

/** A street, a house, a flat inside a text: the text down to the district stays. */
export function maskAddressesIn(text: string): string {
  return text
    .replace(labelled, (all, label: string, value: string) =>
      below.test(value) ? `${label}${maskAddress(value)}` : all,
    )
    .replace(levels, (all, above: string, rest: string) => (below.test(rest) && !firm.test(rest) ? `${above}***` : all))
    .replace(street, belowDistrict)
    .replace(estate, belowDistrict)
}

/** Without a district before it, the name of a street is its last characters. */
function belowDistrict(found: string): string {
  const above = untilDistrict.exec(found)?.[0]
  if (above !== undefined) return `${above}***`
  const name = /^[^\d\s]*/.exec(found)?.[0] ?? ''
  return `${name.slice(0, Math.max(0, name.length - 4))}***`
}
