import { placePrefix } from '../../gazetteer/divisions.ts'
import { isSurname, nameShape } from '../../gazetteer/surnames.ts'
import { isJob } from '../../gazetteer/words.ts'
import { readIdentity } from '../identity.ts'
import { readName } from '../person-name.ts'
import { readAddress } from '../postal-address.ts'
import { byCalling, byOwnSide, bySurname } from './calling.ts'
import { byClaim } from './claim.ts'
import { contactTail, onlyContact } from './contact-words.ts'
import { byDelivery } from './delivery.ts'
import { byOrganisation } from './employer.ts'
import { labelled, opensFirm } from './label.ts'
import { withTail } from './recipient.ts'
import type { Label, WordsReading } from './words-reading.ts'

const fillers =
  /^(?:叫(?=[\u4e00-\u9fff]{4,30}公司)|登(?=[\u4e00-\u9fff]{2,4}$)|找(?=[\u4e00-\u9fff]{2,8}$)|卸(?=[\u4e00-\u9fff]{4,}$)|记(?=[\u4e00-\u9fff]{4,}$)|挂(?=[\u4e00-\u9fff]{4,}$)|改成|改为|换成|应该是|更正为|你好|您好|哈喽|hello|hi|嗨|好的|好嘞|好滴|好|嗯+|哦+|噢|可以|行|ok|对的?|是的|没问题|那就?|就|麻烦|谢谢|发我|记一下|记下|登记|登记下|登记一下|留个|留一下|留|给你|给您|这个|这(?![边里是])|写|填|开给|开(?![封平原化江县鲁远阳])|请|老板|亲|哥|姐|美女|帅哥|诶|哎|呃|@\S{1,16})+(?=.{2})/i

/** 机电学院大三的学生: where he studies is not for whom he buys. */
const student =
  /^(?:我|我们)?(?:是|在|来自)?[\u4e00-\u9fff]{2,14}?(?:大学|学院|学校|职校|中学)[\u4e00-\u9fff]{0,8}?(?:大[一二三四]|研[一二三究]|本科|博士|硕士|在读)(?:的)?(?:学生)?/

/** 老板叫…: the filler of an address is somebody here. */
const another = /^(?:我们?)?(?:的)?(?:老板娘?|经理|领导|师傅|闺蜜|朋友|对象|对方)(?:就)?(?:叫|姓)/

/** 易登科: a name that ends like an office. */
const bearsName = (text: string): boolean => text.length === 3 && /[科组处]$/.test(text) && nameShape(text) === 3

/** Reads one piece of words. `open`: a label that stood alone before it. */
/** 秭归郭家坝镇烟灯堡村: nobody names a village with its town that is not his. */
const villageOfTown = /(?:镇|乡|街道|苏木)[\u4e00-\u9fff]{1,6}(?:村|屯|庄|寨|嘎查)/

export function readWords(raw: string, open?: Label): WordsReading | undefined {
  const text = raw.slice(0, 120)
  const opening = opensFirm(text)
  if (opening) return { weight: 0, outright: false, whole: true, label: opening }
  if (onlyContact.test(text) && !bearsName(text)) return { weight: 0, outright: false, whole: true, label: 'contact' }
  const named = labelled(text, open)
  if (named) return named
  if (another.test(text)) return undefined
  const post = byPost(text)
  if (post) return post
  const body = text.replace(student, '').replace(fillers, '').replace(contactTail, '')
  if (body === '') return { weight: 0, outright: false, whole: true, label: 'contact' }
  return (
    byCalling(body) ??
    bySurname(body) ??
    byOwnSide(body) ??
    byClaim(body) ??
    byOrganisation(body) ??
    byDelivery(text) ??
    alone(body) ??
    alone(text.replace(contactTail, ''))
  )
}

/** 机务主管:逄勇. Whom he has for money, goods and the door is named so too, and is another. */
function byPost(text: string): WordsReading | undefined {
  const [, job, who] = /^([\u4e00-\u9fff]{2,8}):([\u4e00-\u9fff·]{2,8})$/.exec(text) ?? []
  if (!job || !who || !isJob(job) || /财务|会计|出纳|司机|仓|库|收货|门卫/.test(job)) return undefined
  const name = readName(who, 'beside')
  return name?.length === who.length
    ? { name: name.name, partialName: name.partial, job, weight: 80, outright: true, whole: true }
    : undefined
}

const particle = /[和后有方高包单金米左时万常路水明安平双行来全成从于支车房计连通要是就都也应何哈]/

const institutionEnd =
  /(?:小学|中学|学校|幼儿园|职高|技校|学院|医院|卫生院|敬老院|福利院|养老院|派出所|法院|村委会|居委会|村民委员会)$/

/** A piece that vouches for itself only by its shape. */
function alone(text: string): WordsReading | undefined {
  const nick = /^(阿(?:(?!里|姨|拉)[\u4e00-\u9fff]|[A-Z][a-z]{1,9}))(?:收|签收|接)?$/.exec(text)?.[1]
  if (nick) return { name: nick, partialName: true, weight: 60, outright: false, whole: true }
  // 骆 135…: a surname alone, beside a number.
  if (text.length === 1 && isSurname(text) && !particle.test(text))
    return { name: text, partialName: true, weight: 60, outright: false, whole: true }
  const address = readAddress(text)
  const identity = readIdentity(text, 'beside')
  const housed = address?.detailed && address.placed && address.points >= 3 && /\d|[路街巷弄村镇栋幢]/.test(text)
  if (identity && !(housed && !identity.name)) return { ...identity, weight: 70, outright: false, whole: true }
  // 武都区两水镇中心小学: a school by its full name is who he is, unless a house number says where.
  if (institutionEnd.test(text) && !/\d/.test(text) && text.length >= 5 && address?.placed)
    return { company: text, weight: 62, outright: false, whole: true }
  if (address && (address.detailed || address.points >= 3) && address.points >= 2) {
    const isClear = address.points >= 5 || (villageOfTown.test(address.address) && placePrefix(address.address) >= 2)
    return withTail(address.address, address.rest, !address.placed ? 40 : isClear ? 75 : 62, false)
  }
  return undefined
}
