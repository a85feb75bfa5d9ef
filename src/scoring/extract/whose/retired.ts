import { either } from '../../signals/pattern.ts'
import type { Piece } from '../pieces.ts'

/** 现在主用微信是 …, 这个快不用了; 加我本人微信 …: whatever the words behind are of, this one is his. */
const inUse =
  /(?:(?:主用|现在用|常用)(?:的)?(?:微信|号|qq)?(?:是|:)?|(?:(?:本人|我自己的?|私人|个人)(?:的)?(?:微信|电话|手机|qq|号)?号?|我的?微信号?)[:是]?)\s?$/i

/** 换大号了 加 huhu-1977s 这个不用了: the one he writes from; 发你微信 ruan_lin: what he sends it from. */
const isHisOther = (text: string, { start, end }: Pick<Piece, 'start' | 'end'>): boolean =>
  (/(?:加|换成?|改成?)(?:我)?\s?$/.test(text.slice(Math.max(0, start - 5), start)) &&
    /^\s*这个号?快?不用/.test(text.slice(end, end + 10))) ||
  (/发到?(?:给)?你微信\s?$/.test(text.slice(Math.max(0, start - 7), start)) && /^[A-Za-z]/.test(text.slice(start, end)))

/** What is said of a number that is not used, or is another's. */
const struckOut = either({
  doNotCall: /别打(?:[了他她]|那个)/,
  doNotSend: /别(?:再)?发(?:了|$)/,
  notYet: /先别打/,
  whoLeft: /(?:已经?)?(?:退休|离职|调走|不干)了/,
  doNotTurnTo: /不要再?联系|不要再打/,
  noNeedToCall: /不用打/,
  outOfUse: /停用|停机/,
  lostOrChanged: /被盗|丢了|换了/,
  doesNotWork: /不行(?:了|$|[\s,])/,
  cannotLogIn: /登不上|上不去|忘了?密码|进不去/,
  blocked: /被封|封了/,
  useless: /没用了|用不了/,
  notUsed: /不用(?:[了啦]|(?=$|[\s,。]))/,
  stopped: /停了|拆了/,
  thrownAway: /废掉|弃用|换掉/,
  cancelled: /作废|注销|空号/,
  isOld: /是旧|是老/,
  noAnswer: /从来打不通|打不通(?:了|$|[\s,。])/,
  isNotMine: /不是(?:我|这个)/,
  wrongOne: /是错|错了(?![\s,]{0,2}(?:最后|后面|后[两三四]|尾|末|中间|前面|应该|是))/,
  ofTitled: /[\u4e00-\u9fff]{1,2}(?:工|总|哥|姐|师傅|经理|主任|老板)的(?:$|[\s,。])/,
  isYours: /是你|是您/,
  isNotYou: /不是[您你]/,
  nobodyAnswers: /[没无]人接(?!打|就|的话|再|听)/,
  wasMine: /[^\d,，。;]{0,8}[,，。]?\s?那是我(?:以前|旧|老|原来)的?/,
  isAnothers:
    /是(?!我的|我自己|我本人|本人|私人|工作|公司|单位|店|厂|办公|我们|咱|家)[\u4e00-\u9fff]{1,8}的(?:号码?|电话|手机)?(?:$|[\s,。])/,
})
/** Right behind a number that is not to be taken. */
const refusedBehind = either({
  givesToHim: /^\s?给[他她]/,
  changesTo: /^\s?(?:更换|变更|换|改)[为成]/,
  ofRelation: /^\s?\(我?(?:妈妈?|爸爸?|老公|老婆|同事|老板|朋友|司机|会计|家人)[^)]{0,4}\)/,
  struckOut: new RegExp(
    String.raw`^\s*,?\s*[哦啊呃噢]?(?:这个|那个|的)?(?:号码?)?(?:已经?|早就?)?(?:${struckOut.source})`,
  ),
})
/** What names it as ours, an old one or one that is not meant. */
const disclaims = either({
  yours: /(?:你们|贵司|你家)\s?/,
  youHaveIt: /(?:你|您)(?:的)?(?:号码?|电话|微信)(?:我)?(?:还|都)?(?:存着|记着|留着|有)/,
  doNotCall: /(?:别打|别联系|不要打|不要联系|不用打)(?!电话|错)[^,，。;\n打我]{0,14}/,
  inFrontOf: /前面是/,
  boundTo: /绑的(?!qq|扣扣|微信)[^,。]{0,6}/,
  not: /不是/,
  former: /(?:原来|以前|之前)(?:的|是|叫)?/,
  byCourier: /(?<![发走寄用叫找上])(?:顺丰|中通|圆通|申通|韵达|德邦|极兔|京东快递|货拉拉)(?:小哥|师傅|员|的)?(?:电话)?/,
  old: /(?<!还是|还用|[那这]个是|微信是)(?:旧|老)(?:的|号码?|座机|固话|电话|手机|微信|qq)是?/,
  lastCalled: /(?:上回|上次)打的(?:那个)?(?:号码?)?/,
  sentToYourMail: /(?:发|传|寄)到?(?:你|您)(?:的)?邮箱了?/,
  yoursOrRecent: /你的|您的|刚才的?/,
  yourNumber: /(?:你|您|贵司)(?:们|家|公司|店)?(?:的)?(?:电话|手机号?|号码?|微信号?)(?:是)?/,
})
/** Right before one. */
const refusedBefore = new RegExp(String.raw`(?:${disclaims.source})\s*:?$`)

/** 138… 这个号停用了, 别打138…: named only to be struck out. */
export function retired(text: string, piece: Pick<Piece, 'start' | 'end'>): boolean {
  const said = text.slice(piece.start, piece.end)
  const after = text.slice(piece.end, piece.end + 14)
  if (inUse.test(text.slice(Math.max(0, piece.start - 10), piece.start))) return false
  if (isHisOther(text, piece)) return false
  // 微信我 zhijian_xz02 号码丢了: the number is lost, the id is not.
  if (/^\s?(?:手机)?号码?(?:丢|掉|被盗|停)/.test(after) && /[A-Za-z]/.test(said)) return false
  const before = text.slice(Math.max(0, piece.start - 22), piece.start)
  if (said.includes('@') && /别(?:再)?发(?:到|给|去|往)?\s?$/.test(before)) return true
  // 你不是qq 82917364那个张哥吗: whom he takes us for.
  if (/不是[^,，。]{0,14}$/.test(before) && /^\s?那[个位]/.test(after)) return true
  // 是0791-… 李科长吗: whom he looks for.
  if (/(?:^|[\s,])是\s?$/.test(before) && /^\s?(?!我)[\u4e00-\u9fff]{0,6}吗/.test(after)) return true
  return refusedBehind.test(after) || refusedBefore.test(before)
}
