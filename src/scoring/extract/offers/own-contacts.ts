import { isCode } from '../code-asked.ts'
import type { FieldState, HeldField, Offer } from '../field-state.ts'
import type { Piece } from '../pieces.ts'
import { contactKinds, type Read } from './read.ts'

const additional = /另一个|另外一个|备用|第二|还有一个|也可以打|也行|或者打|打不通|副号|小号/

const chat = '(?:微信|薇信|绿泡泡|(?<![A-Za-z])(?:[vV]信?|vx|wx|VX|WX))号?'
const number = '(?:这个?号?码?|此号|本号|它|(?:手机|电话)号?码?|号码)'
/** 微信同号, V一样, 微信我也是这个号, 电话微信都是, 号码就是微信: the mobile is the id of WeChat as well. */
export const sameAsMobile = new RegExp(
  [
    `${chat}(?:也是(?:这个|同)|同(?:号|步|手机|电话|$|[\\s,。)])|就是(?:这个|手机|电话|我手机)|一样|跟着手机| ?同手机)`,
    `${chat} ?(?:我|也|就|都|还|可以|能|是|搜|加|用|换成?了?)*\\s?(?:我|我的)?${number}(?=$|[\\s,。!;)]|的|哈|哦|了|吧|加|能加|也能|可以|就行|就是|都行)`,
    `(?:手机|电话|号码)号?(?:和|跟|与|[/、+&])?${chat}(?:都|也|就)*(?:是|同|一个|一样)`,
    `(?:手机|电话)号?(?:就是|同|和|跟)微信`,
    `${chat}(?:和|跟|与|[、/])?(?:手机|电话)号?(?:都是|是|一个号|同一个号?)?(?=[\\s:]{0,2}1[3-9])|${chat}同上|(?:手机|电话)号?\\s?[/&+、]\\s?微信|微信\\s?[/&+、]\\s?(?:手机|电话)|${chat}[\\s,]{0,2}(?:手机|电话)号?就是`,
    '加微信也行这个号|1[3-9]\\d{9}\\s?(?:也|就|也就)是(?:我的?)?微信(?!群)|微信.{0,16}新号就?是手机号?',
    `(?:号码|[这那]个?号?|手机号?)(?:也|就|也就)是(?:我的?)?微信(?!群)`,
    `${chat} ?号? ?(?:就 ?是?|是) ?我?手机`,
  ].join('|'),
  'i',
)

/** 460…@qq.com 那个也是我QQ: the account before the sign is the number. */
const sameAsMail =
  /(?:也是|就是)我?的?(?:qq|扣扣)|加这个(?:qq|扣扣)|这个(?:qq|扣扣)也|(?:qq|扣扣)号?(?:也|就)?是(?:邮箱)?前面|前面(?:那个|的?数字|那串)?(?:也|就)?是我?的?(?:qq|扣扣)|(?:qq|扣扣)[,\s]*(?:也|就)?是?前面那[个串]|(?:qq|扣扣)号?也?(?:是|就是)这个(?:号|数字)?|(?<![a-z])q同号|qq也?同|(?:qq|扣扣)[^,\d]{0,8}(?:就|也)是前面[那这][个串]/i

/** 可以 就那个号, where his QQ was asked for: the one he mails from. */
const thatOne = /^(?:可以|行|能|好的?|嗯|对)?[\s,]*(?:就是?|还是|也是)(?:[那这]|刚才那)个(?:号|邮箱|$|[\s,])/

/** 微信就是QQ号, QQ微信同号: the account is the id of WeChat as well. */
const sameAsAccount =
  /(?:微信|vx|wx)[\s/和跟]?(?:qq|扣扣)(?:同号|同步|一样|都是)|(?:微信|vx|wx)号?(?:就是|也是|同|和|跟)我?的?(?:qq|扣扣)|(?:qq|扣扣)号?(?:就是|也是|同|和|跟|\/)?(?:微信|vx|wx)号?(?:同号|同步|一样|一个号|都是|是同一)/i

