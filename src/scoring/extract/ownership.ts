import { firmLike } from './firm-like.ts'
import { isOrganisation, isPlacedOrganisation } from './organisation.ts'
import type { Piece } from './pieces.ts'

/*
 * Whose words are these? A name or number belongs to somebody else where the customer hands that person over
 * (他的电话, 司机老胡, 联系我们会计, 推给你一个人), until he speaks of himself again.
 */

const relation =
  '(?:同事|朋友|领导|老板(?!娘)|上司|老总|会计|财务|出纳|司机|师傅|助理|秘书|仓库|仓管|库管|门卫|保安|前台|物业|管家|客服|业务员?|老公|老婆|爱人|媳妇|对象|男朋友|女朋友|丈夫|妻子|先生|太太|爸爸?|妈妈?|父亲|母亲|哥哥?|姐姐?|弟弟?|妹妹?|儿子|女儿|闺女|亲戚|邻居|外甥女?|侄[子女儿]|表[哥弟姐妹]|堂[哥弟姐妹]|小舅子|舅舅|叔叔|阿姨|婆婆|岳父|公公|室友|同学|闺蜜|哥们|兄弟|合伙人|股东|徒弟|学徒|员工|店员|店长|经理|主管|采购|技术|工程师|负责人|行政|人事|后勤|内勤|文员|甲方(?:代表)?|施工方?|班长|客户|房东|租客|客人|厂长|工头|工长|设计师|监理|安装师傅|工人|总监|总经理|董事长|副总|主任|部长|科长|处长|厂长)'
const kin =
  '(?:同事|朋友|领导|上司|老公|老婆|爱人|媳妇|对象|男朋友|女朋友|爸爸?|妈妈?|父亲|母亲|哥哥?|姐姐?|弟弟?|妹妹?|儿子|女儿|闺女|亲戚|邻居|外甥女?|侄[子女儿]|表[哥弟姐妹]|小舅子|同学|闺蜜|哥们|兄弟|徒弟|学生|助理|秘书|司机|会计)'
const mine = '(?:我|我们|咱|咱们|俺|我们家|我家|我这边|我们这边|我们公司|公司|单位|店里|厂里)'

/** Hands another person over for good. */
const handsOver = new RegExp(
  '推(?:荐|送)?(?:给)?(?:你|您)|推个|推一个|推(?:荐|送)(?:个|一个|一位)|介绍(?:个|一个|一位|你|给你|您|给您)|给(?:你|您)(?:推|介绍|拉)|' +
    '(?:找|问|联系|打给?|加|对接|通知)(?:一下|下)?(?:我们?|咱们?|公司|厂里|店里)(?:的|这边的?)?[\\u4e00-\\u9fff]{1,5}(?:工|总|经理|姐|哥|师傅|主任|会计|老师|主管|先生|女士|小姐)$|找现在的|收花人|(?:她|他)(?:的)?新号|^(?:他|她)在?$|(?:寄|送|发|收|拿)给我(?:的)?(?:老丈人|丈母娘|岳父|岳母|公公|婆婆|爸妈?|妈|姐|哥|弟|妹)|(?:你)?跟(?:他|她)(?:讲|说|联系)|(?:您|你)的(?:快递|外卖|包裹|餐)|' +
    '转(?:发|给)(?:你|您)|(?:这|那|下面|以下)是(?:他|她|别人|人家)|有个(?:朋友|客户|同事|亲戚|熟人|老板)|' +
    `(?:联系|找|加|打给|打|问|对接|通知|发给)(?:一下|下)?(?:他|她|${mine}?的?${relation})|(?:这|那)(?:个)?是我们?[^,]{0,6}的?${relation}|我们?(?:新来|刚来|那边|这边)的?${relation}|` +
    '(?:他|她|对方|人家)(?:的)?(?:电话|手机|号码|微信|联系方式|qq|邮箱|名字|地址|公司|姓|叫|是)|' +
    `${mine}(?:的)?(?:设计|技术|采购|销售|财务|行政|项目|生产|市场|工程|设备)?${relation}(?:的)?(?:电话|手机|号码|微信|联系方式|qq|邮箱|名字|地址|公司|姓|叫)|` +
    '(?:同行|竞争对手|别家|供应商|厂家|上家|物流公司?|快递员?|货运|货代|车队|客户)(?:的|那边)?(?:电话|手机|号码|微信|联系方式)|' +
    '(?:替|帮)(?:朋友|同事|别人|亲戚|邻居|客户)(?:问|打听|看)|聊天记录|转自',
)
/** Names a relation; what stands directly beside it is that person's. */
const speaksOf = new RegExp(
  `(?:我们|我的|我们的|咱们?|俺们|我这边的?|我家|我们家|公司|单位|店里|厂里)(?:的)?${relation}|我${kin}|^(?:司机|送货司机|货车司机|师傅|安装师傅|会计|财务|出纳|仓库|仓管|库管|门卫|保安|前台|物业|客服|快递员?|同事|朋友|房东|学生|徒弟|闺蜜|助理|秘书|老公|老婆|爱人|领导|安装工|工长|监理|设计师|业务员|厂家|供应商)(?![长部总科])|(?:让|叫|由|等|请|有|派)(?:${relation}|车间|工地上?)|(?:你们?|您|贵司|你家)(?:那边|这边|家|公司)?(?:的)?(?:售后|客服|业务员?|销售|师傅|老板|同事|经理|前台|人)$|(?:司机|师傅)(?:是|叫|姓|老|小|[\u4e00-\u9fff]{1,3}$)`,
)
const onlyMentions = new RegExp(
  `${relation}(?:那边|那儿)?(?:推荐|介绍|说|让|叫我|要我|买|用|也|要|想|家|来|喜欢|住|开|结婚|生日|过|看|同意|不同意|批|觉得|催|急|问|没|不|还|很|都|在|的店|的公司|批准|定|决定|审|签|派|过目|点头|发话|满意|嫌|一起|商量)`,
)
const ofSelf =
  /(?:写|留|用|记|填|打|存)我的(?!名|老)|我(?:的|自己的|本人的?)?(?:电话|手机|号码|号是|号:|微信|联系方式|qq|扣扣|邮箱|名字|地址|姓|叫|是|这边是)|我们(?:是|公司[是叫]|地址|电话|店|厂|单位)|本人|我自己|打我|联系我|加我|找我|发我|寄给我|给我|留我/gi

