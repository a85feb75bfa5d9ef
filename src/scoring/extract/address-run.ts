import { isPlace, placePrefix } from '../gazetteer/divisions.ts'
import { nameShape } from '../gazetteer/surnames.ts'

/*
 * An address set with spaces between all its parts: 沈阳铁西区兴华南街 爱都国际 13号楼 3单元 501.
 */

const longest = 9
/** Parts without a mark of their own that may stand in a row: 爱都国际, 转塘 象山. */
const unmarked = 2
const lead =
  /^(?:换的|再|就|收货|收件|送货?|寄货?|发货?|邮寄|安装?|装|拉|运|快递|打印|设备|现在|我们|我)*(?:住|在|到|往|去|卸|发|寄|送|至|地址|:)*/
const street = /(?:路|街|大街|大道|巷|弄|胡同|[东西南北中]段|交叉口)$|(?:路|街|道|巷|弄|段)\d{1,5}(?:-\d{1,3})?[号弄]?$/
const settled = /[\u4e00-\u9fff](?:省|市|区|县|旗|镇|乡|街道|村|屯|社区|园|园区|苑|中药城|工业区|集中区|开发区)$/
const house =
  /(?:\d{1,5}|[A-Za-z]\d{0,3}|[一二三四五六七八九十]{1,3})(?:号楼|号院|号|栋|幢|座|单元|室|楼|层|弄|期|库|铺|排|组)(?:[\dA-Za-z东西南北]{0,5}(?:室|座|栋|楼|层|单元)?|院里)?$/
const room = /^(?:\d{3,4}室?|[A-Za-z]?\d{1,4}(?:-\d{1,4}){1,3}|[A-Za-z]\d{1,4}|[A-Za-z]\d-\d{3,4}|\d{1,2}F)$/
const above = /(?:栋|幢|座|单元|楼|号|层|国际|大厦|中心|广场|花园|小区|苑|城|公寓|庄园|府|湾)$/
const talk =
  /[的了吗呢吧你您我他她这那要想能可收找谢给]|多少|有没有|现货|[发寄送装](?:货|过)|电话|手机|微信|联系|上午|下午|[台套件箱斤吨元块]$/

/** How many of the texts, from the first, are one address; 1 where it ends at once. */
export function addressRun(texts: readonly string[]): number {
  const first = texts[0] ?? ''
  const opening = first.replace(lead, '')
  const town = placePrefix(opening)
  if (town < 2 || !(isPlace(opening) || settled.test(opening) || street.test(opening) || house.test(opening))) return 1
  let end = 1
  let plain = 0
  let marked = false
  for (let i = 1; i < Math.min(texts.length, longest); i += 1) {
    const text = texts[i] ?? ''
    if (text.length > 16 || talk.test(text)) break
    const inner = /^\d{1,2}F$/.test(text) || (room.test(text) ? above.test(texts[i - 1] ?? '') : house.test(text))
    if (inner || street.test(text) || settled.test(text) || isPlace(text)) {
      end = i + 1
      plain = 0
      marked ||= inner || street.test(text)
    } else if (plain < unmarked && /^[\u4e00-\u9fff\d]{2,9}$/.test(text) && nameShape(text) < 3) plain += 1
    else break
  }
  return marked || settled.test(texts[end - 1] ?? '') ? end : 1
}
