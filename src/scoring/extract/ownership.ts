import { isSurname, nameShape } from '../gazetteer/surnames.ts'
import { firmShape } from './firm-like.ts'
import { readIdentity } from './identity.ts'
import { isOrganisation, isPlacedOrganisation } from './organisation.ts'
import type { Piece } from './pieces.ts'

/*
 * Whose words are these? A name or number belongs to somebody else where the customer hands that person over
 * (他的电话, 司机老胡, 联系我们会计, 推给你一个人), until he speaks of himself again.
 */

const relation =
  '(?:同事|朋友|领导|老板(?!娘)|上司|老总|会计|财务|出纳|司机|师傅|助理|秘书|仓库|仓管|库管|门卫|保安|前台|物业|管家|客服|业务员?|老公|老婆|爱人|媳妇|对象|男朋友|女朋友|丈夫|妻子|先生|太太|爸爸?|妈妈?|父亲|母亲|哥哥?|姐姐?|弟弟?|妹妹?|儿子|女儿|闺女|亲戚|邻居|外甥女?|侄[子女儿]|表[哥弟姐妹]|堂[哥弟姐妹]|小舅子|舅舅|叔叔|阿姨|婆婆|岳父|公公|女婿|儿媳妇?|孙子|孙女|外孙|室友|同学|闺蜜|哥们|兄弟|合伙人|股东|徒弟|学徒|员工|店员|店长|经理|主管|采购|技术|工程师|负责人|行政|人事|后勤|内勤|文员|甲方(?:代表)?|施工[方队]|班长|客户|房东|租客|客人|厂长|工头|工长|设计师|监理|护士长|园长|院长|校长|书记|村长|社长|安装师傅|工人|总监|总经理|董事长|副总|主任|部长|科长|处长|厂长|运营|律师|企划|策划|美工|伴郎|伴娘|新郎|新娘)'
const kin =
  '(?:同事|朋友|领导|上司|老公|老婆|爱人|媳妇|对象|男朋友|女朋友|爸爸?|妈妈?|父亲|母亲|哥哥?|姐姐?|弟弟?|妹妹?|儿子|女儿|闺女|亲戚|邻居|外甥女?|侄[子女儿]|表[哥弟姐妹]|小舅子|女婿|儿媳妇?|孙子|孙女|同学|闺蜜|哥们|兄弟|徒弟|学生|助理|秘书|司机|会计|合伙人)'
const mine = '(?:我|我们|咱|咱们|俺|我们家|我家|我这边|我们这边|我们公司|公司|单位|店里|厂里)'

/** Whose words follow: his own, for a while or until he speaks of himself another's. */
export type Mode = 'self' | 'soft' | 'hard'

