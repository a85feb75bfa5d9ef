import { placePrefix } from '../gazetteer/divisions.ts'
import { nameShape, surnameLength } from '../gazetteer/surnames.ts'
import { honorific, isJob, talkWords, weakCompanySuffix } from '../gazetteer/words.ts'
import { type Identity, readIdentity } from './identity.ts'
import { isOrganisation, isPlacedOrganisation, isShortOrganisation, organisationEnds } from './organisation.ts'
import { type NameReading, readName } from './person-name.ts'
import { readAddress } from './postal-address.ts'

export type Label = 'name' | 'company' | 'address' | 'job' | 'contact'

/** What one piece of words says about its speaker, and how surely. */
export interface WordsReading extends Identity {
  address?: string
  /** 0–100 per field; a field without a value has none. */
  weight: number
  /** Company without a suffix. */
  shortCompany?: boolean
  /** A label that waits for the next piece: `联系人` alone. */
  label?: Label
  /** Said outright (label, 我是, 我叫); otherwise it counts only beside a contact or as an answer. */
  outright: boolean
  /** Nothing of the piece is left over. */
  whole: boolean
}

const fillers =
  /^(?:叫(?=[\u4e00-\u9fff]{4,30}公司)|改成|改为|换成|应该是|更正为|你好|您好|哈喽|hello|hi|嗨|好的|好嘞|好滴|好|嗯+|哦+|噢|可以|行|ok|对的?|是的|没问题|那就?|就|麻烦|谢谢|发我|记一下|记下|登记|登记下|登记一下|留个|留一下|留|给你|给您|这个|这(?![边里是])|写|填|开给|开(?![封平原化江县鲁远阳])|请|老板|亲|哥|姐|美女|帅哥|诶|哎|呃|@\S{1,16})+(?=.{2})/i
const contactTail =
  /(?:的)?(?:联系)?(?:电话号码|手机号码|手机号|联系电话|联系方式|电话|手机|号码|tel|mobile|phone|微信号|微信|qq号?|扣扣|邮箱|邮件|e-?mail|固话|座机|办公电话|传真|vx|wx|v|wechat|m|t|p|e|q)(?:号|是|为|:|：)*$/i
const filler = '(?:改成|改为|换成|更正为|应该是|是|为|写|填|叫|就|请|开|按|用|:|\\s)'

const labels: ReadonlyArray<readonly [Label, RegExp]> = [
  [
    'name',
    new RegExp(
      `(?:客户|联系|收货|收件|签收|经办|负责|对接|接收|法定|报名|学员|预约|预订|登记|入住|下单|订货|送货|采购)?(?:人)?(?:姓名|名字|联系人|收货人|收件人|签收人|经办人|对接人|接收人|负责人|代表人|称呼|户主|学员|入住人|预约人|预订人|报名人|名称是|name|contact)${filler}*|^(?:家长|业主|新郎|新娘|本人|学生|患者)(?=[\\u4e00-\\u9fff]{2,4}$)`,
      'i',
    ),
  ],
  [
    'company',
    new RegExp(
      `(?:公司|单位|企业|店铺|门店|工厂|学校|客户|开票|发票|酒店|医院|机构)(?:的)?(?:名称?|全称|全名|抬头|名字)${filler}*|(?:发票|开票)?抬头${filler}*|(?:合同)?(?:甲方|需方|买方)${filler}*|^(?:单位|公司|企业)?名称(?:[:是]|$)${filler}*|(?:公司|单位|店名|厂名|企业|company|工作单位)${filler}*[:是叫写]+${filler}*`,
      'i',
    ),
  ],
  [
    'address',
    new RegExp(
      `(?:收货|送货|收件|邮寄|寄件|快递|安装|公司|单位|店铺?|门店|厂|工厂|家庭|家里|项目|详细|现场|施工|上门|服务|办公|注册|经营)?(?:地址|住址|地点)${filler}*在?|(?:address|addr)${filler}*`,
      'i',
    ),
  ],
  ['job', new RegExp(`(?:职务|职位|岗位|职称|title|position)${filler}*`, 'i')],
]
const claims =
  /我就是|还是(?=那个|[老小])|我是|我们是|我们这边是|我们这里是|我这边是|我这里是|我这是|我们?这边(?!是)|这边是|这里是|这是|本人是|在下|鄙人|俺们?是|咱们?是|咱这是|^是|^我(?![们的是叫要想在有就也家这那公司])/g
const called =
  /^我(?=[\u4e00-\u9fff]{2,3}$)(?![们的是叫姓要想在有也就家这那刚公会能都先再去来看问不没等说])|我(?:的)?(?:名字|全名|大名)?[是就]?叫(?!你|您|他|她|了|车|什么|人|个)|我(?:的)?(?:名字|大名|全名)是?|名叫|(?:就|都)?(?:叫|喊)我|^本人(?!是|的|要|想|在)|^叫(?=.{2,4}$)/g
