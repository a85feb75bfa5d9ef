/*
 * How people say that what they wrote was wrong, as alternatives of a pattern.
 */

/** What all say, wherever they say it. */
export const wrong = '不对|打错|写错|错了'
/** The other slips of whole sentences: too rare right behind a number. */
export const slips = '输错|发错|说错|弄错|搞错|更正'

/** The customer says that something he wrote before was wrong or has changed. */
export const saysWrong = new RegExp(
  String.raw`${wrong}|${slips}|填错|记错|报错了|纠正|修正|改一下|改成|改为|改到|改送|改寄|应该是|换了|换成|换个|换到|换号|改名|更名|以这个为准|以此为准|最新的|新(?:地址|号码|手机|电话|微信|邮箱)|刚才那个|作废|停用|停机|更新|^(?:等等|等下)?[\s,]*改了`,
)
