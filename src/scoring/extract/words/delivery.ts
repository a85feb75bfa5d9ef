import { readAddress } from '../postal-address.ts'
import { withTail } from './recipient.ts'
import type { WordsReading } from './words-reading.ts'

const deliveries =
  /(?:送货?到|卸到|卸在|寄货?到|发货?到|快递到|邮寄?到|拉到|运到|装到|搬到|配送到|送去|寄去|寄往|发往|送至|寄至|发至|运至|安装在|装在|我家在|我家住在?|家住|家在|我住在?|住在|住|我们在|我在|我们店在|位于|坐落在|店在|店开在|门店在|公司在|厂在|厂子在|工厂在|单位在|工地在|仓库在|学校在|医院在|酒店在|项目在|办公室在|地点在?|寄给|寄|发|送|收货|到|在)/g

const opens = /(?:[请给帮先就货接再要都快件品料样烦我们话]|[一二两三四五六七八九十\d][个台套件箱桶包车吨]|[\da-zA-Z])$/

export function byDelivery(text: string): WordsReading | undefined {
  for (const match of text.matchAll(deliveries)) {
    // 宏益发大厦: one character inside a name delivers nothing.
    if (match[0].length === 1 && match.index > 0 && !opens.test(text.slice(0, match.index))) continue
    const rest = text.slice(match.index + match[0].length)
    const reading = rest.length >= 4 ? readAddress(rest) : undefined
    if (!reading?.detailed || !reading.placed || reading.points < (match[0].length > 1 ? 2 : 3)) continue
    return withTail(reading.address, reading.rest, 85, true)
  }
  return undefined
}
