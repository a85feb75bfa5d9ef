import { isSurname, nameShape } from '../../../gazetteer/surnames.ts'
import type { Offer } from '../../field-state.ts'
import { isNameLike } from '../../person-name.ts'

/** Vivian 卓: a given name in English, the surname in Chinese; Sherry Fang 方诗怡: both names. */
export function mixedName(text: string): Offer[] {
  const both = /(?:^|[\s,:(])([A-Z][a-z]{2,12}(?: [A-Z][a-z]{1,12})?) ?([\u4e00-\u9fff]{2,3})(?=[\s,)]|$)/.exec(
    text.slice(0, 600),
  )
  const lines = text.split('\n', 3).length
  if (
    lines < 3 &&
    both?.[1] &&
    both[2] &&
    isNameLike(both[2], 'beside') &&
    nameShape(both[2]) >= 1 &&
    !notNames.test(both[1])
  ) {
    const value = `${both[1]} ${both[2]}`
    return [{ field: 'name', value, weight: 97, quote: value }]
  }
  const latin = latinName.exec(text.slice(0, 600))?.[1]
  if (lines < 3 && latin && !notNames.test(latin)) return [{ field: 'name', value: latin, weight: 84, quote: latin }]
  const match = /(?:^|[\s,])([A-Z][a-z]{2,12}) ?([\u4e00-\u9fff]{1,2})(?=[\s,]|$)/.exec(text.slice(0, 600))
  if (!match?.[1] || !match[2] || !isSurname(match[2]) || notNames.test(match[1])) return []
  const value = `${match[1]} ${match[2]}`
  return [{ field: 'name', value, weight: 89, quote: value }]
}

/** 研发工程师 Leo Xu, 我Tony, …公司 Alan 138…: a name in Latin behind what he is. */
const latinName =
  /(?:工程师|经理|主管|采购|助理|总监|选品|老板|设计师|运营|(?:^|[\s,])我|我是|公司(?=\s[A-Za-z ]{3,20}\s?1[3-9]\d))\s?([A-Z][a-z]{2,11}(?: [A-Z][a-z]{1,11})?)(?=[\s,。]|$)(?! [A-Z])/

const notNames =
  /^(?:Iphone|Ipad|Apple|Excel|Word|Taobao|Amazon|Pro|Max|Mini|Win|Mac|Lab|Hello|Hi|Wechat|Email|Tel|Mob|Attn|Contact|Name|Logo|App|Ok|Vip|Led)/
