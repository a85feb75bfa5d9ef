import { qq, wechatShort } from '../contacts/channel-words.ts'
import type { FieldState, HeldField, Offer } from '../field-state.ts'

/*
 * One number for two ways to reach him: the id of WeChat is his mobile or his account, the account stands in his mail.
 */

/** How surely the id of WeChat is the mobile where the words say so: an id that is told counts before it. */
export const sameNumberWeight = 70

const chat = '(?:微信|薇信|绿泡泡|(?<![A-Za-z])(?:[vV]信?|vx|wx|VX|WX))号?'
const number = '(?:这个?号?码?|此号|本号|它|(?:手机|电话)号?码?|号码)'
/** 微信同号, V一样, 微信我也是这个号, 电话微信都是, 号码就是微信: the mobile is the id of WeChat as well. */
const sameAsMobile = new RegExp(
  [
    `${chat}(?:也是(?:这个|同)|同(?:号|步|手机|电话|$|[\\s,。)])|就是(?:这个|手机|电话|我手机)|一样|跟着手机| ?同手机)`,
    `${chat} ?(?:我|也|就|都|可以|能|是|搜|加|用|换成?了?)*\\s?(?:我|我的)?${number}(?=$|[\\s,。!;)]|的|哈|哦|了|吧|加|能加|也能|可以|就行|就是|都行)`,
    `(?:手机|电话|号码)号?(?:和|跟|与|[/、+&])?${chat}(?:都|也|就)*(?:是|同|一个|一样)`,
    `${chat}(?:和|跟|与)?(?:手机|电话)号?(?:都|也)?(?:是它|都?是同|一样|相同|同号|同一个|一个号|都是)`,
    `(?:手机|电话)号?(?:就是|同|和|跟)微信`,
    `${chat}(?:和|跟|与|[、/])?(?:手机|电话)号?(?:都是|是|一个号|同一个号?)?(?=[\\s:]{0,2}1[3-9])|${chat}同上|(?:手机|电话)号?\\s?[/&+、]\\s?微信|微信\\s?[/&+、]\\s?(?:手机|电话)|${chat}[\\s,]{0,2}(?:手机|电话)号?就是`,
    '加微信也行这个号|1[3-9]\\d{9}\\s?(?:也|就|也就)是(?:我的?)?微信(?!群)|微信.{0,16}新号就?是手机号?',
    `(?:号码|[这那]个?号?|手机号?)(?:也|就|也就)是(?:我的?)?微信(?!群)`,
    `${chat} ?号? ?(?:就 ?是?|是) ?我?手机`,
    '(?:^|[\\s,(])(?:微同|同微)(?=$|[\\s,)。])|\\d\\s?同微信(?!群)',
  ].join('|'),
  'i',
)

/** 460…@qq.com 那个也是我QQ: the account before the sign is the number. */
const sameAsMail = new RegExp(
  String.raw`(?:也是|就是)我?的?(?:${qq})|加这个(?:${qq})|这个(?:${qq})也|(?:${qq})号?(?:也|就)?是(?:邮箱)?前面|前面(?:那个|的?数字|那串)?(?:也|就)?是我?的?(?:${qq})|(?:${qq})[,\s]*(?:也|就)?是?前面那[个串]|(?:${qq})号?也?(?:是|就是)这个(?:号|数字)?|(?<![a-z])q同号|qq也?同|(?:${qq})[^,\d]{0,8}(?:就|也)是前面[那这][个串]`,
  'i',
)

/** 可以 就那个号, where his QQ was asked for: the one he mails from. */
const thatOne = /^(?:可以|行|能|好的?|嗯|对)?[\s,]*(?:就是?|还是|也是)(?:[那这]|刚才那)个(?:号|邮箱|$|[\s,])/

/** QQ 1094827563 微信也是这个号: the number right before it. */
const accountBefore = new RegExp(
  String.raw`(?:${qq})\D{0,4}(\d{5,11})[\s,，]{0,2}微信号?(?:也|就)?是(?:这个|同|一样)`,
  'i',
)

/** 微信就是QQ号, QQ微信同号: the account is the id of WeChat as well. */
const sameAsAccount = new RegExp(
  String.raw`(?:${wechatShort})[\s/和跟]?(?:${qq})(?:同号|同步|一样|都是)|(?:${wechatShort})号?(?:就是|也是|同|和|跟)我?的?(?:${qq})|(?:${qq})号?(?:就是|也是|同|和|跟|\/)?(?:${wechatShort})号?(?:同号|同步|一样|一个号|都是|是同一)`,
  'i',
)

/** What he says of his mobile is true of his id of WeChat. */
export const isSameAsMobile = (text: string): boolean => sameAsMobile.test(text) && !/不是(?:我的?)?微信/.test(text)

/** The offers of a message, and what is the same as one of them or as a number known before. */
export function sameNumbers(state: FieldState, given: readonly Offer[], text: string): Offer[] {
  const offers = [...given]
  const said = (field: HeldField) => offers.find((offer) => offer.field === field)?.value
  const add = (field: HeldField, value: string | undefined, weight: number, quote = value) => {
    if (value !== undefined && said(field) === undefined) offers.push({ field, value, weight, quote: quote ?? value })
  }
  const mail = said('email')
  if (sameAsMail.test(text)) add('qq', /^[1-9]\d{4,10}(?=@)/.exec(mail ?? '')?.[0], 80, mail)
  if (state.asked.qq && thatOne.test(text))
    add('qq', /^[1-9]\d{4,10}(?=@qq\.)/.exec(state.held.email?.at(0)?.value ?? '')?.[0], 80, text)
  const account = said('qq')
  if (sameAsAccount.test(text)) {
    add('wechatId', account, 76)
    const id = said('wechatId')
    if (!account && /^[1-9]\d{4,9}$/.test(id ?? '')) add('qq', id, 90)
  }
  if (account && accountBefore.exec(text)?.[1] === account) add('wechatId', account, 76)
  const mobile = said('mobile') ?? state.held.mobile?.at(0)?.value
  // Q:60318847 微信号也是这个: the account, where no mobile is known.
  if (isSameAsMobile(text)) add('wechatId', mobile ?? (/手机|电话/.test(text) ? undefined : account), sameNumberWeight)
  return offers
}
