import { isPlace, placePrefix } from '../gazetteer/divisions.ts'
import { isSurname, nameShape } from '../gazetteer/surnames.ts'
import {
  companySuffixEnds,
  companySuffixOf,
  genericOrganisation,
  isCommonWord,
  isJob,
  strongCompanySuffix,
  talkWords,
} from '../gazetteer/words.ts'
import { endsASentence, isGenericFirm, isSentence } from './not-firms.ts'
import { institution, ownUnits, refusedByForm, type Suffixed } from './organisation-forms.ts'

/** How much the words around vouch that this is the customer's own organisation. */
export type OrganisationContext = 'stated' | 'claimed' | 'beside'

const maxName = 40
const placeOnly =
  /^(?:公司|分公司|总公司|厂|工厂|店|分店|门店|部|局|办事处|院|行|市场|社区|场|园|中心|社|馆|集团|企业)$/

/** 行政, 厂长, 社区: the end of one word is the start of another. */
const goesOn =
  /^(?:.长|行[政业程李]|厂[里家区房]|社[区保会]|院[子区]|店[铺里面名]|园[区林]|场[地所次]|部[门分]|记[者录账]|局[部长]|堂[食])$/

/** Ends at which the start of the text could be an organisation, the longest first. */
export function organisationEnds(text: string, context: OrganisationContext): number[] {
  const piece = text.slice(0, maxName)
  const ends = new Set(companySuffixEnds(piece))
  const numbered =
    /^(?:[\u4e00-\u9fff]{0,4}[省市县区镇乡])?第?[一二三四五六七八九十]{1,2}(?:中|小|高|院)(?![\u4e00-\u9fff]?[学医])/.exec(
      piece,
    )
  if (numbered) ends.add(numbered[0].length)
  return [...ends]
    .sort((a, b) => b - a)
    .filter((end) => !goesOn.test(piece.slice(end - 1, end + 1)) && isOrganisation(piece.slice(0, end), context))
}

/** The words name an organisation: with a suffix, and with something of its own before it. */
export function isOrganisation(name: string, context: OrganisationContext): boolean {
  const suffix = companySuffixOf(name)
  if (!suffix || name.length > maxName || name.length < 3) return false
  const strong = strongCompanySuffix.test(name)
  if (refusedByForm({ name, suffix, strong }, context === 'claimed')) return false
  if (institution.test(name)) return context !== 'beside' || /[省市县区镇乡]/.test(name)
  return hasNameOfItsOwn({ name, suffix, strong }, context)
}

/** Between its town and its suffix stands enough to tell it from others. */
function hasNameOfItsOwn({ name, suffix, strong }: Suffixed, context: OrganisationContext): boolean {
  const place = placePrefix(name)
  const stem = name.slice(place, -suffix.length)
  // 杭州嘉禾纺织: a name that is a place as well, behind another place.
  if (stem === '')
    return (
      place >= 2 &&
      place < name.length &&
      !placeOnly.test(suffix) &&
      (context !== 'beside' || (place >= 4 && suffix.length > 1))
    )
  if (
    place >= 2 &&
    /^(?:[开做搞卖干办弄]|有[一二两三几个])/.test(stem) &&
    !/^开(?!.?店)[元创源泰拓发来心明]/.test(stem)
  )
    return false
  const generic = genericOrganisation.test(stem)
  if (place >= 2 && suffix.length === 1 && stem.length < 2) return false
  if (place >= 2) return !(generic && placeOnly.test(suffix) && suffix.length === 1 && stem.length < 2)
  if (generic) return context === 'stated' && stem.length + suffix.length >= 5 && strong
  if (suffix.length === 1) return stem.length >= 2 && (context !== 'beside' || stem.length >= 3)
  return stem.length >= (context === 'beside' ? 2 : 1)
}

