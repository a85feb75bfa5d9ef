const day =
  '今天|今晚|今儿|明天|明早|明晚|明儿|明后天|后天|大后天|(?:这|本|下下?|上)?(?:个)?(?:周|星期|礼拜)[一二三四五六日天末]|(?:这|本|下)(?:个)?(?:周|星期|礼拜|月)|(?:本|这个?|下个?)?月[底初中]|年底|年前|年中|节前|春节前|过年前|国庆前|中秋前|五一前|元旦前|端午前|开学前|暑假前|(?<!\\d)\\d{1,2}月(?:份|底|初|中旬|上旬|下旬|\\d{1,2}[号日])?|(?<!\\d)\\d{1,2}[号日](?!楼|店|线|门|机|院)|[一二三四五六七八九十]{1,2}[月号](?:底|初|份|中旬)?|(?:半|一|两|三|[1-9]\\d?)\\s?(?:个)?(?:天|周|星期|礼拜|月|小时)(?:内|之内|以内|左右)|(?:早上|上午|中午|下午|傍晚|晚上)|[0-9一二两三四五六七八九十]{1,3}点(?:半|钟)?'
const dayRe = new RegExp(day)
const due =
  /之?前(?!面|台|年|天|几天|段|阵|两天)|以前|(?:天|周|月|小时|星期)(?:之|以)?内|截止|最[晚迟]|务必|必须|赶在|开[业工学张幕盘庭机](?!了吗)|试营业|投产|验收|交付|入住|进场|婚礼|活动|开标|投标/
const act =
  /到(?!底|时候|期|处|了没)|送|装|要(?!不要)|用|交|发(?!烧)|定(?!金)|订|提|施工|过来|上门|拿|取|出货|完工|办|签|做[好完]|弄[好完]|搬|拉|动工|来(?:量|看|取|拿|店|装|人|一趟|吗|得及|不来)|能来|可以吗|行吗|有[空货档房位]|方便|安排|开始|就(?:要|行)|确定|付|打款|预约|约|看[房车厂货店样]|参观|试/

const english =
  /\b(?:by|before|within|until|no later than)\s+(?:the\s+)?(?:end of\s+)?(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|next|this|mon|tue|wed|thu|fri|week|month|christmas)|\bneed(?:ed)? (?:it|them) (?:by|before)\b/

/** `date`: a day or hour is named; `deadline`: it is one by which something is wanted. */
export function timeIn(text: string): 'deadline' | 'date' | undefined {
  if (english.test(text)) return 'deadline'
  if (!dayRe.test(text))
    return due.test(text) && /(之前|以前|开业|开工|开学|投产|验收|交付|入住|进场|开标)/.test(text)
      ? 'deadline'
      : undefined
  return due.test(text) || act.test(text) ? 'deadline' : 'date'
}

export const urgent =
  /(?<!不)(?:着急|很急|挺急|比较急|太急|急(?:用|需|要|单|着|死|件)|加急|尽快|尽早|赶紧|马上(?!就?[到来回])|立刻|立马|越快越好|火急|等着用|等米下锅|抓紧|赶(?:时间|工期|进度|货)|有点急|快点(?:来|送|发|到|过)|要快|急!|来得及)|^急$|\b(?:asap|urgent(?:ly)?)\b/
