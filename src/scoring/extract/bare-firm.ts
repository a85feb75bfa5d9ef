import { placePrefix } from '../gazetteer/divisions.ts'
import { isJob } from '../gazetteer/words.ts'

/** 全称…, 现在叫…, 我代表…: what introduces a firm and is no part of its name. */
const lead =
  /^(?:备注|昵称|落款)(?:写|是)?(?=[\u4e00-\u9fff]{4})|^(?:开?票)(?:还|就|也)?(?:开|写)(?=[\u4e00-\u9fff]{4})|^(?:公司|单位|店)?(?:的)?(?:全称|全名|名称|名字|抬头)?(?:现在|目前|改名)?(?:叫做?|改名(?:叫|为)?|全称|全名|写|开(?![封平原化远州县江阳鲁])|是|为)+(?=[\u4e00-\u9fff]{4})|^(?:全称|全名|名称|抬头|我?代表|隶属于?|挂靠)(?=[\u4e00-\u9fff]{4})/
/** 打勐腊县人民医院, 送高密市…厂: what is done there, before the town. */
const deed = /^(?:打|送到?|寄到?|发到?|到|去|在|找|住|问)(?=[\u4e00-\u9fff]{6})/
/** 荆楚幼师学院钢琴教研室, 阜康医院药剂科: a part of the house. */
const unitBehind =
  /(?<=(?:医院|卫生院|学校|小学|中学|学院|大学|幼儿园|酒店|度假村|集团|公司|厂|政府|合作社|保健院|疾控中心|服务中心))[\u4e00-\u9fff]{1,5}(?:科|处|室|组|部|车间|办公室|冷库|仓库|饭堂|食堂|后勤)$/
/** 月光婚礼策划: what the house does. */
const isTrade = /(?:婚礼|婚庆|活动|会展|庆典|品牌|营销)策划$/
/** 骏达物流全体同仁: those who sign. */
const signers = /全体(?:同仁|员工|职工)$/
const shortest = 4
const longestJob = 8

/** 洛阳中联轴承工艺科长 → 洛阳中联轴承: the name without what leads to it or the position written onto it. */
export function bareFirm(value: string): string {
  const led = value.replace(lead, '').replace(signers, '')
  const there = placePrefix(led) === 0 ? led.replace(deed, '') : led
  const name = (placePrefix(there) >= 2 ? there : led).replace(unitBehind, '')
  for (let length = Math.min(longestJob, name.length - shortest); length >= 2; length -= 1)
    if (isJob(name.slice(-length)) && !isTrade.test(name)) return name.slice(0, -length)
  return name
}
