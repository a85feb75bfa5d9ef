import { isJob } from '../gazetteer/words.ts'

/** 全称…, 现在叫…, 我代表…: what introduces a firm and is no part of its name. */
const lead =
  /^(?:开?票)(?:还|就|也)?(?:开|写)(?=[\u4e00-\u9fff]{4})|^(?:公司|单位|店)?(?:的)?(?:全称|全名|名称|名字|抬头)?(?:现在|目前|改名)?(?:叫做?|改名(?:叫|为)?|全称|全名|写|开|是|为)+(?=[\u4e00-\u9fff]{4})|^(?:全称|全名|名称|抬头|我?代表|隶属于?|挂靠)(?=[\u4e00-\u9fff]{4})/
const shortest = 4
const longestJob = 8

/** 洛阳中联轴承工艺科长 → 洛阳中联轴承: the name without what leads to it or the position written onto it. */
export function bareFirm(value: string): string {
  const name = value.replace(lead, '')
  for (let length = Math.min(longestJob, name.length - shortest); length >= 2; length -= 1)
    if (isJob(name.slice(-length))) return name.slice(0, -length)
  return name
}