/** Numbers, addresses of mail and ids that are his own. */
export function ownContacts(state: FieldState, reads: readonly Read[], text: string): Offer[] {
  const offers: Offer[] = []
  let mobiles = 0
  for (const { piece } of reads) {
    if (!contactKinds.has(piece.kind) || piece.third || retired(text, piece)) continue
    if (piece.kind === 'mobile' && isCode(state, text)) continue
    if (state.foreign.includes(piece.value) || takenBack(reads, piece, text)) continue
    const labelled = piece.span?.labelled === true
    const field = piece.kind as HeldField
    let weight = labelled ? 95 : 88
    if (field === 'mobile') {
      if (mobiles > 0 || additional.test(text)) weight = mobiles > 0 ? 60 : 70
      mobiles += 1
    }
    offers.push({ field, value: piece.value, weight, quote: piece.text })
    if (piece.span?.mobile) offers.push({ field: 'mobile', value: piece.span.mobile, weight: 80, quote: piece.text })
  }
  const mail = offers.find((o) => o.field === 'email')?.value
  const account = mail && sameAsMail.test(text) ? /^[1-9]\d{4,10}(?=@)/.exec(mail)?.[0] : undefined
  if (account && !offers.some((o) => o.field === 'qq'))
    offers.push({ field: 'qq', value: account, weight: 80, quote: mail ?? account })
  const mailed =
    state.asked.qq && thatOne.test(text) ? /^[1-9]\d{4,10}(?=@qq\.)/.exec(state.held.email?.at(0)?.value ?? '') : null
  if (mailed && !offers.some((o) => o.field === 'qq'))
    offers.push({ field: 'qq', value: mailed[0], weight: 80, quote: text })
  const qq = offers.find((o) => o.field === 'qq')?.value
  if (qq && sameAsAccount.test(text) && !offers.some((o) => o.field === 'wechatId'))
    offers.push({ field: 'wechatId', value: qq, weight: 76, quote: qq })
  const id = offers.find((o) => o.field === 'wechatId')?.value
  if (!qq && id && /^[1-9]\d{4,9}$/.test(id) && sameAsAccount.test(text))
    offers.push({ field: 'qq', value: id, weight: 90, quote: id })
  const own = offers.find((o) => o.field === 'mobile')?.value ?? state.held.mobile?.at(0)?.value
  if (own && sameAsMobile.test(text) && !/不是(?:我的?)?微信/.test(text) && !offers.some((o) => o.field === 'wechatId'))
    offers.push({ field: 'wechatId', value: own, weight: 70, quote: own })
  // Q:60318847 微信号也是这个: the account, where no mobile is known.
  else if (!own && qq && sameAsMobile.test(text) && !offers.some((o) => o.field === 'wechatId'))
    offers.push({ field: 'wechatId', value: qq, weight: 70, quote: qq })
  return offers
}

/** 3310… 不对 打错 331…: the one that follows is right. */
const takenBack = (reads: readonly Read[], piece: Piece, text: string): boolean =>
  /^[\s,]*(?:呃|额|啊|哦|噢|哎|等等|等下)?[\s,]*(?:不对|打错|写错|错了|多打|少打)/.test(
    text.slice(piece.end, piece.end + 10),
  ) && reads.some((read) => read.piece.kind === piece.kind && read.piece.start > piece.end)

/** 138… 这个号停用了, 别打138…: named only to be struck out. */
export function retired(text: string, piece: Pick<Piece, 'start' | 'end'>): boolean {
  const after = text.slice(piece.end, piece.end + 14)
  const before = text.slice(Math.max(0, piece.start - 22), piece.start)
  return (
    /^\s?给[他她]|^\s?(?:更换|变更|换|改)[为成]|^\s?\(我?(?:妈妈?|爸爸?|老公|老婆|同事|老板|朋友|司机|会计|家人)[^)]{0,4}\)|^\s*,?\s*(?:这个|那个|的)?(?:号码?)?(?:已经?|早就?)?(?:别打(?:[了他她]|那个)|别(?:再)?发(?:了|$)|先别打|(?:已经?)?(?:退休|离职|调走|不干)了|不要再?联系|不要再打|不用打|停用|停机|被盗|丢了|换了|不行(?:了|$|[\s,])|登不上|上不去|进不去|被封|封了|没用了|用不了|不用(?!原来|以前|旧|老)[了啦]?|停了|拆了|废掉|弃用|换掉|作废|注销|空号|是旧|是老|从来打不通|打不通了|不是(?:我|这个)|是错|错了|是你|是您|没人接|无人接|[^\d,，。;]{0,8}[,，。]?\s?那是我(?:以前|旧|老|原来)的?|是(?!我的|我自己|我本人|本人|私人|工作|公司|单位|店|厂|办公|我们|咱|家)[\u4e00-\u9fff]{1,8}的(?:号码?|电话|手机)?(?:$|[\s,。]))/.test(
      after,
    ) ||
    /(?:(?:你们|贵司|你家)\s?|(?:别打|别联系|不要打|不要联系|不用打)(?!电话|错)[^,，。;\n打我]{0,14}|前面是|绑的[^,。]{0,6}|不是|原来的?|以前的?|(?<!还是|还用|[那这]个是)(?:旧|老)(?:的|号码?|座机|固话|电话|手机|微信|qq)是?|之前的?|(?:上回|上次)打的(?:那个)?(?:号码?)?|(?:发|传|寄)到?(?:你|您)(?:的)?邮箱了?|你的|您的|刚才的?|(?:你|您|贵司)(?:们|家|公司|店)?(?:的)?(?:电话|手机号?|号码?|微信号?)(?:是)?)\s*:?$/.test(
      before,
    )
  )
}
