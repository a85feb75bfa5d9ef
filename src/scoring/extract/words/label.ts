import { isPlace } from '../../gazetteer/divisions.ts'
import { nameShape } from '../../gazetteer/surnames.ts'
import { isJob, talkWords } from '../../gazetteer/words.ts'
import { firmLike } from '../firm-like.ts'
import { readIdentity } from '../identity.ts'
import { isSentence } from '../not-firms.ts'
import { isShortOrganisation, organisationEnds } from '../organisation.ts'
import { isNameLike, readName } from '../person-name.ts'
import { readAddress } from '../postal-address.ts'
import { bySurname } from './calling.ts'
import { contactTail } from './contact-words.ts'
import { withTail } from './recipient.ts'
import type { Label, WordsReading } from './words-reading.ts'

const filler =
  '(?:还是|仍是|还按|改成|改为|换成|更正为|应该是|是|为|写|填|叫|就|请|开(?![封平原化远州县江阳鲁])|按|用|:|\\s)'

const labels: ReadonlyArray<readonly [Label, RegExp]> = [
  [
    'name',
    new RegExp(
      `(?:客户|联系|收货|收件|签收|经办|负责|对接|接收|法定|报名|学员|预约|预订|登记|入住|下单|订货|送货|采购)?(?:人)?(?:姓名|名字|联系人|联系(?=[:：])|收货(?:人|(?=[\\u4e00-\\u9fff]{2,3}$))|收件(?:人|(?=写|填|[\\u4e00-\\u9fff]{2,4}$))|签收人|经办(?=:)|经[办手]人|对接人|接收人|负责人|经营者|代表人|称呼|户主|学员|入住人|预约人|预订人|报名人|名称是|name|contact)${filler}*|^(?:家长|业主|新郎|新娘|本人|学生|患者)(?=[\\u4e00-\\u9fff]{2,4}$)|^备注(?:我|写)?(?=[\\u4e00-\\u9fff]{2,4}$)`,
      'i',
    ),
  ],
  [
    'company',
    new RegExp(
      `(?:公司|单位|企业|店铺|门店|工厂|学校|客户|开票|发票|酒店|医院|机构)(?:的)?(?:名称?|全称|全名|抬头|名字)${filler}*|(?:发票|开票)?抬头${filler}*|(?:发票|^票)(?:就|还)?(?:开给?|写|是)${filler}*|^全称(?:[:是]|就是)${filler}*|开票(?:还是|就是|是|用|开给?|给|:|写)${filler}*|^开票(?=[\\u4e00-\\u9fff]{4,})(?!信息|资料|要|加|含|税|类|内容|名称|系统|软件|时间|多|点|麻烦|需)|(?:收据|单子|货单|送货单|合同甲方)上?(?:就|还)?写的?(?:是)?(?:我们)?(?=[\\u4e00-\\u9fff]{3,}|$)|(?:合同)?(?:甲方|乙方|需方|买方|付款方|付款单位|打款方|汇款方|户名)${filler}*|^(?:单位|公司|企业)?名称(?:[:是]|$)${filler}*|我司:${filler}*|(?:公司|单位|店名|厂名|企业|company|工作单位)${filler}*[:是叫写]+${filler}*|(?:抬头|票据?)(?:还|仍|就|也)是|^(?:合同|收据)(?:就|还)?(?:开|签|写)(?:给|成)?(?![\\d一二三四五六七八九十])|^(?:单位|公司)全称|^单位(?=[\\u4e00-\\u9fff]{3,8}(?:有限公司|路桥|医院|学校|小学|中学|科技|电子|机械|食品|物业|工程|建设|商贸|贸易|服饰|中心)$)|^(?:购方|合同主体)${filler}*|^(?!收[货件])[\\u4e00-\\u9fff]{0,4}(?:资料|信息|联系方式|门楣字?|做合同|主体):${filler}*`,
      'i',
    ),
  ],
  [
    'address',
    new RegExp(
      `(?:收货|送货|收件|邮寄|寄件|快递|安装|公司|单位|店铺?|门店|厂|工厂|家庭|家里|项目|详细|现场|施工|上门|服务|办公|注册|经营)?(?:地址|住址|地点)${filler}*在?|(?:address|addr)${filler}*|^(?:位置|定位|坐标)(?:是|在|:|$)|^(?:发|送|寄|快递)(?:货)?(?:到|往)?$`,
      'i',
    ),
  ],
  ['job', new RegExp(`(?:职务|职位|岗位|职称|title|position)${filler}*`, 'i')],
]

/** 店名, 我们叫, 厂叫: what he calls his own, with the name in the next piece. */
const ownCalled =
  /^(?:那|对了|就|绣)?(?:我们?|咱们?|俺们?|你写|你就写)?(?:的)?(?:这边|这里|这)?(?:民宿|琴行|茶餐厅|小店|手工店|汗蒸馆|足浴店|[\u4e00-\u9fff]{1,3}[店馆]|团队|农家乐|驾校|诊所|酒店|饭店|餐厅|学校|机构|工作室|品牌|厂子?|店|公司|单位|合作社|社|馆|企业|牌子)(名|叫|是|写|名字|名称|全称)*(?:现在|就)?(?:叫做?|是|写)?$/
