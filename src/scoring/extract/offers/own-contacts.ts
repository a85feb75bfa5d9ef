import { isCode } from '../code-asked.ts'
import { wrong } from '../corrections/slip-words.ts'
import type { FieldState, HeldField, Offer } from '../field-state.ts'
import type { Piece } from '../pieces.ts'
import { contactKinds, type Read } from '../row/read.ts'
import { sameNumbers } from './same-number.ts'

const additional = /另一个|另外一个|备用|第二|还有一个|也可以打|也行|或者打|打不通|副号|小号/

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
  return sameNumbers(state, offers, text)
}

const wrongBehind = new RegExp(
  String.raw`^[\s,]*(?:呃|额|啊|哦|噢|哎|等等|等下)?[\s,]*(?:${wrong}|[多少]打|[少漏多]了|[打写说]反|反了)`,
)
/** 3310… 不对 打错 331…: the one that follows is right. */
const takenBack = (reads: readonly Read[], piece: Piece, text: string): boolean =>
  wrongBehind.test(text.slice(piece.end, piece.end + 10)) &&
  reads.some((read) => read.piece.kind === piece.kind && read.piece.start > piece.end)

/** 现在主用微信是 …, 这个快不用了; 加我本人微信 …: whatever the words behind are of, this one is his. */
const inUse =
  /(?:(?:主用|现在用|常用)(?:的)?(?:微信|号|qq)?(?:是|:)?|(?:(?:本人|我自己的?|私人|个人)(?:的)?(?:微信|电话|手机|qq|号)?号?|我的?微信号?)[:是]?)\s?$/i

/** 换大号了 加 huhu-1977s 这个不用了: the one he writes from; 发你微信 ruan_lin: what he sends it from. */
const isHisOther = (text: string, { start, end }: Pick<Piece, 'start' | 'end'>): boolean =>
  (/(?:加|换成?|改成?)(?:我)?\s?$/.test(text.slice(Math.max(0, start - 5), start)) &&
    /^\s*这个号?快?不用/.test(text.slice(end, end + 10))) ||
  (/发到?(?:给)?你微信\s?$/.test(text.slice(Math.max(0, start - 7), start)) && /^[A-Za-z]/.test(text.slice(start, end)))

/** 138… 这个号停用了, 别打138…: named only to be struck out. */
export function retired(text: string, piece: Pick<Piece, 'start' | 'end'>): boolean {
  const after = text.slice(piece.end, piece.end + 14)
  if (inUse.test(text.slice(Math.max(0, piece.start - 10), piece.start))) return false
  if (isHisOther(text, piece)) return false
  const before = text.slice(Math.max(0, piece.start - 22), piece.start)
  // 是0791-… 李科长吗: whom he looks for.
  if (/(?:^|[\s,])是\s?$/.test(before) && /^\s?(?!我)[\u4e00-\u9fff]{0,6}吗/.test(after)) return true
  return (
    /^\s?给[他她]|^\s?(?:更换|变更|换|改)[为成]|^\s?\(我?(?:妈妈?|爸爸?|老公|老婆|同事|老板|朋友|司机|会计|家人)[^)]{0,4}\)|^\s*,?\s*[哦啊呃噢]?(?:这个|那个|的)?(?:号码?)?(?:已经?|早就?)?(?:别打(?:[了他她]|那个)|别(?:再)?发(?:了|$)|先别打|(?:已经?)?(?:退休|离职|调走|不干)了|不要再?联系|不要再打|不用打|停用|停机|被盗|丢了|换了|不行(?:了|$|[\s,])|登不上|上不去|忘了?密码|进不去|被封|封了|没用了|用不了|不用(?:[了啦]|(?=$|[\s,。]))|停了|拆了|废掉|弃用|换掉|作废|注销|空号|是旧|是老|从来打不通|打不通(?:了|$|[\s,。])|不是(?:我|这个)|是错|错了(?![\s,]{0,2}(?:最后|后面|后[两三四]|尾|末|中间|前面|应该|是))|[\u4e00-\u9fff]{1,2}(?:工|总|哥|姐|师傅|经理|主任|老板)的(?:$|[\s,。])|是你|是您|[没无]人接(?!打|就|的话|再|听)|[^\d,，。;]{0,8}[,，。]?\s?那是我(?:以前|旧|老|原来)的?|是(?!我的|我自己|我本人|本人|私人|工作|公司|单位|店|厂|办公|我们|咱|家)[\u4e00-\u9fff]{1,8}的(?:号码?|电话|手机)?(?:$|[\s,。]))/.test(
      after,
    ) ||
    /(?:(?:你们|贵司|你家)\s?|(?:你|您)(?:的)?(?:号码?|电话|微信)(?:我)?(?:还|都)?(?:存着|记着|留着|有)|(?:别打|别联系|不要打|不要联系|不用打)(?!电话|错)[^,，。;\n打我]{0,14}|前面是|绑的(?!qq|扣扣|微信)[^,。]{0,6}|不是|原来的?|以前的?|(?<!还是|还用|[那这]个是|微信是)(?:旧|老)(?:的|号码?|座机|固话|电话|手机|微信|qq)是?|之前的?|(?:上回|上次)打的(?:那个)?(?:号码?)?|(?:发|传|寄)到?(?:你|您)(?:的)?邮箱了?|你的|您的|刚才的?|(?:你|您|贵司)(?:们|家|公司|店)?(?:的)?(?:电话|手机号?|号码?|微信号?)(?:是)?)\s*:?$/.test(
      before,
    )
  )
}