/** Hands another person over for good. */
const handsOver = new RegExp(
  '(?:她|他)(?:来|去)?加(?:你|您)|找我们[\\u4e00-\\u9fff]{0,4}[老小阿][\\u4e00-\\u9fff]$|(?:装车|进场|卸车|取货|拉货)(?:就|请)?(?:找|联系)(?!我)[\\u4e00-\\u9fff]{0,4}(?:队长|班长|组长|代表|会计|库管|师傅|工长)$|你(?:去)?问[\\u4e00-\\u9fff]{2,8}(?:局|所|办|委)$|(?:他|她)(?:家|人)?(?:在|住)[\\u4e00-\\u9fff]{4}|写(?:前台|仓库|仓管|库管|门卫)$|发(?:给)?我(?:们)?(?:的)?(?:店员|助理|同事|会计|财务)|我儿(?!子|媳|童)|现在找$|(?:他|她)给我[留写发]的|(?:人家|别人)给我的|找我们[\\u4e00-\\u9fff]{1,6}(?:员|师|长|工|部|科|处)吧?$|^对接(?!我|人)[\\u4e00-\\u9fff]{2,8}$|^(?:找|联系|问)(?!我|咱|俺|你|您)[\u4e00-\u9fff]{2,8}的$|(?:他|她)们?家的?(?:业务员?|老板|销售|客服)?的?(?:电话|手机|微信|qq|QQ|扣扣|号码)|(?:让|叫|喊|由)[老小阿][\u4e00-\u9fff](?:来|去)?(?:代?收|签|接|拿|取|卸|搬)(?:一下)?$|(?:电话|微信|号码)(?:还|都|也)?(?:留给|给了?|发给)我|[\\u4e00-\\u9fff]{2}给我打的$|打(?!给?我)[\\u4e00-\\u9fff]{0,5}[老小阿][\\u4e00-\\u9fff]的(?:电话)?$|(?:收[件货]人|联系人|对接人)(?:换成|改成|改为)(?!我)|写(?:前台|仓库|门卫|库管|保安)[\\u4e00-\\u9fff]{2,3}收|(?:他|她|孩子|娃)(?:的)?(?:妈妈?|爸爸?|奶奶|爷爷)的?(?:电话|手机|微信|qq)|(?:他们?|她们?|业务员?|有人|骗子|中介)[^,]{0,4}(?:一直|老是?|总是?|天天|刚才?|昨天|又)(?:给)?(?:打|加|联系|找)(?:过|了)?我|(?:有人|群里|人家|他们)[^,]{0,6}(?:说|让|叫)(?:我)?(?:打|找|加|联系)|你们?售后[那个的]|^给(?!我)[\\u4e00-\\u9fff]{2,12}[拉送]的|那边(?:收货|接货|提货|卸货)的?[\\u4e00-\\u9fff]{1,4}$|找我[\\u4e00-\\u9fff]{1,4}的[老小阿][\\u4e00-\\u9fff]$|(?:联系|收货|收件|对接)人不是我|(?:收件|收货)(?:人)?写(?!我)[\\u4e00-\\u9fff]{0,4}[老小][\\u4e00-\\u9fff]$|推(?:荐|送)?(?:给)?(?:你|您)|推个|推一个|推(?:荐|送)(?:个|一个|一位)|介绍(?:个|一个|一位|你|给你|您|给您)|给(?:你|您)(?:推|介绍|拉)|' +
    '(?:找|问|联系|打给?|加|对接|通知)(?:一下|下)?(?:我们?|咱们?|公司|厂里|店里)(?:的|这边的?)?[\\u4e00-\\u9fff]{1,5}(?:工|总|经理|姐|哥|师傅|主任|会计|老师|主管|先生|女士|小姐)$|(?:发给|寄给|联系(?!人)|加一?下|去?找|有事问)(?!我|你|您)(?:我们)?[\\u4e00-\\u9fff]{0,6}(?:[小老阿][\\u4e00-\\u9fff]|[\\u4e00-\\u9fff](?:老师|师傅|经理|主任|工|姐|哥))$|(?<!有事|直接|就)找(?!我|你|您)[\\u4e00-\\u9fff]{2,3}(?:登记|签字|签收|领|取|报到|开门)|(?:送|收|到|卸|提)货(?:时|请)?(?:联系|找)(?!我)[\\u4e00-\\u9fff]{1,4}[处室科部队组][\\u4e00-\\u9fff]{2,3}$|找现在的|收花人|(?:她|他)(?:的)?新号|^(?:他|她)在?$|(?:寄|送|发|收|拿)给?我(?:的)?(?:老丈人|丈母娘|岳父|岳母|公公|婆婆|爸妈?|妈|姐|哥|弟|妹|舅|叔|姑|姨|爷爷|奶奶)|转告(?:他|她)|(?:寄|退)(?:回|给)?(?:你|您)们?(?:的)?(?:售后|仓库|厂|公司|那)|(?:之前|以前)(?:用|找|请)过|(?:以后|要谈|有事|现在)(?:请)?[^,]{0,5}(?:联系|找)(?:我们[^,]{1,6}[部科处室的]|(?!我|这个|你|您)[\\u4e00-\\u9fff]{1,8})|(?:收货|到货|卸货|现场|验货|安装|提货)[^,]{0,4}(?:找|联系|打给?)(?:施工员|材料员|仓管员?|库管员?|保管员?|质检员?|司机|师傅|工地|车间|仓库)[^,]{0,3}$|我(?:加|找|问)的是|加错人|找错人|打给(?!我)[\\u4e00-\\u9fff]{0,6}[老小][\\u4e00-\\u9fff]$|我找[^我]{1,6}(?:师傅|老板|经理)|我找[^我]{1,8}的$|(?:收货人|联系人|对接人)换了|推给我们?(?:的)?[\\u4e00-\\u9fff]{2,4}$|新来的[\\u4e00-\\u9fff]|(?:你)?跟(?:他|她)(?:讲|说|联系|聊|谈)|(?:您|你)的(?:快递|外卖|包裹|餐)|' +
    '转(?:发|给)(?:你|您)|(?:这|那|下面|以下)是(?:他|她|别人|人家)|有个(?:朋友|客户|同事|亲戚|熟人|老板)|' +
    `(?:联系|找|加|打给|打|问|对接|通知|发给|寄给|交给)(?:一下|下)?(?:他|她|${mine}?的?${relation})|(?:这|那)(?:个)?是我们?[^,]{0,6}的?${relation}|我们?(?:新来|刚来|那边|这边)的?${relation}|` +
    '(?:他|她|对方|人家)(?:的)?(?:名片|电话|手机|号码|微信|联系方式|qq|邮箱|名字|地址|公司|姓|叫|是)|' +
    `${mine}(?:的)?(?:设计|技术|采购|销售|财务|行政|项目|生产|市场|工程|设备)?${relation}(?:的)?(?:电话|手机|号码|微信|联系方式|qq|邮箱|名字|地址|公司|姓|叫)|` +
    '(?:同行|竞争对手|别家|供应商|厂家|上家|物流公司?|快递员?|货运|货代|车队|客户)(?:的|那边)?(?:电话|手机|号码|微信|联系方式)|' +
    `(?:替|帮)(?:我|我们)?(?:的)?(?:${kin}|别人|老乡|邻居|客户|(?:隔壁|别的|其他)[\u4e00-\u9fff]{0,4})(?:问|打听|看)|聊天记录|转自`,
)
/** Names a relation; what stands directly beside it is that person's. */
const speaksOf = new RegExp(
  `(?:我们|我的|我们的|咱们?|俺们|我这边的?|我家|我们家|(?<![\u4e00-\u9fff])(?:公司|单位|店里|厂里))(?:的)?${relation}|我[跟和]我(?:们)?(?:的)?${relation}|我(?!(?:会计|助理|秘书)(?:$|[姓叫]|[\u4e00-\u9fff]{2,3}$))${kin}|^(?:司机|送货司机|货车司机|师傅|安装师傅|会计|财务|出纳|仓库|仓管|库管|门卫|保安|前台|物业|客服|快递(?:员|(?!寄|发|送|到|单|地址|费|走|用|留|写|填|放|打))|同事|朋友|房东|学生|徒弟|闺蜜|助理|秘书|老公|老婆|爱人|领导|安装工|工长|监理|设计师|业务员|厂家|供应商)(?![长部总科])|(?:让|叫|由|等|请|有|派)(?:${relation}|车间|工地上?)|(?:你们?|您|贵司|你家)(?:那边|这边|家|公司)?(?:的)?(?:售后|客服|业务员?|销售|师傅|老板|同事|经理|前台|人)$|(?:司机|师傅)(?:是|叫|姓|老|小|[\u4e00-\u9fff]{1,3}$)|(?:新娘|新郎|对象|女朋友|小孩|孩子|宝宝|娃|儿子|女儿|闺女|小伙子?|伙计|阿姨|大爷|门卫|保安)(?:名字)?叫(?!我)|^(?:采购|财务|会计|出纳|仓库|老板|领导|厂长|负责人|(?:新的?|现场)?对接人?)是(?!我|本人)|^(?:后厨|前厅|车间|工地|材料员|施工员|资料员|仓管|库管)[小老][\u4e00-\u9fff](?:收|接|签)|(?:租客|房东|保安室?|门卫室?|法人|付款人|业主|司机|老板|领导|店长|厂长|队长|工头)(?:的)?(?:电话|手机|微信|qq|号码)|(?:园长|院长|校长|社长|会长|店主|老板|经理|师傅|主任|负责人|厂长|队长)姓|^(?:法务|财务|会计|老板|领导|总经理|仓库|出纳|采购|行政)的$|^(?:吊车|叉车|货车|拉货|安装|搬运|装卸|维修|水电|泵车|挖机)(?:司机|师傅)$|^(?:机修|电工|焊工|叉车|装卸|保洁|收发|传达|质检|库管|仓管|调度|安装)[小老][\u4e00-\u9fff]$|^送(?:人|礼|朋友|客户)的|送(?:给)?我(?:们)?(?:的)?(?:老师|朋友|客户|同事|领导|老板|亲戚)(?!家?的?店)|^[送寄发拉](?:到|给|去)?(?:我|我们)?(?:老丈人|丈母娘|岳父母?|公公|婆婆|爸妈|外婆|外公|奶奶|爷爷|姐姐|哥哥|弟弟|妹妹|舅舅|姑姑)家|^新(?:的)?(?:会计|财务|采购|司机|师傅|助理)|^(?:老|旧|原来的?)地址(?!不变|没变)|^(?:收货|接货|卸货)(?:工长|师傅|班长|仓管)|^(?:法人|户名)[是叫:]?(?=[\u4e00-\u9fff]{2,3}$)|^(?:老板|领导|老总|主管|经理|儿子|女儿|闺女|老公|老婆|爱人|老伴|[姐哥弟妹]{2})(?:的)?(?:微信|电话|手机|号码|qq|邮箱)`,
)
/** 送到公司前台, 放门卫: a place, not a person. */
const leftAt =
  /(?:送到|寄到|送|放到?|存|丢|搁)(?:我们?)?(?:公司|单位|厂|店|小区)?(?:的)?(?:前台|门卫|物业|仓库|保安室?)|^前台(?:代收|签?收)/