const shortRefusal =
  /[做搞]|几天|新品牌$|操场$|^(?:还|必须|挺|太|比较|非常|一般|附近|镇上|村里|县里|市里|交期|货期|价格|质量|[哋係])|(?<!小)卖|年级|\d班|^(?:施工方|发包方|承包方|设计方|监理方|投资方|资方|房管|街道|社区|居委|城管|审计|质检|验厂|监理|大[一二三四]|研[一二三]|名称|全称|抬头|税号|地址|电话|姓名|那个|这个|上次|系统|设备|男|女|新手|业主|个人|学生|客户|老客户|新客户|甲方|乙方|家长|群主|宝妈|本地|外地|本人|同行|厂家|用户|房东|租客|租户|司机|自己|上班|做|搞|开|卖|买|用|要|想|来|去|找|问|在|从|给|帮|跟|和|到|刚|昨|前天|上次|上回|之前|今天|那|这|个体|认真|真心|诚心|朋友|熟人|微信|抖音|网|淘宝|百度|小红书|老板|采购|农村|城里|乡下|南方|北方|第|一|两|三|负责|管|跑|学|打工|带|养|种|住|干|当|说|等|急|头|最|很|不|没|也|都|就|才|已|正|需|能|会|可|应|隔壁|楼上|楼下|对面|工地|厂里|店里|公司|医院|学校|单位|酒店|物业|食堂|仓库|办公|领导|车间|项目|部门|财务|行政|技术|员工|工人|客人|孩子|小孩|家里|车|房)/

/** 舞蹈培训, 数控系统: what somebody deals in. */
const trade = /(?:培训|租赁|车库|系统|设备|加工|批发|销售|工程|装修|生意|外贸|电商|餐饮|配送|行业|业务|项目|机器|产品)$/

/** 我们鲁泰的, 我是云梯网络的: a name without a suffix, vouched for by the frame around it. */
export function isShortOrganisation(name: string): boolean {
  if (name.length < 2 || name.length > 10 || shortRefusal.test(name)) return false
  if (isSentence(name) || endsASentence(name) || isGenericFirm(name)) return false
  const town = placePrefix(name)
  if (town >= 2 && name.length - town < 3 && companySuffixOf(name) === undefined) return false
  if (name.length <= 4 && /[组部科课班队]$/.test(name)) return false
  if (name.length <= 5 && placePrefix(name) === 0 && trade.test(name)) return false
  // 前头采购老梁: a person, not a firm.
  if (/[老小阿][\u4e00-\u9fff]$/.test(name) && isSurname(name.slice(-1))) return false
  if (!/^[\u4e00-\u9fffA-Za-z0-9·&-]+$/.test(name) || /^\d+$/.test(name)) return false
  if (
    talkWords.test(name) ||
    /[的是要]/.test(name) ||
    isCommonWord(name) ||
    isPlace(name) ||
    isJob(name) ||
    ownUnits.test(name)
  )
    return false
  if (
    genericOrganisation.test(name) ||
    /^[\u4e00-\u9fff]{1,2}(?:总|经理|先生|女士|老师|工|姐|哥|主任|老板|医生|师傅)$/.test(name) ||
    /[里边面上下中个人型款类种色样]$/.test(name)
  )
    return false
  return nameShape(name) < 3 || name.length > 3
}

const placedName = /^[\u4e00-\u9fffA-Za-z&]{3,14}$/

/** 廊坊安次恒远市政: a town, then a name of its own, standing where an organisation may stand. */
export function isPlacedOrganisation(name: string): boolean {
  const place = placePrefix(name)
  const stem = name.slice(place)
  // 五台打卡机: an amount of goods, whatever county is called so.
  if (/^[一二两三四五六七八九十][台个套件条张把]/.test(name) || /(?:采购|经理|主管|总监|会计|老板|负责人)/.test(stem))
    return false
  if (place < 2 || !placedName.test(stem) || talkWords.test(name) || /[的是要]/.test(name)) return false
  if (/[路街巷弄村镇乡区县市栋幢室层楼号里段组]$|[路街巷弄]/.test(stem) || isJob(stem) || isCommonWord(stem))
    return false
  if (
    isSentence(name) ||
    endsASentence(name) ||
    /人在|(?:后厨|前台|仓库|食堂|管理部|国际|会展|大道[东西南北中]?|[路桥屯旁]|SOHO|(?:科技|软件|工业|物流|创业)园|中庭|宿舍|公寓)$|[部科]$/.test(
      stem,
    )
  )
    return false
  // 城东安置房二期: where things go, not who gets them.
  if (/^[到至去往回从做卖搞开办]/.test(stem)) return false
  if (/(?:[一二三四五六七八九十\d]期|房|苑|小区|花园|新村|工地|标段|楼盘|路口|附近|门口|对面|旁边)$/.test(stem))
    return false
  return stem.length > 3 || (nameShape(stem) < 2 && !/[园路桥村镇头坎港口湾门]$/.test(stem))
}
