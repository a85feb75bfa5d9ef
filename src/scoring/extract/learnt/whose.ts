/*
 * Of whom a text speaks, word by word: himself, his family, a colleague, somebody else, us, his house, a thing.
 */

export type Whose = 'self' | 'kin' | 'role' | 'other' | 'us' | 'called' | 'house' | 'thing' | 'former'

const kinds: ReadonlyArray<readonly [Whose, string]> = [
  [
    'kin',
    '(?:我|我们)?(?:爸妈?|妈妈?|爸爸|父亲|母亲|老公|老婆|爱人|媳妇|对象|男朋友|女朋友|哥哥?|姐姐?|弟弟?|妹妹?|儿子|女儿|闺女|娃|孩子|亲戚|外甥女?|侄[子女儿]|表[哥弟姐妹]|小舅子|岳[父母]|公公|婆婆|爷爷|奶奶|外[公婆]|姥[姥爷]|叔叔?|阿姨|舅舅?|姑姑?|室友|同学|闺蜜|邻居|朋友|老乡|战友)',
  ],
  [
    'role',
    '会计|财务|出纳|司机|仓库|仓管|库管|门卫|保安|物业|同事|助理|秘书|师傅|工头|老板娘?|领导|上司|经理|总监|主管|采购|技术|工程师|业务员?|销售|法人|付款人|负责人|监理|设计师|行政|人事|店长|店员|班长|组长|厂长|校长|主任|导师|客服|质检|验货|库房|工地|现场|接替|前任',
  ],
  ['other', '他们?|她们?|对方|人家|别人|客户|甲方|房东|租客|快递员?|货代|物流|供应商|同行|中介|医生|老师'],
  ['us', '你们?的?|您的?|贵司'],
  [
    'former',
    '以前|之前|原来|老的|旧的?|停机|停用|废|作废|被盗|丢了|换了|打错|写错|错了|不用了|删了|别打|不要打|不是我',
  ],
  ['self', '我自己|我本人|本人|自己|打我|联系我|找我|加我|发我|叫我|回我|我的?(?!们)'],
  [
    'called',
    '[老小][\\u4e00-\\u9fff](?![\\u4e00-\\u9fff]?[区号板])|[\\u4e00-\\u9fff](?:总|工|姐|哥|会计|阿姨|大爷|先生|女士)',
  ],
  ['house', '前台|办公室|公司|单位|店里|厂里|家里|学校|总台|值班室|总务处'],
  ['thing', '订单|单号|运单|卡号|税号|账号|车牌|车架|型号|合同号|编号|身份证|票据|发票|密码'],
]
const any = new RegExp(kinds.map(([kind, words]) => `(?<${kind}>${words})`).join('|'), 'g')

export interface Mention {
  whose: Whose
  start: number
  end: number
}

/** All words that tell of whom or what a text speaks, in order. */
export function mentionsIn(text: string): Mention[] {
  return [...text.matchAll(any)].map(({ 0: word, index, groups = {} }) => ({
    whose: (Object.keys(groups).find((kind) => groups[kind] !== undefined) ?? 'thing') as Whose,
    start: index,
    end: index + word.length,
  }))
}