const onlyMentions = new RegExp(
  `(?:这个?|现在这个|目前这个)(?:微信)?号?是我?(?:们)?${relation}的$|(?:问|商量)(?:一?下|问)?(?:我们?的?)?${relation}(?!要|拿|加)|${relation}的?名字的?(?:全)?拼|不是我们?的?${relation}|(?:别|不要|不用)(?:写|填|找|打|给|联系)[^,]{0,3}${relation}|${relation}(?:那边|那儿)?(?:推荐|介绍|说|让|叫我|要我|买|用|也|要|想|家|来|拿|抢|闹|找不到|到了|来了|瞅|瞧|恶搞|瞎|乱|手欠|复制|粘|选|挑|晚点|稍后|后面|再补|喜欢|住|开|结婚|生日|过|看|同意|不同意|批|觉得|催|急|问|没|不|还|很|都|在|的店|的公司|批准|定|决定|审|签|派|过目|点头|发话|教|送了?我|打的|写的|弄|干$|扔|打款|付款|转钱|打钱|汇款|结账|付钱|开票|对账|满意|松口|答应|愿意|拍板|准了|嫌|一起|商量|只认|要求|试|测|帮|再|今天|明天|下午|上午|这周|下周|周[一二三四五六日]|月底|马上|会(?!计)|已经)`,
)
const ofSelf =
  /用我(?:这|那)个|(?:写|留|用|记|填|打|存)我的(?!名|老)|我(?:的|自己的|本人的?|家里?的?|店里?的?|公司的?|单位的?|厂里?的?)?(?:电话|座机|固话|手机|号码|号是|号:|微信|联系方式|qq|扣扣|邮箱|名字|地址|姓|叫|是|这边是)|我们(?:是|公司[是叫]|地址|电话|店|厂|单位)|我就用?[这那]个|我这个?号|真实信息|我的信息|本人|我自己|还是我(?=吧|$|[\s,])|打我|联系我|加我|找我|发我|寄给?我|给我|留我|^我$|^我:|^我的$|换成我的$|号码?(?:还是|没变|不变)|(?:先)?留个(?:号|电话|联系方式)|^我用(?!的)|^我(?:现在|眼下|如今|目前)(?:主?用|改用|换成?)|我个人(?:的)?(?:微信|电话|号)|我的号(?![称外角])|(?:^|现在)我管(?!不)|^(?:抬头|开票|发票|甲方|乙方)(?:还|就|也)?(?:是|写|开|用|:)/gi