const weCall = /^(?:我司|我店|我厂)$|^(?:对了|那)?(?:我们|咱们?|俺们|现在|我们现在|我们是)(?:就)?叫做?$/

/** 患者姓名, 贵司名称: what is called so is not his. */
const ofOther = /[你您贵跟和给与找问]|患者|病人|逝者/

/** The piece is nothing but such an opening. */
export function opensFirm(text: string): 'called' | 'own' | undefined {
  if (weCall.test(text)) return 'called'
  return ownCalled.test(text) ? (/[名叫是写称]/.test(text) ? 'called' : 'own') : undefined
}

export function labelled(text: string, open?: Label): WordsReading | undefined {
  if (open && open !== 'contact') {
    const reading = underLabel(open, text)
    if (reading) return reading
  }
  const [, rank = '', named = ''] = rankAndName.exec(text) ?? []
  if (isJob(rank) && isNameLike(named, 'beside'))
    return { name: named, job: rank, weight: 88, outright: true, whole: true }
  for (const [label, pattern] of labels) {
    const match = pattern.exec(text)
    if (!match || ofOther.test(text.slice(Math.max(0, match.index - 2), match.index))) continue
    const rest = text.slice(match.index + match[0].length).replace(/^[:\s-]+/, '')
    if (rest === '') return { weight: 0, outright: true, whole: match.index === 0, label }
    const reading = underLabel(label, rest)
    if (!reading) continue
    // 备注打药: by what he is to be found, which may be anything.
    if (label === 'name' && match[0].includes('备注') && nameShape(reading.name ?? '') < 2) continue
    const leads = /负责人/.test(match[0]) && /我(?:是)?$/.test(text.slice(0, match.index))
    return leads && reading.name ? { job: '负责人', ...reading } : reading
  }
  return undefined
}

/** 业务课长:区兆辉, as on a card. */
const rankAndName = /^([\u4e00-\u9fff]{2,8}):\s?([\u4e00-\u9fff·]{2,4})$/

/** What he calls his own: after 公司 alone only what cannot be a sentence. */
function ownFirm(label: 'called' | 'own', text: string): WordsReading | undefined {
  const [end] = organisationEnds(text, label === 'called' ? 'stated' : 'claimed')
  if (end === text.length) return { company: text, weight: 88, outright: true, whole: true }
  const short = label === 'called' ? isShortOrganisation(text) || looseName(text) : firmLike(text)
  return short ? { company: text, weight: label === 'called' ? 86 : 80, outright: true, whole: true } : undefined
}

/** 一号会所: what could be no firm elsewhere is one where it is called so. */
const looseName = (text: string): boolean =>
  /^(?!没|不|还|先|等|就|在|暂|待|随)[\u4e00-\u9fffA-Za-z0-9·&]{3,12}$/.test(text) &&
  !talkWords.test(text) &&
  !isSentence(text) &&
  !isPlace(text) &&
  /[\u4e00-\u9fffA-Z]/.test(text)

function underLabel(label: Label, text: string): WordsReading | undefined {
  if (label === 'called' || label === 'own') return ownFirm(label, text)
  const body = text
    .replace(contactTail, '')
    .replace(/^(?:改成|改为|换成|应该是|更正为|是|为|写|填|叫|我|就是|:|\s)+(?=.)/, '')
  const sure = { weight: 92, outright: true, whole: true }
  if (label === 'name') {
    const said = body.startsWith('姓') ? bySurname(body) : undefined
    if (said) return said
    // 经营者 訾建设: under such a label even what could be a firm is a person.
    const whole = readName(body, 'stated')
    if (whole?.length === body.length) return { name: whole.name, partialName: whole.partial, ...sure }
    const identity = readIdentity(body, 'stated')
    if (identity) return { ...identity, ...sure }
    const name = readName(body, 'stated')
    return name ? { name: name.name, partialName: name.partial, ...sure, weight: 85, whole: false } : undefined
  }
  if (label === 'job')
    return body.length > 1 &&
      body.length <= 12 &&
      !/[吗呢吧啊的了么有年]|经验|要求/.test(body) &&
      /^[\u4e00-\u9fffA-Za-z/]+$/.test(body)
      ? { job: body, ...sure }
      : undefined
  if (label === 'address') {
    const reading = readAddress(body)
    if (!reading || (reading.points < 2 && !reading.detailed)) return undefined
    return withTail(reading.address, reading.rest, 92, true)
  }
  // 收据开 蒲心怡: who pays may be a person.
  if (body.length <= 3 && nameShape(body) >= 2 && isNameLike(body, 'claimed'))
    return { name: body, ...sure, weight: 70 }
  const identity = readIdentity(body, 'stated')
  if (identity?.company) return { ...identity, ...sure }
  const [end] = organisationEnds(body, 'stated')
  if (end) return { company: body.slice(0, end), ...sure, whole: false }
  if (isShortOrganisation(body)) return { company: body, shortCompany: true, ...sure, weight: 80 }
  return undefined
}
