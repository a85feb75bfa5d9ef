/*
 * How our side took the customer's last turn. A salesperson's own wishes count for nothing, but his answer to what
 * the customer has just said tells what it was: nobody dispatches what was not ordered, or turns away a buyer.
 */

export type SalesReply = 'order' | 'soft' | 'declined' | 'service' | 'mistaken' | 'unmet'

const declined =
  /^(?:您好|你好|抱歉|不好意思|谢谢|哦|嗯)?[,，\s]*(?:我们?|公司|暂时|目前|这边|真的|先|已经)*(?:不需要|不用了?|不了|不考虑|不感兴趣|没兴趣|没(?:这个|这方面)?需求|用不着|有(?:固定)?(?:供应商|合作)|有固定的?|有(?:买|用|投|做|交|办)了|有了|不(?:看|做|买|收|投|办|搞|加|缺)(?:了)?$|(?:我)?这(?:里|边)?是?(?:做|卖)|踢|有人做|已?经?买(?:了|过了|好了)|不贷款|不加盟|没空|别发|不要(?:发|再))(?!客气|谢|急|担心|交|付|押金|预约|带|提供|排队|麻烦|您)/
export const material =
  /样|资料|方案|目录|手册|报价|图册|画册|彩页|稿|视频|清单|行程|案例|说明|图纸|效果图|课表|量尺|量房|参观|试听|试用|试驾|体验|链接|型号|参数|价格表|价目|[算核](?:一?下|价)|政策|简历|证书|报告|coa|msds/i
const day =
  '(?:今天|今晚|明天|明早|后天|大后天|(?:本|下)?(?:周|星期|礼拜)[一二三四五六日天]|马上|立刻|尽快|下午|上午|晚上|\\d{1,2}[号日]|月底|月初|预计)'
const fulfils = new RegExp(
  `发货|发车|装车|排产|排单|备货|打包|出货|开工|进场|送货|${day}[^,，。]{0,6}(?:发|送|寄|装|到|上门|安排|开始|做好|进|办)|(?:安排|给您|给你)(?:发|送|排|装|留好|安排)|按原价|照旧|老价|已(?:下单|排|更正|登记)|改好了|记下了|留(?:好|着|位)|收到(?:货款|款|定金)|合同(?:今天|明天|马上|一会|这就)|(?:师傅|司机)[^,，。]{0,8}(?:到|去|上门|联系)`,
)
/** 半小时到: on the way, whatever was asked. */
const arrives =
  /(?:\d+|[一二两三四五半几]+)(?:个)?(?:多)?(?:小时|分钟|刻钟|钟头)(?:内|左右|后|就)*(?:能|可以)?(?:到|上门|送到|过来|赶到)|(?:马上|这就)(?:到|过来|过去|上门)/
/** Nobody makes amends for what he has not sold. */
const amends =
  /(?:抱歉|不好意思|对不起)[^。]{0,8}(?:补|换|退|处理|查|修|核实|催|售后)|(?:发|寄)(?:您|你)?补件|(?:给您|给你|马上|安排)(?:补发|换货|换新|退款|退货)|报(?:一下)?(?:机号|订单号|单号|序列号)|(?:还在|在|过了?)(?:质保|保修|保(?=[,，。!]|$))|购买(?:时|日期|记录)|(?:哪|什么)(?:一)?批(?:货|次)|(?:麻烦)?(?:您)?拍(?:个|一下|段)?(?:视频|照片)|返厂|寄回来|(?:哪个|什么)订单/
const service = /修|催|查|处理|售后|退|换货|补发|抱歉|对不起|不好意思/
/** 您打错了, 我这里不是快递: he meant to write to somebody else. */
const mistaken =
  /^我们?是?(?:做|卖|搞)[^,，。、?吗]{1,10}的$|^不是[,，。\s]*(?:我们?|这(?:里|边|是)?|咱们?)?是?(?:做|卖|搞|[^,，。吗?]{1,6}群)|(?:加|打|找|发|认|弄|搞)错(?:人|了|号|电话)|我(?:这里|这边|们|这)?是[^,，。]{1,12}[,，]\s?不是/
/** 不招, 没有, 不回收: what he came for is not to be had here. */
const unmet =
  /^(?:我们?)?(?:这(?:里|边))?(?:暂时)?(?:不|没)(?:做|卖|招|收|回收|有|提供|接|租|修)(?:这个|的|了|哦|呢|哈|人)*$/
const accepts = /^(?:收到|好嘞|好的?|没问题|行|马上|可以(?=$|[的啊，,。！!])|ok|OK|都?记下了)/
const asks = /[?？]|吗|怎么称呼|贵姓|贵司|名称|哪里|哪[个种款]|地址|电话|联系|称呼|多少|什么|几(?!天|小时)/

export interface Turn {
  /** Amounts were named. */
  quantity: boolean
  /** The last words were a question. */
  question: boolean
  /** He looks for something or asks what it costs; he does not order it yet. */
  inquiry: boolean
}

/** What the salesperson's answer makes of the customer's turn; undefined where it says nothing of it. */
export function salesReply(text: string, turn: Turn): SalesReply | undefined {
  const short = text.slice(0, 120)
  if (short.length <= 16 && declined.test(short) && !turn.question) return 'declined'
  if (mistaken.test(short)) return 'mistaken'
  if (unmet.test(short)) return 'unmet'
  if (arrives.test(short) && !asks.test(short)) return 'order'
  if (amends.test(short) && !turn.inquiry && !turn.quantity) return 'service'
  if (service.test(short)) return undefined
  if (material.test(short))
    return /发|寄|给|做|出|今|明|周|好|收到/.test(short) && !asks.test(short) ? 'soft' : undefined
  const taken = accepts.test(short)
  if (fulfils.test(short) && !asks.test(short) && (taken || !turn.question)) return 'order'
  if (taken && turn.quantity && !turn.question && !turn.inquiry && !asks.test(short) && !/\d/.test(short))
    return 'order'
  return undefined
}
