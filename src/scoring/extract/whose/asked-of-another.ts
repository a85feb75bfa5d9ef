import { isSurname } from '../../gazetteer/surnames.ts'
import { relation } from './relations.ts'

const question = new RegExp(
  `(?:${relation}|他|她|对方|那边)(?:的|那边的?)?(?:电话|手机|号码|微信|联系方式)|(?:收花|收礼|入住|被保(?:险)?|随行|签收|现场)人?(?:的)?(?:信息|姓名|资料|电话|是谁)|(?:送货|到了|现场)(?:找|联系)谁|谁(?:来|去)?(?:负责|拿|开门|验收|接[货瓶]|来看|量尺?)|(?:跟|和)谁(?:约|联系|谈)|推(?:我)?一下(?:名片)?吗|(?:接货|接瓶|验收|量尺|卸货|跟车)的?(?:联系)?人|(?:hr|车主|老乡|业主|您爱人|保管员?|店里那位)(?:的|那边的?)?(?:电话|手机|号码|微信|联系方式|姓)|你(?:爸|妈|老公|老婆|老板|领导|朋友|同学|同事|老乡)(?:是(?:谁|哪位)?\\?|贵姓|怎么称呼)|(?<!您|你)[他她](?:们)?家(?:的店|店)?(?:叫|名|是哪)|哪(?:个|位)(?:司机|师傅|业务|客服|同事|销售|快递|经理|老师)`,
)

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

/** 孩子叫什么, 她怎么称呼: the name that is asked for is another's. */
const ofAnother =
  /(?:孩子|小朋友|宝宝|宝贝|小宝|学员)(?:的)?(?:叫什么|怎么称呼|姓名|名字|大名)|(?<![您你])[他她](?:怎么称呼|叫什么|贵姓)|怎么称呼[他她]|[您你](?:的)?(?:朋友|同事|家人|闺蜜|亲戚|邻居)(?:是)?(?:哪位|叫什么|贵姓|怎么称呼|的?(?:姓名|名字|电话|微信|手机|qq))/i

const whichFirm = /哪家|哪个(?:厂|公司|牌子)|谁家/
const elsewhere =
  /别家|别人|其他家|另一家|外包|同行|(?:换|找|签|定|订|买|选)了(?:一家|家|别|其他|个)|已经[跟和在][^,]{1,6}(?:签|定|订|买)/

/** 已经跟别家签了: 方便透露是哪家吗: the firm that is asked for is another. */
export const asksWhichOther = (text: string, said = ''): boolean => whichFirm.test(text) && elsewhere.test(said)

export const asksNameOfAnother = (text: string): boolean => ofAnother.test(text)
