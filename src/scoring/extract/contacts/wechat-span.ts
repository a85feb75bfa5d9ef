import { wechatDisguised, wechatPlain, wechatShort } from './channel-words.ts'
import type { Expecting, Span } from './span.ts'

const wechatLabel = new RegExp(
  String.raw`(?:微信号?|微 信 ?号?(?= ?[:：是 ]{0,3}[A-Za-z])|(?:大号|小号|私号|私人号|工作号)(?=[\s:是]{0,2}[A-Za-z])|[薇微](?=[\s:])|(?:${wechatDisguised})号?|薇心号?|[wW]信号?|微心|微[xX](?![a-z])|卫星号?|绿泡泡|[vV]信号?|(?<![A-Za-z])(?:wechat|weixin|vxin|wxid|vx|wx|v)(?![A-Za-z_]))(?:\s?id)?\s{0,2}(?:号码?|账号)?\s{0,2}(?:是|为|:|搜|加|就是|叫|吧|上|谈|聊|说|喊(?:我|一声)?|详聊|细聊|联系|哈|也行|也可以|不变|没变|没换|改成|改为|换成了?|→|-|>)*\s{0,2}(?:是|:)?\s{0,2}`,
  'gi',
)
/** 微信号是名字拼音 gaoruolan: how the id is made, then the id. */
const spelled = new RegExp(
  String.raw`(?:${wechatPlain})号?[^A-Za-z\d\n]{0,12}(?:拼音|全拼|首字母|字母)[^A-Za-z\d\n]{0,8}\s(?=[A-Za-z])`,
  'gi',
)
/** 我wxjyzz_xu, 我楚门 Vchumen_tour: the label written onto the id. */
const gluedLabel =
  /(?<=[\u4e00-\u9fff](?:vx|wx|VX|WX)|[\u4e00-\u9fff] ?V(?=[a-z]*[\d_-]))[a-z](?=[a-z\d_-]{4,19}(?![A-Za-z\d@.]))/g
const addLabel = /(?:加我?|搜|\+)\s?(?:一下)?\s?:?\s{0,2}(?=_{0,2}[A-Za-z])/g
/** 微信加我店里那个号吧 maishi-bake, 拉我这个号 tinger_yin. */
const talkOfId =
  /(?:微信|加我|拉我|[这那]个号)[^A-Za-z\d\n]{0,12}\s(?=[A-Za-z][A-Za-z\d]*[-_.\d][A-Za-z\d_-]{2,18}(?![A-Za-z\d@.]))/g
const idShape = /^_{0,2}[A-Za-z][A-Za-z0-9_-]{4,19}(?![A-Za-z0-9_@.]*@)/
/** cici.bluecat: as some write theirs; no address of a site. */
const dotted = /^[A-Za-z][A-Za-z0-9_-]{1,14}\.(?!(?:com|cn|net|org)\b)[A-Za-z0-9_-]{2,12}(?![A-Za-z0-9_.-]*[@.])/

/** huhu_1977 是我微信: the id, then its label. */
const labelBehind = new RegExp(
  String.raw`(?<![A-Za-z0-9_@.-])[A-Za-z][A-Za-z0-9_-]{5,19}(?=\s{0,2}[,(]?\s{0,2}(?:这|就)?(?:个)?是?(?:我的?)?(?:${wechatShort}|v信))`,
  'gi',
)
/** l5842676l9O: a mobile with letters for some digits. */
const mostlyMobile = /^(?=(?:[a-z]*\d){7})[lI][3-9][\doOlI]{9}$/i

const idAt = (text: string, start: number, labelled: boolean): string | undefined => {
  const here = text.slice(start, start + 40)
  return (labelled ? dotted.exec(here)?.[0] : undefined) ?? idShape.exec(here)?.[0]
}

export function wechatSpans(text: string, emails: readonly Span[], expecting: Expecting): Span[] {
  const spans: Span[] = []
  const take = (start: number, labelled: boolean) => {
    const id = idAt(text, start, labelled)
    if (id && mostlyMobile.test(id)) return
    if (!id || /^qq?\d{5,10}$/i.test(id) || (/^(?:wechat|weixin|https?|www)/i.test(id) && id.length < 8)) return
    const end = start + id.length
    if (/[A-Za-z0-9]/.test(text[end] ?? '')) return
    if (emails.some((e) => start < e.end && end > e.start) || spans.some((s) => s.start === start)) return
    spans.push({ kind: 'wechatId', value: id, start, end, labelled })
  }
  for (const match of text.matchAll(wechatLabel)) take((match.index ?? 0) + match[0].length, true)
  for (const { index } of text.matchAll(gluedLabel)) take(index, true)
  for (const { 0: words, index } of text.matchAll(spelled)) take(index + words.length, true)
  for (const match of text.matchAll(talkOfId)) take(match.index + match[0].length, true)
  for (const match of text.matchAll(addLabel)) {
    const behind = (match.index ?? 0) + match[0].length
    // 加vxhuasheng_88: the label glued on.
    const start = behind + (/^(?:vx|wx)(?=[a-z]{4})/i.exec(text.slice(behind, behind + 8))?.[0].length ?? 0)
    if (/[\d_.-]/.test(idAt(text, start, true) ?? '')) take(start, true)
  }
  for (const match of text.matchAll(labelBehind)) {
    take(match.index ?? 0, true)
  }
  // 发我大号吧 fba-xiaozhu66, My wechat is elena_t88, 新的 leo_soundbar.
  for (const match of text.matchAll(
    /(?:(?:大号|小号|私号|工作号|工作威信|私人微信|新的?微信|新的)(?:吧|哈|是|:|就是|(?:好|行|可以)[吗不么]|呗)?|wechat (?:is|id|:))\s{1,2}(?=[A-Za-z][A-Za-z0-9]*[_-]?\w*\d|[A-Za-z]+[_-])/gi,
  ))
    take((match.index ?? 0) + match[0].length, true)
  // 加我微信说吧 群里太吵 lin-mama_06, 微信号和邮箱不一样 是…: told a few words later, in a form that only ids have.
  for (const match of text.matchAll(
    /(?:加我?|微信号?|薇信|vx)[^\nA-Za-z]{1,16}?(?:是)?\s{0,2}(?=[A-Za-z][A-Za-z0-9]*[_-])/gi,
  )) {
    const start = (match.index ?? 0) + match[0].length
    if (/[\d_]/.test(idShape.exec(text.slice(start, start + 40))?.[0] ?? '')) take(start, true)
  }
  if (expecting.wechatId && spans.length === 0) {
    const bare =
      /(?<![A-Za-z0-9_@.-])[A-Za-z](?:[A-Za-z0-9_-]|\.(?!com|cn|net|org)(?=[A-Za-z0-9])){5,19}(?![A-Za-z0-9@._])/.exec(
        text,
      )
    if (bare) take(bare.index, true)
  }
  return spans
}
