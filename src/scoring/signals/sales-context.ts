/** What our side last said, as far as it gives a short answer its meaning. Bounded, plain JSON. */
export interface SalesContext {
  text: string
  asked: Array<'quantity' | 'budget' | 'date' | 'interest' | 'more'>
  offer?: 'closing' | 'price' | 'soft'
  /** Our side told a settled hour or said the order back: a plain yes seals it. */
  settled?: boolean
}

const maxContextChars = 300
const closing =
  /下单|排单|排产|排期|发货|装车|留(?:货|位|车|着|一|个|名|房|给)|合同|签|定金|订金|付款|打款|全款|锁价|开单|预订|登记|账期|送货|给您送|给你送|定下|定吗|要吗|备货|开始做|安排(?!看|试|人上门看|参观|量)|报名|算您|优惠价给|成交|按这个|就按|办手续|订下|定下|帮您(?:定|订|办|留|下|报)|给您(?:定|订|办|留|下|报名|装|发(?!图|资料|样|方案|视频|目录|链接|照片|报价|价|份|个|案例|参数))|收货|开票|发车|出货/
const soft =
  /样|资料|方案|目录|介绍|了解|体验|参观|见面|拜访|量尺|试|看看|看车|看房|看一下|图|视频|案例|加(?:您|你|个)|电子版|上门量|回访|联系您|跟您说|发您/
const price =
  /\d+(?:\.\d+)?\s?(?:元|块|万|千|一[\u4e00-\u9fff]|\/|每|全包|包邮|含税)|(?:一共|总共|合计|最低|价格?|每[\u4e00-\u9fff]|一[\u4e00-\u9fff])[^,\d]{0,5}\d{2,}|\d{2,}(?:一[\u4e00-\u9fff]|起|吧|左右|$)|^\d+(?:\.\d+)?$/
const hard = /合同|定金|订金|下单|发货|付款|签|排单|排产|锁价|全款|开单|打款/

/** 地毯清洗周四上午: an appointment told, not proposed. */
const scheduled =
  /(?:今天|今晚|明天|后天|(?:这|本|下)?(?:周|星期|礼拜)[一二三四五六日天]|\d{1,2}[号日])(?:的)?(?:上午|下午|早上|晚上|中午|[\d一二三四五六七八九十]{1,3}点)/
const answers = /回复|报价|联系|答复|发您|发你|资料|方案|样/
/** 好的，PVC卷材20卷: the order said back. */
const recap = /^(?:好的?|收到|行|嗯|那就?|确认(?:一下)?)[,，:\s]*[^?？]{2,40}$/
const amount = /\d\s?[\u4e00-\u9fff]/
const agreed = (text: string): boolean =>
  !/[?？吗]/.test(text) &&
  ((scheduled.test(text) && !answers.test(text)) ||
    (recap.test(text) && amount.test(text) && !price.test(text) && !answers.test(text) && !/建议|推荐/.test(text)))

export function salesContext(text: string): SalesContext {
  const short = text.slice(-maxContextChars)
  const asked: SalesContext['asked'] = []
  if (/几[\u4e00-\u9fff]|多少(?!钱)|数量|用量|多大量|几个人|多少人|尺寸|面积/.test(short)) asked.push('quantity')
  if (/预算|价位|多少钱的|什么价|心理价|接受/.test(short)) asked.push('budget')
  if (/什么时候|几号|哪天|几点|多久|时间|啥时候|周几|急(?:吗|不)/.test(short)) asked.push('date')
  if (
    /需求吗|需要吗|考虑(?:得|的|怎)|考虑吗|兴趣|有没有(?:需|考|兴)|自己(?:有|要|需)|(?:想|要|打算)?(?:采购|购买|买|订货)(?:吗|么)|要不要|打算|还?(?:要|留|订|定|买|做)吗/.test(
      short,
    )
  )
    asked.push('interest')
  if (/还(?:需要|要|有)(?:什么|别|其|啥|问|没)|别的|其他|另外|顺便|发票|赠|加购/.test(short)) asked.push('more')
  const offer =
    hard.test(short) || (closing.test(short) && !soft.test(short))
      ? 'closing'
      : soft.test(short)
        ? 'soft'
        : price.test(short)
          ? 'price'
          : undefined
  const settled = agreed(short.slice(short.lastIndexOf('\n') + 1))
  return { text: short, asked, ...(offer && { offer }), ...(settled && { settled }) }
}