/** 你直接跟他联系, 我在外地: the person and the number named before are not the speaker's. */
const handedOver =
  /(?<!(?:别|不要|不用|莫)(?:直接)?)(?:跟|和|找|联系|打给?|问|对接|加)(?:一下|下)?(?:他|她)(?:联系|对接|说|就行|就好|吧|哈|$)|^(?:他|她)(?:来)?(?:收|签收|接|在(?!家))|^(?:他|她)(?:是(?:那边|我们)|不(?:管|负责|懂|知道))|^我(?:人)?(?:现在|这几天|最近)?(?:在外地|不在(?!就|的?时|的话)|出差)|^我(?:只管|不管|不负责)|^(?:他|她)(?:本人|们)|^你们?(?:直接)?打(?:他|她)们?|^是(?:他|她)(?:的)?(?:电话|号|微信)|^我(?:妈妈?|爸爸?|老公|老婆|朋友|同事)的$/

/** 我朋友 他家要装, 工地的 老乔, 装修公司的: whose the number is that was sent alone before. */
const nameOwner = new RegExp(
  `^(?:这|那)?(?:个)?(?:是|就是)?(?:(?:我|我们|咱们?|他们?|我家|他家|家里|工地上?|公司|单位|店里|厂里|学校|装修公司)(?:的)?[\\u4e00-\\u9fff]{0,4}${relation}(?!也?是我)|(?:工地|公司|单位|店里|厂里|学校|装修公司|物业|车队|物流)的(?=[\\s,]|$)|${relation}(?:的|[小老阿][\\u4e00-\\u9fff]|(?=[\\s,]|$)))`,
)
const ofHimself = /我的|本人|我自己|是我|我叫|我是|打我|(?:老板|店长|厂长)就?是我/

