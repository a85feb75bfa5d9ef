import { placeAt, placePrefix } from '../gazetteer/divisions.ts'
import { isOrganisation } from './organisation.ts'

/** An address found in a piece, and what was left behind it: 1101室张三 → 张三. */
export interface AddressReading {
  address: string
  rest: string
  /** How much speaks for an address: 3 with a label, 4 beside a name or number, 5 alone. */
  points: number
  /** A road, a compound or a unit, not only a place name. */
  detailed: boolean
  /** Names a place, a road or a compound: `12楼` alone does not. */
  placed: boolean
}

const roadNumber =
  /(?:路|街|道|巷|弄|胡同|里|公路|大街|大道|段)[甲乙丙丁东西南北中]{0,2}\d{1,5}(?:号|弄|-\d)|(?:路|街|道|巷|弄|胡同)[甲乙丙丁]?[一二三四五六七八九十百\d]{1,6}号/
const road = /[\u4e00-\u9fff]{1,10}(?:(?<!丝)路|大街|大道|街|巷|弄|胡同|公路|环路|国道|省道)/
const compound =
  /小区|花园|家园|花苑|雅苑|苑|公寓|大厦|广场|新村|新城|名城|名都|豪庭|华府|府邸|府|御府|湾|别墅|写字楼|工业园|产业园|园区|科技园|创业园|创意园|软件园|市场|商城|商场|步行街|开发区|高新区|工业区|经开区|保税区|物流园|物流港|仓库|商贸城|建材城|家具城|五金城|城\d|宿舍|大院|家属院|[东西南北]区|校区|医院|学校|大学|中学|小学|幼儿园|批发城|夜市|门市|商业街|美食街|写字|中心|国际|大酒店|酒店|[A-Za-z]区/
const unit =
  /\d{1,5}(?:号楼|栋|幢|座|单元|室|层|楼|弄|号|排|组|队|户|房|铺|门|档|库|区|期)|[A-Za-z]\d?(?:座|栋|区|馆|幢|单元|门)|\d{1,4}[-#]\d{1,4}(?:-\d{1,5})*|[一二三四五六七八九十]{1,3}(?:栋|幢|单元|楼|层|期|号楼|组|队|号院)|(?<=[村屯庄寨])[一二三四五六七八九十\d]{1,2}社/
const village = /[\u4e00-\u9fff]{1,6}(?:街道|镇|乡|村|屯|庄|社区|苏木|嘎查|团场|连队|寨)/
const tails =
  /(?:这里|这边|这儿|就行|就可以|可以吗|可以|行吗|行|哈|哦|噢|啊|呢|吧|哟|谢谢|麻烦了?|上门|送货上门|放门口|交货|卸货|收货|收|签收|左右|方便|进货|安装|门口见|的|,|\.|:|\s)+$/
const notOwn =
  /不认路|问我们村|见面|碰头|碰面|会合|集合|等我|等你|等您|导航|路过|附近|展会|展馆|展厅|你们|贵司|您那|你那|你家|买的|看的|需要|想(?:租|买|订|做)|来过|到过|去过|离|坐地铁|地铁站|出站口|进站口|候车|肯德基|麦当劳|星巴克|瑞幸|(?:高铁站|机场|火车站)(?!(?:对面|旁|后面|隔壁)|.{0,6}(?:路|物流|市场|仓|园|\d))|怎么走|怎么去|远不远|多远|出口/

/** Weighs a piece as an address. */
export function addressPoints(text: string): Pick<AddressReading, 'points' | 'detailed' | 'placed'> {
  const place = placeAt(text)
  let points = 0
  if (place) points += place.full ? 2 : 1
  if (place && placePrefix(text) > place.length) points += 1
  const hasRoad = road.test(text)
  if (hasRoad) points += 2
  if (roadNumber.test(text)) points += 2
  if (compound.test(text)) points += 1
  const hasUnit = unit.test(text)
  if (hasUnit) points += 2
  if (compound.test(text) && /\d-\d{1,3}-\d|栋.{0,6}\d|单元|\d室/.test(text)) points += 2
  const hasVillage = village.test(text.slice(place?.length ?? 0))
  if (hasVillage) points += 1
  const placed =
    place !== undefined || roadNumber.test(text) || hasVillage || (compound.test(text) && (hasUnit || hasRoad))
  return { points, placed, detailed: hasRoad || hasUnit || hasVillage || (compound.test(text) && points > 1) }
}

const longestLead = 24
const former = /旧|以前|之前|原来|老地址|(?:不是|别|不要)[^,，]{0,3}$/

/** 装的地方是银川市金凤区…, 我店在衡阳市蒸湘区…: where the place begins. */
function placeStart(text: string): number {
  if (placePrefix(text) >= 2) return 0
  for (const { index } of text.slice(0, longestLead).matchAll(/[是在到至往:]/g))
    if (placePrefix(text.slice(index + 1)) >= 4) return index + 1
  return 0
}

/** Reads a piece that stands where an address may stand. */
export function readAddress(text: string): AddressReading | undefined {
  if (text.length < 2 || text.length > 120) return undefined
  const trimmed = text.replace(tails, '')
  if (trimmed.length < 2 || notOwn.test(text)) return undefined
  const from = placeStart(trimmed)
  if (former.test(trimmed.slice(0, from))) return undefined
  const where = trimmed.slice(from)
  const { points, detailed, placed } = addressPoints(where)
  if (points === 0) return undefined
  const [address, rest] = splitTail(where)
  return { address, rest, points, detailed, placed }
}

const lastUnit =
  /^(.*(?:\d(?:号楼|栋|幢|座|单元|室|层|楼|号|房|铺|户|组|库|排)|-\d{1,5}|[A-Z]座))([\u4e00-\u9fff·]{2,6})$/

/** 黎阳路尚品五金: a firm written onto the road it lies on. Schools, hotels and the like are part of the address. */
const lastRoad = /^(.*(?:(?<!丝)路|大街|大道|街|巷|镇|村|区|号)(?!桥))([\u4e00-\u9fffA-Za-z]{3,14})$/
/** Ends of what is a place as much as a firm. */
export const landmark =
  /(?:铺|部|口|角|仓|库|院|厂区|学|院|园|酒店|宾馆|大厦|广场|市场|商场|商城|城|银行|中心|社区|局|所|站)$/

/** 进步村八社, 吴楼村东头猪场: a part of the village. */
const inVillage = /^[\u4e00-\u9fff]{1,5}(?:村|屯|庄|寨)(?!镇|[\u4e00-\u9fff]{0,6}(?:公司|店|厂)$)/

/** 1101室张三: the words behind the last unit may be the recipient. */
function splitTail(text: string): [string, string] {
  const match = lastUnit.exec(text)
  if (match?.[1] && match[2] && !/[层楼室号栋座幢里]$/.test(match[2])) return [match[1], match[2]]
  const firm = lastRoad.exec(text)
  return firm?.[1] &&
    firm[2] &&
    !landmark.test(firm[2]) &&
    !inVillage.test(firm[2]) &&
    isOrganisation(firm[2], 'claimed')
    ? [firm[1], firm[2]]
    : [text, '']
}
