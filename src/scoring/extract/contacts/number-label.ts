import { fax, qq, wechatDisguised, wechatShort } from './channel-words.ts'

const labelWindow = 14
/** A label farther away than this names something else. */
const farthest = 10

/** What a label says a number is; `unit`: an amount of something. */
export type NumberLabel = 'void' | 'qq' | 'wechat' | 'fax' | 'landline' | 'mobile' | 'both' | 'unit'

const labels: ReadonlyArray<readonly [RegExp, Exclude<NumberLabel, 'unit'>]> = [
  [
    /订单号?|单号|单子号?|运单|快递单|物流号|物流单|流水号?|合同号|编号|票号|发票号?|税号|识别号|信用代码|身份证号?|证件号?|卡号|银行卡|[分支]行|(?<!我要|发我|试用)[账帐][号户]|开户|会员号|会员卡|工号|学号|学员号|车牌|型号|料号|货号|条码|序列号|取件码|验证码|密码|群号|批号|邮编|编码|提货码|工单|[桩柜户表箱舱炉床]号|房间号|客户号|用户号|受理号|预约号|终端号|imei|保单号?|(?:错误|激活|兑换|优惠|邀请|核销|注册|授权)码|报错码|故障码|合同编号|底盘(?:尾)?号|(?<!手)机[身器]?号|授权号|付款码|房号|营业执照|执照|充值|话费|支付宝|(?:^|[^a-z])(?:sn|id|no|po)[:.]?\s?$/gi,
    'void',
  ],
  [new RegExp(`${fax}|(?:^|[^a-z])f[:.]`, 'gi'), 'fax'],
  [new RegExp(String.raw`(?:电话|tel|手机)\s*[/&和及]\s*(?:${fax})`, 'gi'), 'landline'],
  [
    /(?:^|[^a-z])q ?q|扣扣|企鹅号?|(?:^|[^折不\d])扣(?=[:\s]|$)|球球|扣(?:我|q|Q)(?!款|钱|分|工资)|(?<![a-z])q我(?=\d)|q号|叩叩|(?:^|[^a-z])q(?:$|[:\s]|(?=号|是|换|改|\d))/gi,
    'qq',
  ],
  [
    new RegExp(
      `(?<!(?:不常|不怎么|不|少|很少)[看用上])微信|${wechatDisguised}|薇心|微❤|v信|卫星号?|绿泡泡|(?:^|[^a-z])(?:vx|wx|wechat|weixin|vxin|v)(?![a-z])`,
      'gi',
    ),
    'wechat',
  ],
  [
    new RegExp(
      String.raw`(?:手机|电话|号码)\s*[/&和及+、(]?\s*(?:${wechatShort}|v)|(?:${wechatShort}|v)\s*[/&和及+、(]?\s*(?:手机|电话)|(?<!合)同号|同步(?!发|传|给)|一样`,
      'gi',
    ),
    'both',
  ],
  [
    /固话|座机|固定电话|办公电话|用办公的|办公室(?:打|的)?[是:]?\s?$|值班室\s?$|(?:总务|教务|办事|服务|管理)[处台]\s?$|(?:财务|收发|传达|接待|调度|会议)室\s?$|护士站\s?$|服务台\s?$|客房部\s?$|前台\s?$|办公室电话|办电|总机|前台电话|店里电话|打[店厂家站园校][里内]\s?$|单位电话|公司电话|厂里电话/g,
    'landline',
  ],
  [
    new RegExp(
      String.raw`电话|手机号?码?|手机|联系方式|联系|(?<!${qq}|企鹅)号码|(?:^|[^a-z])(?:tel|mobile|phone|mob|cell|call|t|m|p)[:.\s]?$|打给?我|短信(?:发我|给我|通知)?|拨|(?:收货|到货|到了|送到|提前|请)打\s?$`,
      'gi',
    ),
    'mobile',
  ],
]

/** Between a label and the id it names stands nothing but such words. */
const joins =
  /^(?:号码?|账号|id|是|为|就是|:|\s|-|\(|我的?|你|这个|改成|改为|换成|加|搜|同|一下|传|发|吧|聊|喊|喊我|敲|戳|滴|叫|过来|上|了没|没有?|了|也|行|可以|都|挂着|在|也?给你?|也?有|,)*$/i

/** 订单里有我名 戚薇薇 158…, 账号没变 139…: a mobile is not what such a label names. */
const apart = /[\u4e00-\u9fff]{2,}\s+[\u4e00-\u9fff]{2,3}\s*$|(?:没变|不变|那个号吧?)[.。…\s]*$/

/** The label nearest to the left of a number, within its own clause. */
export function labelBefore(text: string, start: number, floor: number, ownPhone = false): NumberLabel | undefined {
  const left = text.slice(Math.max(floor, start - labelWindow), start)
  const clause = left.slice(Math.max(left.lastIndexOf('\n'), left.lastIndexOf('。'), left.lastIndexOf(';')) + 1)
  let best: { at: number; kind: NumberLabel } | undefined
  for (const [pattern, kind] of labels) {
    for (const match of clause.matchAll(pattern)) {
      const at = (match.index ?? 0) + match[0].length
      if ((kind === 'wechat' || kind === 'qq') && !joins.test(clause.slice(at))) continue
      if (kind === 'void' && ownPhone && apart.test(clause.slice(at))) continue
      if (!best || at > best.at || (at === best.at && kind !== 'mobile')) best = { at, kind }
    }
  }
  return best && clause.length - best.at <= farthest ? best.kind : undefined
}

/** What may stand right behind a number and say what it is; the first that fits counts. */
const labelsBehind: ReadonlyArray<readonly [RegExp, NumberLabel]> = [
  [
    /^[\s(,]*(?:电话|手机)?(?:微信|vx|v|wx)?(?:同号|同步|同微信?|微同|同[vV](?![a-z])|微信同|和微信一样|也是微信)/i,
    'both',
  ],
  [
    new RegExp(
      String.raw`^[\s(,]*(?:是|就是|这个|那个)?(?:我|我的)?(?:${qq})(?!邮|不|没|就|[同和跟/]?微信|[^,，。\d]{1,6}\d{2}|号?\s*[:是]?\s*[A-Za-z0-9零幺一二三四五六七八九])`,
      'i',
    ),
    'qq',
  ],
  [/^\s?\(\s?(?:q{1,2}|扣扣)\s?\)/i, 'qq'],
  [/^[\s(,]*(?:也|就)是(?:我|我的)(?:手机|电话)/, 'mobile'],
  [new RegExp(String.raw`^[\s(,]*(?:是|就是)(?:我|我的)?(?:${wechatShort}|v信)`, 'i'), 'wechat'],
  [
    /^[\s(,]*(?:(?:(?:这个?|那个?)?(?:是|就是)我?的?|这个)(?:订单|单号|快递|运单|物流|卡号|会员|学号|工号|编号|合同)|(?:订单|快递|运单|物流)(?:单)?号|单号|卡号|传真(?!\s*:?\s*\(?\d|不|没|收不|发不|坏|停))/,
    'void',
  ],
  [/^\s*(?:元|块|万|米|吨|个|件|台|套|平|公斤|斤|kg|克|箱|张|人|ml|mm|cm|瓦|w\b|页|本|只|支|条)/i, 'unit'],
]
const behindWindow = 16

export function labelAfter(text: string, end: number): NumberLabel | undefined {
  const right = text.slice(end, end + behindWindow)
  return labelsBehind.find(([pattern]) => pattern.test(right))?.[1]
}
