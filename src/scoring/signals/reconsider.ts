import { commitSignals } from './groups.ts'
import type { Finding, Signal } from './kinds.ts'

/*
 * What a clause seems to say, seen beside the rest of its message.
 */

/** Somebody comes, changes or mends it for money: a trade in repairs lives on what broke. */
const asksHelp =
  /换一?[个把台套下块根扇]|(?:能|可以|现在|今天|明天|马上|赶紧)[^,]{0,4}(?:来|修|上门|通|开)|上门|换新|派(?:个)?人|来(?:修|看|换|一趟|个师傅|人)|(?:会|能|找人|请人|你们|修不)修|修(?:一下|下)?(?:要|得)?多少|多少钱|怎么收|疏通|开锁/
/** He has it from us, or had us there before: that is service, not a sale. */
const hadFromUs =
  /(?:你们?|您)(?:们|家|那|这)?(?:的|(?:卖|装|发|修|送|做|换)(?:的|过|了|来))|(?:刚|才|上次|上个?月|上周|去年|前[天几]|昨天|之前|以前)[^,]{0,6}(?:买|装|修|换|收|送|到|用|订|定)|保修|质保|过保|售后|订单|单号|编号|退|赔|投诉|又|第[二三两]次|用了|买的|买了|收到|新买|发错|错发|少发|漏发|没几天|发来|到底|没人(?:接|来|管)|说好/
const corrected = /[a-z][\w-]{5}|下划线|横杠|字母|\d{7}|是\s*[\d零幺一二三四五六七八九]{2}/
const stays = /调[岗到][^,。]{0,12}(?:现在|还)(?:是|在|归|负责|用)|现在(?:是|负责)[^,。]{2,10}|还(?:用|找|跟)(?:你|您)/
const slip = /(?:打|发|搞|弄)错了?$/

/** 去年10月在你们这买的封口机 … 温控不准: bought, and does not do. */
const bought =
  /(?:到货|送到|签收)了|新买的|(?:去年|前年|今年|上个?月|上(?:个)?(?:周|礼拜|星期)|前[天几阵]|之前|刚|昨天|今[天早]|上月|\d+[月号日])[^。怎咋]{0,10}(?:买|订|定|拿|进|装|修|发|收|换|送)(?:到|回来|来)?的|你们?(?:这|家|那)?(?:买|拿|订|发|送|装)(?:来|给我)?的/
const fails =
  /差(?:很|太|好)多|色差|歪|[充打关开合插拧装拔推拉启连按]不(?:进|上|开|了|动|起|出|紧|严|住)|不(?:准|稳|亮|转|动|热|冷|响|通|灵|走|吸|平|牢)|没(?:反应|电|声|信号|用几)|坏|断|裂|渗|堵|又[\u4e00-\u9fff]{1,4}了|卡[住顿死]|停在|停机|掉|漏|松了|歪|跳闸|滑丝|生锈|发霉|少了|少[一两二三\d]|[关合装拧]不|退/
/** 别给我打电话 加我微信: how he wants to be reached, not that he does not. */
const onlyCalls =
  /^(?!.*(?:消息|信息|骚扰|推[销荐广]|删|拉黑|联系|再)).*打(?:电话|来|扰?给?我)|^(?!.*(?:骚扰|推[销荐广]|再)).*来电/
const otherWay = /加我|微信|短信|留言|打字|qq|扣扣|邮箱|小号|听不[清见]|耳朵|上班|开会|不方便|保密|静音|在忙/i
/** 打我 189… 别打我们办公室; 打座机 0571-… 莫打我手机: which of his ways to use. */
const onlyThere =
  /^(?!.*(?:消息|信息|骚扰|推[销荐广]|广告|删|拉黑|再|老(?!板)|总(?!台|机)|天天|一直|也别|投诉|举报)).*(?:打|发|加)(?:到|给)?(?:我们?|咱们?)?(?:的)?(?:办公室|手机|座机|固话|店里|家里|公司|单位|前台|总台|总机|微信|[那这]个号|工作号)/
const namesAnother = /\d{7}|打(?:座机|固话|手机|我)/
/** 之前的地址别寄了: where to, not whether. */
const sendsNoMore = /^别(?:再)?[寄送发](?:了|到|去|往|那|旧|老)?/
const oldPlace =
  /(?:旧|老|之前|原来|以前)的?\s?(?:那个)?(?:地址|仓库|店|厂|[\u4e00-\u9fff]{2,4}[省市区县路街])|搬(?:家|了|到)|换地址|地址[换改变]/
/** 上面那个号停了 用137…: how he is to be reached, not whether. */
const numberEnded = /(?:号码?|电话|手机|微信|邮箱|座机|固话|qq)[^,]{0,4}(?:停|不用|作废|注销|打不通|拆|取消|丢)/i
const toOldPlace =
  /(?:送|发|寄|老|原来?的?|之前的?|上次的?)(?:到|去)?(?:老|原来?|之前|上次)?的?(?:地址|地方|那边|那里)(?:吗|么|吧|呢|[?？])*$/
const amongFriends = /(?<![a-z])aa(?:的|制|一下)?(?![a-z])|聚餐|饭钱|饭费|份子钱?|随礼|打车费|奶茶钱|电影票|拼车/i
const money = new Set<Signal>(['paid', 'paying'])

/** Findings of a message that its other words turn into something else. */
export function reconsider(findings: readonly Finding[], text: string, asked = ''): Finding[] {
  const elsewhere =
    findings.some((f) => f.signal === 'bought_elsewhere') && !/(?<!不是)(?:你|您)(?:们|家|这)/.test(text)
  const trouble = bought.test(text) && fails.test(text)
  const complained = findings.some((f) => f.signal === 'complaint' || f.signal === 'tracking')
  const extra: Finding[] =
    trouble && !complained ? [{ signal: 'complaint', strength: 1, quote: text.slice(0, 80) }] : []
  return [...findings, ...extra].flatMap((finding) => {
    // 打错了 是186…: the number was wrong, not the person.
    if (finding.signal === 'wrong_person' && slip.test(finding.quote) && corrected.test(text)) return []
    // 我调岗了 现在是生产部部长: another position, the same person.
    if (finding.signal === 'wrong_person' && stays.test(text)) return []
    if (finding.signal === 'complaint' && asksHelp.test(text) && !hadFromUs.test(text))
      return [{ ...finding, signal: 'need' as const }]
    if (finding.signal === 'opt_out' && onlyCalls.test(finding.quote) && otherWay.test(text)) return []
    if (finding.signal === 'opt_out' && onlyThere.test(finding.quote) && namesAnother.test(text)) return []
    if (finding.signal === 'refusal' && sendsNoMore.test(finding.quote) && oldPlace.test(text)) return []
    if (finding.signal === 'refusal' && numberEnded.test(finding.quote) && /\d{5}/.test(text)) return []
    // 还送老地址? 不要! 我们搬了: where to, not whether.
    if (finding.signal === 'refusal' && toOldPlace.test(asked) && /^(?:不要?|别|不是|不用)/.test(finding.quote))
      return []
    // 钱转你了 昨天聚餐AA的: among friends.
    if (money.has(finding.signal) && amongFriends.test(text)) return []
    // 在别家定了 已经付款了: paid there.
    if (elsewhere && commitSignals.includes(finding.signal)) return []
    return [finding]
  })
}

/** The words tell of something he has from us. */
export const mentionsPurchase = (text: string): boolean =>
  hadFromUs.test(text.slice(0, 600)) || bought.test(text.slice(0, 600))