/** 你直接跟他联系, 我在外地: the person and the number named before are not the speaker's. */
const handedOver =
  /(?:跟|和|找|联系|打给?|问|对接|加)(?:一下|下)?(?:他|她)(?:联系|对接|说|就行|就好|$)|^(?:他|她)(?:来)?(?:收|签收|接|在)|^(?:他|她)是(?:那边|我们)|^我(?:人)?(?:现在|这几天|最近)?(?:在外地|不在|出差)/

/** Marks the pieces that speak of somebody else; `expectThird`: the turn before asked for or announced such a person. */
export function markOwners(pieces: Piece[], expectThird: boolean): void {
  let mode: 'self' | 'soft' | 'hard' = expectThird ? 'soft' : 'self'
  for (const [i, piece] of pieces.entries()) {
    if (piece.kind === 'words')
      mode = officer.test(piece.text) && isFirm(pieces[i - 1]) ? 'self' : nextMode(mode, piece)
    else if (piece.gap.includes('\n') && mode === 'soft') mode = 'self'
    // 前台 0871-…: the line of his own house, whoever lifts the receiver.
    piece.third =
      mode === 'soft' && piece.kind === 'phone' && ofHouse.test(pieces[i - 1]?.text ?? '') ? false : mode !== 'self'
  }
  const after = pieces.findIndex((p) => p.kind === 'words' && handedOver.test(p.text))
  const number = pieces.slice(0, Math.max(0, after)).findLastIndex((p) => p.kind !== 'words')
  for (let i = number; i >= 0 && i >= number - 1; i -= 1) pieces[i]!.third = true
}

/** 远达阀门 财务倪小梅: behind his firm the position is his own. */
const officer = /^(?:会计|财务|出纳|助理|文员|行政|仓管|库管|业务员|客服|前台|仓库主管|采购)(?![那这说让帮在会要])/
const isFirm = (piece: Piece | undefined): boolean =>
  piece?.kind === 'words' &&
  piece.text.length <= 24 &&
  (firmLike(piece.text) || isPlacedOrganisation(piece.text) || isOrganisation(piece.text, 'beside'))

const ofHouse =
  /^(?!你|您|他|她)(?:我们?|店里|厂里|公司|矿上)?(?:打)?(?:的)?(?:前台|总台|仓库|办公室|值班室|客房部|厂部|会计办公室|财务室|门卫)(?:打|电话)?$/

function nextMode(mode: 'self' | 'soft' | 'hard', piece: Piece): 'self' | 'soft' | 'hard' {
  const text = piece.text
  const hard = handsOver.exec(text)
  const self = lastIndex(text, ofSelf)
  if (hard && hard.index + hard[0].length > self) return 'hard'
  const soft = onlyMentions.test(text) ? undefined : speaksOf.exec(text)
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

/** A message that announces another person's contact without giving it: the next bare number is that person's. */
export const announcesThird = (text: string): boolean =>
  new RegExp(
    `${relation}(?:的)?(?:电话|手机|号码|微信|联系方式)(?:我)?(?:发|给|推|转)|(?:把|发|给|推)(?:你|您|一下)?(?:我们?的?)?${relation}(?:的)?(?:电话|手机|号码|微信|联系方式|名片)`,
  ).test(text)

/** The salesperson asks for somebody else's contact. */
export const asksForThird = (text: string): boolean =>
  new RegExp(`(?:${relation}|他|她|对方|那边)(?:的|那边的?)?(?:电话|手机|号码|微信|联系方式)`).test(text)