const surname = /(?:我|免贵|本人|敝|小弟|小妹)?(?:是)?(?:复)?姓(?!名|氏|什)([\u4e00-\u9fff]{1,2})/
const orgNamed =
  /(?:我们|我|咱们?|俺们?)(?:的)?(?:公司|司|厂子?|店|单位|学校|医院|酒店|工作室|这边)?(?:名字?|全称|名称)?(?:就)?(?:叫做?|全称是?|名称是?|是)/g
const orgFrame =
  /^(?:我们是|我们|我是|咱们?是|咱们?|俺们?是|俺们?|我这边是|我这里是|这边是|这里是|我在|我|这是)(.{2,16}?)(?:的|这边的?|那边的?|上班的?|工作的?)(.{0,24})$/
const ours = /(?:我们|咱们?|俺们?|我在|我们在|就职于|任职于|供职于|来自|我司)/g
const deliveries =
  /(?:送货?到|寄货?到|发货?到|快递到|邮寄?到|拉到|运到|装到|搬到|配送到|送去|寄去|寄往|发往|送至|寄至|发至|运至|安装在|装在|我家在|我家住在?|家住|家在|我住在?|住在|住|我们在|我在|我们店在|位于|坐落在|店在|店开在|门店在|公司在|厂在|厂子在|工厂在|单位在|工地在|仓库在|学校在|医院在|酒店在|项目在|办公室在|地点在?|寄给|寄|发|送|到|在)/g
const onlyContact =
  /^(?:我(?:的|们的)?)?(?:联系)?(?:电话|手机|手机号|号码|微信|联系方式|邮箱|qq|扣扣|固话|座机|tel|mobile|phone|email|e-mail|v|vx|wx|m|t|e|p|q|传真|fax|座机号|微信号|手机号码|联系电话|电话号码|办公电话|打我|加我|打这个|联系|联系我|电话联系|微信同号|同号|都是这个|也是这个|手机微信同号|电话微信同号|及|和|或|或者|同微信|公司|我公司|单位|转|分机|收|收件|签收|亲收|接收|本人收|[\u4e00-\u9fff]{1,4}(?:部|科|处|办公室))(?:是|为|:|就是|号)*$/i

/** Reads one piece of words. `open`: a label that stood alone before it. */
export function readWords(raw: string, open?: Label): WordsReading | undefined {
  const text = raw.slice(0, 120)
  if (onlyContact.test(text)) return { weight: 0, outright: false, whole: true, label: 'contact' }
  const named = labelled(text, open)
  if (named) return named
  const body = text.replace(fillers, '').replace(contactTail, '')
  if (body === '') return { weight: 0, outright: false, whole: true, label: 'contact' }
  return (
    byCalling(body) ??
    bySurname(body) ??
    byClaim(body) ??
    byOrganisation(body) ??
    byDelivery(text) ??
    alone(body) ??
    alone(text.replace(contactTail, ''))
  )
}

function labelled(text: string, open?: Label): WordsReading | undefined {
  if (open && open !== 'contact') {
    const reading = underLabel(open, text)
    if (reading) return reading
  }
  for (const [label, pattern] of labels) {
    const match = pattern.exec(text)
    if (!match || /[你您贵]/.test(text.slice(Math.max(0, match.index - 2), match.index))) continue
    const rest = text.slice(match.index + match[0].length).replace(/^[:\s-]+/, '')
    if (rest === '') return { weight: 0, outright: true, whole: match.index === 0, label }
    const reading = underLabel(label, rest)
    if (!reading) continue
    const leads = /负责人/.test(match[0]) && /我(?:是)?$/.test(text.slice(0, match.index))
    return leads && reading.name ? { job: '负责人', ...reading } : reading
  }
  return undefined
}