/** A number stood alone in the message before, and this one says whose it is. */
export const namesOwnerOf = (before: string, text: string): boolean =>
  /^\D{0,4}1[3-9](?:[ -]?\d){9}\D{0,3}$/.test(before) &&
  nameOwner.test(text) &&
  !ofHimself.test(text) &&
  !/\d{7}/.test(text)

/** 一件代发, 直接发我客户: what follows is of those who get the goods. */
export const shipsToOthers = (text: string): boolean =>
  /(?:一件|帮我|直接|老板|今天|再)代发|代发(?:一件|这个|这单|\d)|(?:直发|直接发(?:给|到)?|发(?:给)?)(?:我|我们)?(?:的)?(?:这个|这位)?(?:客户|客人|顾客|买家)/.test(
    text,
  )
/** So many messages later the receiver is still spoken of. */
export const shipsFor = 2

const contactNext = (piece: Piece | undefined): boolean => piece !== undefined && piece.kind !== 'words'

/** 打我老公的178…也行 微信…: of himself again. */
const eitherWay = /^(?:也行|也可以|都行|都可以)|^或者?(?:加|打)?(?:微信|手机|电话|扣扣|[qQ]{2})/

/**
 * Marks the pieces that speak of somebody else. `expected`: what the turn before asked for or announced; `named`: he was
 * asked for his name, so that a position at the start is his.
 */
export function markOwners(pieces: Piece[], expected: Mode, named = false): void {
  let mode = expected
  for (const [i, piece] of pieces.entries()) {
    if (piece.kind === 'words')
      mode =
        speaksOfSelf(pieces, i, mode) || eitherWay.test(piece.text) || (named && i === 0 && officer.test(piece.text))
          ? 'self'
          : nextMode(mode, piece)
    else if (piece.gap.includes('\n') && mode === 'soft') mode = 'self'
    // 前台 0871-…: the line of his own house, whoever lifts the receiver.
    piece.third =
      mode !== 'self' && piece.kind === 'phone' && ofHouse.test(pieces[i - 1]?.text ?? '') ? false : mode !== 'self'
  }
  for (const [after, piece] of pieces.entries()) {
    if (piece.kind !== 'words' || !handedOver.test(piece.text)) continue
    // 我爸的 139…: of the number that follows.
    if (/的$/.test(piece.text) && contactNext(pieces[after + 1])) continue
    const number = pieces.slice(0, after).findLastIndex((p) => p.kind !== 'words')
    for (const other of pieces.slice(Math.max(0, number - 1), number + 1)) other.third = true
  }
}

/** 远达阀门 财务倪小梅: behind his firm the position is his own. */
const officer =
  /^(?:会计|财务|出纳|助理|文员|行政|仓管|库管|仓库|老板|店长|主管|经理|业务员|客服|前台|仓库主管|采购|法务|物业|秘书|文书|干事)(?![那这说让帮在会要有])/
