/*
 * Words that show for whom somebody buys: an organisation, or himself and his family.
 * Each kind counts once a thread, so that a chatty customer weighs no more than a terse one.
 */

import { goodsIn } from '../gazetteer/goods.ts'

/*
 * Kinds of words as bits of one number. They are stored with the thread: append only, never move or reuse one.
 */
const firmKinds = { ownHouse: 1 << 0, papers: 1 << 1, trade: 1 << 2, amounts: 1 << 3, supplies: 1 << 4 } as const
const homeKinds = { himself: 1 << 0, family: 1 << 1, forFamily: 1 << 2, household: 1 << 3 } as const
const [goodsBit, moreBit, manyBit] = [1 << 20, 1 << 21, 1 << 22]

/** Words of one kind: the bit that remembers them and the points they count. */
type Kind = readonly [bit: number, points: number, words: RegExp]

const business: readonly Kind[] = [
  [
    firmKinds.ownHouse,
    3,
    /(?:我们|咱们?|俺们?)(?:公司|单位|厂|店|学校|医院|酒店|宾馆|民宿|工地|项目|仓库|超市|餐厅|饭店|食堂|园区|小区物业|物业|机构|工作室|车间|部门|集团|门店|诊所|药店|幼儿园|学院|村|局|科室|园)|我司|贵司合作|厂里|店里|工地|车间|公司(?:要|用|想|需|采购|年会|团建|福利|搬|订|定)|单位(?:要|用|想|需|采购|食堂|福利|订|定)|生意|我是[\u4e00-\u9fff]{0,8}(?:店|厂|公司|院|校|所|馆|队|局|会|社)的|门头|发光字|菜市场|基地|设备编号|报修|锯条|钻头|到厂|进厂|产线|生产计划|用印|合作社|付款比例|首款|进度款|对账|批次|几个点|钢筋|圆钢|市政|工程|开[\u4e00-\u9fff]{0,4}店|代理|老板娘|我是老板|我们老板|帮客户|客户问|跑腿|给(?:员工|公司|单位|工人|学校|医院|酒店)|员工|(?:酒店|医院|学校|工厂|饭店|餐厅|超市|民宿|宾馆|食堂|幼儿园|办公室?|工程|商用|店铺|门店|车间|诊所|健身房|网吧|仓库|厂房)(?:里|内)?(?:用|要|装|配|采购)/,
  ],
  [
    firmKinds.papers,
    3,
    /专票|增值税|对公|公对公|月结|账期|招标|投标|标书|竞标|甲方|乙方|合同|盖章|走流程|审批|领导|老板(?:定|说|同意|批|看|要)|预算(?:批|下)|立项|采购|比价|供应商|资质|营业执照|开票资料|抬头/,
  ],
  [
    firmKinds.trade,
    2.5,
    /做[\u4e00-\u9fff]{1,6}(?:生意|批发|工程|外贸|出口|加工|的公司)|开(?:了)?(?:个|家|了家|了个)?[\u4e00-\u9fff]{0,4}(?:店|厂|馆|超市|公司|饭店|民宿)|物业(?:装|用|要|采购)|批发|进货|拿货|补货|代理|经销|加盟|分销|开店|新店|连锁|门店|货架|收银|客流|摆摊|转卖|铺货|上架|起订|量大|出货|货源|打样|OEM|代工|贴牌|加工|定制logo|印logo|试营业|开业|客户要/i,
  ],
  [
    firmKinds.amounts,
    2,
    /(?:\d+|[几十百千万两三四五六七八九]+)\s?(?:吨|托盘?|车皮|卷|桶|立方|方料|万件|万个|万只|千个|千只|百套|百台|打样|条柜|个柜|柜|工位|人份|号人|个人(?=\s|$|周|来|参|培|吃|用))|一车|整车|一柜|[3-9]\d{1,4}\s?(?:台|套|件|个|箱|只|张|份|把|组|米)|\d{3,6}\s?(?:台|套|件|个|箱|只|张|份|把|组|米|条|斤|公斤|本|支|瓶|双)/,
  ],
  [
    firmKinds.supplies,
    2,
    /压滤机|空压机|注塑|模具|机床|数控|车床|铣床|磨床|轴承|阀门|法兰|电机|水泵|泵|锅炉|变压器|配电|电缆|钢材|型材|板材|槽钢|角钢|钢管|不锈钢|铝材|铜|合金|耐火|涂料|树脂|助剂|化工|原料|颗粒|布料|面料|坯布|涤纶|棉纱|纱线|辅料|拉链|纸箱|包材|吸塑|标签纸|特种纸|热转印|烫印|丝印|激光|焊|切割|打标|叉车|堆高|货架|输送|流水线|自动化|传感器|PLC|变频|仪表|检测仪|实验|试剂|制氧机|护理床|医疗|监护|服务器|交换机|摄像头|监控|门禁|考勤|ERP|OA|SaaS|软件系统|管理系统|路由|工装|工服|劳保|冷库|制冷|净化|除尘|污水|环评|检测报告|消防|钢结构|混凝土|水泥|砂石|防水|保温|幕墙|脚手架|饲料|种子|化肥|大棚|展位|展台|易拉宝|宣传册|代账|记账|注册公司|商标|专利|报关|货代|物流专线/i,
  ],
]
const personal: readonly Kind[] = [
  [
    homeKinds.himself,
    4,
    /(?:我是|在读)[\u4e00-\u9fff]{0,12}(?:学生|研究生|本科生|大[一二三四])|自家|自用|俺家|自己(?:家|用|住|穿|吃|开|玩|做着|喝)|家里|我家|家用|(?<!\d)个人|不开票|不要(?:发)?票|私人/,
  ],
  [
    homeKinds.family,
    1,
    /孩子|小孩|宝宝|儿子|女儿|闺女|娃|老公|老婆|媳妇|[爸妈]|爷爷|奶奶|老人|岳|婆婆|女朋友|男朋友|对象/,
  ],
  [
    homeKinds.forFamily,
    3,
    /给(?:我)?(?:孩子|小孩|宝宝|儿子|女儿|闺女|娃|老公|老婆|媳妇|[爸妈]|爷爷|奶奶|老人|女朋友|男朋友|对象)|结婚|婚纱|备孕|孕|坐月子|生日|幼小|中考|高考|考研|雅思|驾照|学车|试驾|买车|提车|二手车|房贷|车贷|学区|我(?:的)?房子|新房|毛坯|婚房|租房|买房|看房|户型|客厅|卧室|厨房|卫生间|阳台|榻榻米|衣柜|橱柜|全屋|地暖|壁挂炉|小户型|两居|三居|\d室/,
  ],
  [
    homeKinds.household,
    2,
    /粉底|黄皮|报名|考证|初级会计|纱窗|门锁|水龙头|马桶|减肥|护肤|面膜|口红|医美|祛斑|双眼皮|植发|种牙|牙齿|矫正|体检|健身|瑜伽|私教|舞蹈|钢琴|吉他|画画|英语课|网课|补习|家教|旅游|签证|机票|跟团|蜜月|宠物|猫|狗|手机壳|扫地机|咖啡机|洗衣机|冰箱|电视|家庭影院|投影|床垫|沙发|窗帘|净水器|空气炸锅|按摩椅|婴儿|奶粉|纸尿裤|裙|鞋|包包|手表|首饰|戒指|钻戒|写真|摄影|约拍|月嫂|保姆|搬家|开锁|保险|重疾|基金|理财/,
  ],
]

