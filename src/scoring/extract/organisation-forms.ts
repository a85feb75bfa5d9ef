import { placePrefix } from '../gazetteer/divisions.ts'
import { isCommonWord, isJob, talkWords } from '../gazetteer/words.ts'
import { either } from '../signals/pattern.ts'
import { isGenericFirm, isSentence } from './not-firms.ts'

/*
 * What ends like an organisation and is none, told by its form alone.
 */

export const ownUnits =
  /^(?:公司|本公司|我司|厂|工厂|店|门店|超市|学校|医院|单位|酒店|宾馆|工地|仓库|办公室|食堂|餐厅|饭店|药店|诊所|小区|社区|物业|市场|项目部|门市|门市部|批发部|车间|商场|商城|部门|采购部|财务部|行政部|技术部|销售部|工程部|后勤部|人事部|总务科|后勤科|设备科|信息科|办公楼)$/

/** 市一中, 县二院: known by its number in its town. */
export const institution =
  /^(?:[\u4e00-\u9fff]{0,4}[省市县区镇乡])?(?:第?[一二三四五六七八九十\d]{1,3}(?:中|小|高|院|附院|职高|实小|中学|小学|人民医院|医院|幼儿园)|实验(?:中学|小学|幼儿园)|(?:人民|中|妇幼|妇幼保健|中医|中心|儿童|口腔)医?院)$/

/** Refused however the words end. */
const never = either({
  ownUnits,
  /** 设备部: a part of an organisation, which is not its name. */
  department:
    /(?:设备|采购|技术|行政|人事|财务|市场|销售|工程|生产|后勤|总务|质检|品质|研发|物资|信息|运营|仓储|客服|办公|安全|安环|动力|维修|外贸|内贸|人力资源|资产)(?:管理)?(?:部|科|处|中心|室|办)$/,
  /** 综合部, 教务处: a part of one that is not named. */
  bareDepartment: /^(?!俱乐|事业|项目|经营|门市|批发|营业|服务|销售|经销|供应)[\u4e00-\u9fff]{2,3}(?:部|科|处|室)$/,
  /** …就行: the end of a sentence. */
  endOfSentence: /(?:就行|就好|即可|可以|签收|收货)$/,
  /** 3号楼…: where it is. */
  doorplate: /\d+\.?\d*(?:号|楼|层|栋|室|馆)/,
  /** 二楼, 东头超市, 三年级: a part of a house, of a street, of a school. */
  partOfHouse:
    /^[\u4e00-\u9fff]{0,2}[一二三四五六七八九十\d](?:楼|层|期|栋)$|^[东西南北村桥路][头口侧边][\u4e00-\u9fff]{2,3}$|公馆$|工地$|年级|\d班/,
  /** 有六个园, 两个店: how many there are, not what they are called. */
  counted: /[一二两三四五六七八九十几多\d][个家间所份次批台条层期]/,
})

/** Refused unless the words end in a form of firms (有限公司). */
const neverUnlessRegistered = either({
  /** Parks hold many firms. */
  park: /(?:科技|软件|工业|物流|创业)园$/,
  storey: /[栋座幢][一二三四五六七八九十]?楼$/,
  /** 附近的超市: what kind, behind whose. */
  ofSomething: /的[\u4e00-\u9fff]{2}$/,
  does: /[做给卖]/,
  station: /(?:高铁|火车|汽车|地铁|动车|客运)站|机场|出[站口]/,
  /** 老板说…, 路口开饭店. */
  told: /[\u4e00-\u9fff]{3}(?:说|讲|觉得)|[口街路镇村里市县]开[\u4e00-\u9fff]{1,3}[店馆厂]$/,
})

/** Words that lead to an organisation, or to anything else. */
const startsOtherwise =
  /^(?:哋|係|镇上|村里|能|可以|可不可以|会不会|大[一二三四](?![\u4e00-\u9fff]?有限)|(?:今|明|后)[天早晚]|大后天|(?:这|本|下)?(?:周|星期|礼拜)[一二三四五六日天末]|[上下这本]个?月|\d+[月号日]|月[底初]|马上|尽快|随时|在|走|跑|求|推荐|靠谱|正规|别|不|没|先|又|前头|注册|办理?|租(?!赁)|是|[厂店]做|住|开(?![封元心创源泰拓发平滦远])|打到|打给|转到|汇到|\d+[个台套件组张只箱吨米平层楼号栋]|[一二两三四五六七八九十几多每各某][个台套件组张只箱家间]|[做搞卖买要想去找问给帮跟往送寄装订有没还刚请让把被]|开了|开个|开一|用的|用你|来[问看买]|在[你我这那]|从[你我这那]|到[你我这那]|和[你我他]|就[是要]|都[是要]|也[是要]|先[看问]|再[来要]|等[我一]|能[不给]|会[不有]|发[给到]|因为|所以|如果|但是|最近|以前$|现在$|更换|更新|改成|改为|换成|(?:公司|厂里?|店里?|单位|医院|学校|酒店)[做是要用想需在有这]|需要|安装|采购|定制|定做|负责|联系|咨询|了解|对接|参考|根据|目前|之前|以前|原来|上次|比如|例如|类似)/
const particles = /[的了吗呢吧我你您他她它们这那哪谁啥是]/
/** Verbs and particles of a sentence that happens to end like a name: 四月中旬就要铺. */
const spoken = /[就要写去想把被会能没不再又很都也还有等到给跟帮说看听吃住走坐]/
/** Banks are named by those who pay through them. */
const bank = /银行|支行$|信用社|邮储/
const road = /[路街巷弄]\d|[\u4e00-\u9fff]{2}(?:路|街|大道)[\u4e00-\u9fff]/
/** What lies on a road and is called by it. */
const calledByRoad = /(?:小学|中学|学校|幼儿园|医院|社区|支行)$/

/** A name with its suffix; `strong`: one that only registered firms have. */
export interface Suffixed {
  name: string
  suffix: string
  strong: boolean
}

/** The words are a piece of a sentence, a kind, a part or a place, not a name. `claimed`: he says that he is of it. */
export function refusedByForm({ name, suffix, strong }: Suffixed, claimed: boolean): boolean {
  if (never.test(name) || isSentence(name) || isCommonWord(name) || isJob(name)) return true
  if (startsOtherwise.test(name) && placePrefix(name) === 0) return true
  if (bank.test(name) && !claimed) return true
  if (suffix.length === 1 && spoken.test(name)) return true
  if (strong) return particles.test(name)
  return (
    neverUnlessRegistered.test(name) ||
    talkWords.test(name) ||
    /的/.test(name.slice(0, -3)) ||
    (isGenericFirm(name, suffix) && !institution.test(name)) ||
    (road.test(name) && !calledByRoad.test(suffix))
  )
}