/** 收件写我 库管包乌兰, 远达阀门 财务倪小梅, 老板黎耀 就是我: a position that is his own. */
function speaksOfSelf(pieces: readonly Piece[], i: number, mode: Mode): boolean {
  const [before, piece, after] = [pieces[i - 1], pieces[i], pieces[i + 1]]
  if (!piece) return false
  if (after?.kind === 'words' && /^(?:也?就是我|是我|就我|我本人)[哈啊呀]?$/.test(after.text)) return true
  if (/^我[\u4e00-\u9fff]{2,3}$/.test(piece.text) && nameShape(piece.text.slice(1)) >= 2) return true
  if (mode === 'hard') return false
  if (presentsItself(piece) || (ofDuty.test(piece.text) && /^我(?:姓|叫|是)/.test(before?.text ?? ''))) return true
  const himself =
    before?.kind === 'words' && /(?:写|留|填|找|联系|签|寄|就|是|换成|改成|改为)我$|开我名?$|^我的?$/.test(before.text)
  const signs =
    before !== undefined &&
    before.kind !== 'words' &&
    !before.third &&
    fullName(piece.text.length === 2 && after?.kind === 'words' ? after.text : piece.text.slice(2))
  const beside = [after, before].some(
    (one) => one?.kind === 'words' && !(one === before && one.third) && fullName(one.text),
  )
  if (holdsRank.test(piece.text) && beside) return true
  const presented =
    before?.kind === 'words' && /^(?:我们?|这边|这里)(?:这边|这里)?是[\u4e00-\u9fff]{4}/.test(before.text)
  if (presented && (isFirm(before) || (after?.kind === 'words' && fullName(after.text))) && !errands.test(piece.text))
    return true
  const named = before?.kind === 'words' && !before.third && fullName(before.text)
  return officer.test(piece.text) && (himself || signs || named || isFirm(before))
}

/** 我姓余 行政的. */
const ofDuty = /^(?:法务|财务|会计|仓库|采购|行政|人事|后勤|技术|工程|设备)(?:部|科)?的$/

/** 财务经理 覃永昌, 理事长 热合曼: a rank beside a full name. */
const holdsRank =
  /^(?!.*(?:我们|我的|咱|你们?|您|他|她|问|找|联系|叫|给|让|新))[\u4e00-\u9fff]{0,6}(?:经理|主管|总监|主任|部长|科长|处长|专员|负责人|科员|工长|队长|站长|园长|院长|校长|理事长|社长|会长|厂长)$/
/** Those who come to fetch or to bring. */
const errands = /^(?:司机|送货|货车|师傅|快递|物流|仓库|门卫|保安|我们?的|联系|找)/

const fullName = (text: string): boolean => /^[\u4e00-\u9fff]{2,3}$/.test(text) && nameShape(text) >= 2

/** 财务主管徐敏, 创达五金有限公司财务袁素琴: so a card speaks of its owner. */
const presentsItself = ({ text }: Piece): boolean => {
  if (text.length > 30 || !/[\u4e00-\u9fff]{4}/.test(text)) return false
  const rank =
    /^[\u4e00-\u9fff]{0,6}(?:经理|主管|总监|主任|部长|科长|处长|专员|负责人|科员)([\u4e00-\u9fff]{2,3})$/.exec(text)
  if (rank?.[1]) return nameShape(rank[1]) >= 2
  const identity = readIdentity(text, 'beside')
  return identity?.company !== undefined && identity.name !== undefined && identity.partialName !== true
}

const isFirm = (piece: Piece | undefined): boolean =>
  piece?.kind === 'words' &&
  piece.text.length <= 24 &&
  (firmShape(piece.text) || isPlacedOrganisation(piece.text) || isOrganisation(piece.text, 'beside'))

const ofHouse =
  /^(?!.*(?:你们?|您|他|她)(?:的|那边|们)?(?:前台|总台|仓库|办公室|值班室|财务|门卫)).*(?:前台|总台|仓库|办公室|值班室|(?:采购|招采|办公|总务|后勤|党政|院|校|厂|财务|人事|行政)[部处科办]|客房部|厂部|财务室|护士站|(?:厂里|店里|公司|单位|学校)(?=电话)|^新的|^财务)(?:打|的)?(?:座机|固话|电话)?$/

/** 我问下师傅再定: whom he asks before he answers. */
const consults = new RegExp(
  `^我?(?:先|下午|晚上|明天|回头|等下|回去)?问(?:问|一下|下)我?(?:们)?(?:的)?${relation}$|你(?:去|先|再|帮我)?问(?:问|一下|下)?你们|(?:问|跟|和|找)(?:一下|下|问)?(?:我们?|咱们?)?(?:的)?${relation}(?:再|看|商量|同意|定|行不行|批|签|申请|要钱|拿钱)`,
)