function underLabel(label: Label, text: string): WordsReading | undefined {
  const body = text
    .replace(contactTail, '')
    .replace(/^(?:改成|改为|换成|应该是|更正为|是|为|写|填|叫|我|就是|:|\s)+(?=.)/, '')
  const sure = { weight: 92, outright: true, whole: true }
  if (label === 'name') {
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
  const identity = readIdentity(body, 'stated')
  if (identity?.company) return { ...identity, ...sure }
  const [end] = organisationEnds(body, 'stated')
  if (end) return { company: body.slice(0, end), ...sure, whole: false }
  if (isShortOrganisation(body)) return { company: body, shortCompany: true, ...sure, weight: 80 }
  return undefined
}

/** An address, and the recipient who may be written onto its end. */
function withTail(address: string, rest: string, weight: number, outright: boolean): WordsReading {
  if (rest === '') return { address, weight, outright, whole: true }
  const person = readIdentity(rest, 'beside')
  if (person?.name && !person.company) return { ...person, address, weight, outright, whole: true }
  return { address: address + rest, weight, outright, whole: true }
}

function byCalling(text: string): WordsReading | undefined {
  for (const match of text.matchAll(called)) {
    const rest = text.slice(match.index + match[0].length).replace(/^[:\s]+/, '')
    const name = match[0] === '我' ? shortClaim(rest) : (readName(rest, 'stated') ?? plainName(rest))
    if (name) return { name: name.name, partialName: name.partial, weight: 95, outright: true, whole: false }
  }
  return undefined
}

/** 我老魏, 我陈嘉明. */
function shortClaim(text: string): NameReading | undefined {
  const name = readName(text, 'claimed')
  return name && name.length === text.length && (name.partial || nameShape(name.name) >= 2) ? name : undefined
}

/** 我叫田园: even an ordinary word is a name where it is given as one. */
const plainName = (text: string): NameReading | undefined =>
  /^[\u4e00-\u9fff]{2,3}$/.test(text) && nameShape(text) >= 1
    ? { name: text, partial: false, length: text.length }
    : undefined

function bySurname(text: string): WordsReading | undefined {
  const match = surname.exec(text)
  if (!match?.[1]) return undefined
  const length = surnameLength(`${match[1]}某某`)
  if (length === 0) return undefined
  const after = text.slice(match.index + match[0].length - match[1].length + length)
  const name = match[1].slice(0, length)
  const title = honorific.exec(after.replace(/^[,\s]+/, ''))?.[0] ?? ''
  return { name: name + title, partialName: true, weight: 80, outright: true, whole: true }
}

function byClaim(text: string): WordsReading | undefined {
  for (const match of text.matchAll(claims)) {
    const rest = text
      .slice(match.index + match[0].length)
      .replace(/^(?:那个|咱们?|我们|一家|一个|那个|上次那个|[:\s])+/, '')
    if (match[0] === '我' && !readIdentity(rest, 'beside')?.company) continue
    const identity =
      readIdentity(rest, 'claimed') ??
      readIdentity(rest.replace(ownPlace, ''), 'claimed') ??
      readIdentity(rest.replace(unitOf, ''), 'claimed')
    if (identity) return { ...identity, weight: 93, outright: true, whole: true }
    const framed = frame(rest)
    if (framed) return framed
    const name = readName(rest, 'claimed')
    if (
      name &&
      !name.partial &&
      /^(?:[想要来问在找看咨前昨上刚之住买订做]|的?(?:电话|手机|微信)|你|您)/.test(rest.slice(name.length)) &&
      name.length < rest.length
    ) {
      return { name: name.name, weight: 82, outright: true, whole: false }
    }
  }
  return undefined
}

/** 车间的, 何总的: whose, before position and name. */
const unitOf = /^[\u4e00-\u9fffA-Za-z0-9]{1,8}?(?:的|这边的?)(?=.)/

/** 我是他们店的老板娘: the unit without a name. */
const ownPlace =
  /^(?:他们|我们|咱们?|这家?|这个|那个|自己|你们)?(?:店|公司|厂|家|学校|医院|单位|酒店|超市|饭店|物业)?(?:里|这边|那边)?的?(?=.{2})/

/** X的, X的Y, X + talk, behind 我是 or 我们. */
function frame(rest: string): WordsReading | undefined {
  for (const end of organisationEnds(rest, 'claimed')) {
    const after = rest.slice(end)
    // 舞蹈培训的: a trade, not a name.
    if (end <= 4 && weakCompanySuffix.test(rest.slice(2, end)) && placePrefix(rest) === 0) continue
    if (!/^(?:的|这边|那边|里|,|想|要|有|需要|打算|准备|这次|最近|今年|上次|做|用|的?采购|负责|工作|上班)/.test(after))
      continue
    const person = readIdentity(after.replace(/^(?:的|这边的?|那边的?)/, ''), 'claimed')
    return { ...(person ?? {}), company: rest.slice(0, end), weight: 88, outright: true, whole: false }
  }
  const short = /^(.{2,10}?)(?:的|这边的?|那边的?)(.{0,12})$/.exec(rest)
  if (!short?.[1] || !isShortOrganisation(short[1])) return undefined
  const person = short[2] ? readIdentity(short[2], 'claimed') : {}
  if (!person || person.company) return undefined
  return { ...person, company: short[1], shortCompany: true, weight: 78, outright: true, whole: true }
}

const employment =
  /(?:我|本人|我是|我们)?在([\u4e00-\u9fffA-Za-z0-9]{2,16}?)(?:做|当|任|担任|是)([\u4e00-\u9fffA-Za-z]{2,8}?)(?:的|$)/

/** 我在利丰纺织做设备主管的. */
function byEmployment(text: string): WordsReading | undefined {
  const match = employment.exec(text)
  if (!match?.[1] || !match[2] || !isJob(match[2])) return undefined
  const named = isOrganisation(match[1], 'claimed')
  const short = !named && isShortOrganisation(match[1])
  return {
    job: match[2],
    ...(named || short ? { company: match[1] } : {}),
    shortCompany: short,
    weight: 85,
    outright: true,
    whole: true,
  }
}

function byOrganisation(text: string): WordsReading | undefined {
  const employed = byEmployment(text)
  if (employed) return employed
  const called = /^(?:名字|店名|公司名?)?叫(.{3,20})$/.exec(text)?.[1]
  if (called && isOrganisation(called, 'claimed')) return { company: called, weight: 86, outright: true, whole: true }
  const shop =
    /^(?:我们?|咱们?)(?:的)?(?:店|公司|厂|工作室|民宿|饭店|餐厅|学校|机构)(?:名)?叫([\u4e00-\u9fffA-Za-z0-9]{2,10})$/.exec(
      text,
    )?.[1]
  if (shop && !talkWords.test(shop))
    return { company: shop, shortCompany: true, weight: 82, outright: true, whole: true }
  const here = /^(?:我们这边|我们这里|我这边|这边|这里|我们)是([\u4e00-\u9fff]{3,8})$/.exec(text)?.[1]
  if (here && isShortOrganisation(here) && !isOrganisation(here, 'claimed'))
    return { company: here, shortCompany: true, weight: 72, outright: true, whole: true }
  for (const match of text.matchAll(orgNamed)) {
    const rest = text.slice(match.index + match[0].length)
    const [end] = organisationEnds(rest, 'stated')
    if (end) return { company: rest.slice(0, end), weight: 92, outright: true, whole: end === rest.length }
    if (
      /叫|称/.test(match[0]) &&
      /公司|司|厂|店|单位|学校|医院|酒店|工作室/.test(match[0]) &&
      isShortOrganisation(rest)
    ) {
      return { company: rest, shortCompany: true, weight: 80, outright: true, whole: true }
    }
  }
  // 东胜宏源煤化的赖部长: an organisation and its person, the whole piece.
  const unit = /^([\u4e00-\u9fffA-Za-z0-9]{3,24})的([\u4e00-\u9fff]{2,6})$/.exec(text)
  if (unit?.[1] && unit[2] && (isOrganisation(unit[1], 'claimed') || isPlacedOrganisation(unit[1]))) {
    const person = readIdentity(unit[2], 'claimed')
    if (person?.name && !person.company) return { ...person, company: unit[1], weight: 80, outright: true, whole: true }
  }
  const framed = orgFrame.exec(text)
  if (framed?.[1] && framed[2] === '' && (isOrganisation(framed[1], 'claimed') || isShortOrganisation(framed[1]))) {
    const shortCompany = !isOrganisation(framed[1], 'claimed')
    if (!shortCompany || /^(?:我们|我是|我们是|咱|俺|我这边是|这边是)/.test(text)) {
      return { company: framed[1], shortCompany, weight: shortCompany ? 76 : 88, outright: true, whole: true }
    }
  }
  for (const match of text.matchAll(ours)) {
    const rest = text.slice(match.index + match[0].length)
    const [end] = organisationEnds(rest, 'claimed')
    if (end && end > 3) return { company: rest.slice(0, end), weight: 86, outright: true, whole: false }
  }
  return undefined
}

function byDelivery(text: string): WordsReading | undefined {
  for (const match of text.matchAll(deliveries)) {
    const rest = text.slice(match.index + match[0].length)
    const reading = rest.length >= 4 ? readAddress(rest) : undefined
    if (!reading?.detailed || !reading.placed || reading.points < (match[0].length > 1 ? 2 : 3)) continue
    return withTail(reading.address, reading.rest, 85, true)
  }
  return undefined
}

/** A piece that vouches for itself only by its shape. */
function alone(text: string): WordsReading | undefined {
  const address = readAddress(text)
  const identity = readIdentity(text, 'beside')
  const housed = address?.detailed && address.placed && address.points >= 3 && /\d|[路街巷弄村镇栋幢]/.test(text)
  if (identity && !(housed && !identity.name)) return { ...identity, weight: 70, outright: false, whole: true }
  if (address && (address.detailed || address.points >= 3) && address.points >= 2) {
    return withTail(address.address, address.rest, !address.placed ? 40 : address.points >= 5 ? 75 : 62, false)
  }
  return undefined
}