/** Which kinds of words were met, one bit per kind. */
export interface TypeEvidence {
  company: number
  personal: number
  quote: string
}

/** What a message says about the kind of customer. */
export function typeEvidence(text: string): TypeEvidence {
  const piece = text.slice(0, 600)
  let quote = ''
  const bits = (rules: typeof business) =>
    rules.reduce((sum, [bit, , words]) => {
      const match = words.exec(piece)
      quote ||= match?.[0] ?? ''
      return match ? sum | bit : sum
    }, 0)
  const goods = goodsIn(piece)
  const many =
    /(?<![\d.])(?:[2-9]\d|\d{3,6})\s?(?:台|套|件|个|箱|只|张|份|把|组|条|桶|袋|双|支|人|节|根|卷|具|盏|片|棵)(?!月)/.test(
      piece,
    )
  const company =
    bits(business) | (goods.firms > 0 ? goodsBit : 0) | (goods.firms > 1 ? moreBit : 0) | (many ? manyBit : 0)
  return {
    company,
    personal: bits(personal) | (goods.homes > 0 ? goodsBit : 0) | (goods.homes > 1 ? moreBit : 0),
    quote,
  }
}

const weigh = (rules: typeof business, bits: number): number =>
  rules.reduce((sum, [bit, points]) => (bits & bit ? sum + points : sum), 0) +
  (bits & goodsBit ? 1 : 0) +
  (bits & moreBit ? 0.6 : 0) +
  (bits & manyBit ? 1.2 : 0)

/** Points for each side from the kinds of words met so far. */
export const typePoints = (bits: { company: number; personal: number }): { company: number; personal: number } => ({
  company: weigh(business, bits.company),
  personal: weigh(personal, bits.personal),
})

/** He spoke of a firm of his, or of papers that only firms want; goods and amounts alone are a guess. */
export const speaksOfFirm = (bits: { company: number }): boolean =>
  (bits.company & (firmKinds.ownHouse | firmKinds.papers)) !== 0