function nextMode(mode: Mode, piece: Piece): Mode {
  const text = piece.text
  if (consults.test(text)) return mode
  const hard = handsOver.exec(text)
  const self = lastIndex(text, ofSelf)
  if (hard && hard.index + hard[0].length >= Math.max(self, 1)) return 'hard'
  const soft = onlyMentions.test(text) || leftAt.test(text) ? undefined : speaksOf.exec(text)
  if (soft && !/我是|我就是|^本人/.test(text) && soft.index + soft[0].length > self)
    return mode === 'hard' ? 'hard' : 'soft'
  if (self >= 0) return 'self'
  if (mode === 'soft' && (/[。;!\n]/.test(piece.gap) || onlyMentions.test(text))) return 'self'
  return mode
}

function lastIndex(text: string, pattern: RegExp): number {
  let last = -1
  for (const match of text.matchAll(pattern)) last = match.index + match[0].length
  return last
}

const announcement = new RegExp(
  `推给(?:你|您)$|我给你(?:他|她)(?:的)?(?:电话|微信|号)|(?:你|您)跟(?:他|她)(?:说|讲|聊|谈|联系)|(?:你|您)(?:去)?(?:联系|加|找)(?:一?下)?(?:他|她)|(?:客户|朋友|个人|老板)推给(?:你|您)|(?:这|那)(?:个|位)?(?:人|老板|客户|哥们|大姐|朋友|兄弟)[^,]{0,4}(?:你|您)(?:加|联系|打|跟)|(?:你|您)(?:加|联系)(?:一?下)?这(?:个|位)?(?:人|老板|客户|朋友)|${relation}(?:的)?(?:电话|手机|号码|微信|联系方式)(?:我)?(?:发|给|推|转)|介绍(?:个|一个|一位)?(?:客户|朋友)|(?:朋友|同事|亲戚|老乡|邻居)也?(?:想|需?要)(?:买|订|做|装|了解|咨询)|(?:把|发|给|推)(?:你|您|一下)?(?:我们?的?)?${relation}(?:的)?(?:电话|手机|号码|微信|联系方式|名片)`,
)
const question = new RegExp(
  `(?:${relation}|他|她|对方|那边)(?:的|那边的?)?(?:电话|手机|号码|微信|联系方式)|(?:收花|收礼|入住|被保(?:险)?|随行|签收|现场)人?(?:的)?(?:信息|姓名|资料|电话|是谁)|(?:送货|到了|现场)(?:找|联系)谁|谁(?:来|去)?(?:负责|拿|开门|验收|接[货瓶]|来看|量尺?)|(?:跟|和)谁(?:约|联系|谈)|推(?:我)?一下(?:名片)?吗|(?:接货|接瓶|验收|量尺|卸货|跟车)的?(?:联系)?人|(?:hr|车主|老乡|业主|您爱人|保管员?|店里那位)(?:的|那边的?)?(?:电话|手机|号码|微信|联系方式|姓)|你(?:爸|妈|老公|老婆|老板|领导|朋友|同学|同事|老乡)(?:是(?:谁|哪位)?\\?|贵姓|怎么称呼)|哪(?:个|位)(?:司机|师傅|业务|客服|同事|销售|快递|经理|老师)`,
)

/** A message that announces another person's contact without giving it: the next bare number is that person's. */
export const announcesThird = (text: string): boolean => announcement.test(text)

/** The salesperson asks for somebody else's contact. */
export const asksForThird = (text: string, known?: string): boolean =>
  question.test(
    text.replace(addressing, (whole, surname: string, title: string) => {
      const his = known === undefined ? !maybeStaff.test(title) : known.startsWith(surname)
      return isSurname(surname) && his ? '您' : whole
    }),
  )

/** 白先生电话多少: whom we speak to, by his name. */
const addressing =
  /([\u4e00-\u9fff]{1,2}?)(先生|女士|小姐|太太|姐|哥|总|老板|经理|老师|师傅|主任|会计)(?=(?:您)?(?:的)?(?:电话|手机|号码|微信|联系方式))/g
/** Titles of those who come to fetch, to mend or to settle: his only where he said so. */
const maybeStaff = /师傅|老师|会计|经理|主任/
