// Numbers with any measure word: what is bought differs from trade to trade, how amounts are said does not.

const figure = '(?:\\d{1,9}(?:\\.\\d{1,4})?|[一二两三四五六七八九十百千几半])(?:[十百千万多来几]|百多|十几|十来){0,3}'
const measures =
  '台|套|个|件|只|条|根|吨|公斤|千克|斤|kg|克|米|平方|平米|平|㎡|m2|立方|方|箱|包|袋|桶|瓶|盒|支|枝|把|张|块(?!钱)|片|卷|捆|匝|本|册|份|批|车|柜|托盘|托|板|打|双|对|辆|艘|架|间|栋|幢|层|户|人|位|名|桌|席|场|次|期|节课|课时|课|罐|樽|提|串|组|副|面|扇|床|棵|株|盆|亩|头|匹|羽|尾|斗|t|升|l|毫升|ml|码|令|杯|碗|单|趟|班|路|点位|节点|账号|用户|站|颗|粒|枚|滴|筐|篓|笼|扎|沓|摞|排|圈|顶|幅|块(?=地|屏|板)|门|座|丈|公里|线|口|樘|股|管|轮|套房|标间|大床房|房|晚|间夜|亿|条线|pcs|工位|车位|座位|席位|件套|具|盏|挂|剂|段|尊|筒|坛|枪|ea|pieces|units|sets|tons|containers|吨位|号人|来人|方砂|张床|校区|家店|家|学生|孩子|员工'
/** 三个工作日, 两个小时, 一个月: time, not goods. */
const notGoods =
  '(?![日月年号钱]|工作日|小时|星期|礼拜|季度|钟头|多月|半月|月|人(?:问|找|说|来|看)|问题|事|电话|消息|意思)'
const countRe = new RegExp(`(?<![\\d.])${figure}\\s?(?:${measures})${notGoods}`, 'i')
const bigCountRe = new RegExp(
  `(?<![\\d.])(?:[2-9]|[1-9]\\d{1,8}|[两三四五六七八九十百千]|十几|几十|几百|上百|上千)(?:[十百千万多来几]){0,3}\\s?(?:${measures})${notGoods}`,
  'i',
)
const eachRe = /(?:各|每[款种样色个]|一共|总共|共|合计|大概|大约|差不多|数量|量)[^\d]{0,4}\d{1,7}(?![\d元块年月号日])/
const perUnit =
  /(?:多少|几|什么价|怎么卖|怎么收)(?:钱|块|元)?(?:一|每|1)\s?[\u4e00-\u9fff]|(?:一|每|1)\s?[\u4e00-\u9fffa-z]{1,2}\s?(?:多少|几)(?:钱|块|元)/
const bare =
  /^(?:大概|大约|差不多|先|就|要|那就|暂时)?\s*(?:\d{1,7}|[一二两三四五六七八九十百千]{1,4})\s*(?:左右|多|来|吧|就行|就够)?$/

/** 租一个月, 包车三天, 请两天: what is hired is measured in time. */
const hired =
  /(?:租|雇|包|借用|请)[^,]{0,6}?(?:[一二两三四五六七八九十半几]|\d{1,3})\s?个?(?:半)?(?:天|周|月|年|季度|季|小时|晚|台班|班)|(?:[一二两三四五六七八九十]|\d{1,3})\s?个?(?:月|天)(?:的)?(?:租期|工期)|(?:日|月|长|短|年)租/

/** 能坐四个: how many it holds. */
const seats =
  /(?:能坐|可以?坐|坐得?下)\s?(?:\d{1,3}|[一二两三四五六七八九十])\s?(?:个|位)?人?(?=$|[^\u4e00-\u9fff]|的)/g

/** How much is wanted, as stated: `two` and more count anywhere, `one` only beside a verb of wanting. */
export function quantityIn(text: string): 'many' | 'one' | undefined {
  const rest = text.replace(perUnit, '').replace(seats, '')
  if (bigCountRe.test(rest) || eachRe.test(rest) || hired.test(rest)) return 'many'
  return countRe.test(rest) ? 'one' : undefined
}

/** A number alone: an amount only where the salesperson asked for one. */
export const isBareNumber = (text: string): boolean => bare.test(text)

const money =
  /预算|\d+(?:\.\d+)?\s?(?:万|千|w|k)?(?:块钱?|元)?\s?(?:以内|以下|之内|左右|上下|封顶|出头)|[一二两三四五六七八九十几百]+[万千]\s?(?:块钱?|元)?\s?(?:以内|以下|之内|左右|上下|封顶|出头)|(?:不超过|不要超过|别超过|控制在|最多(?:出|给|花)?|顶多|心理价位?|价位在?)[^\d]{0,3}[\d一二两三四五六七八九十]+/
const moneyAlone =
  /^(?:大概|大约|最多|就|在)?\s*(?:\d+(?:\.\d+)?|[一二两三四五六七八九十几]+)\s?(?:万|千|w|k|百)[\u4e00-\u9fff]{0,4}$/i

/** A budget, as stated; `alone` accepts a bare sum as the answer to a question for it. */
export function budgetIn(text: string, alone = false): boolean {
  if (/超[^,]{0,4}预算/.test(text)) return false
  if (/预算/.test(text) && /(多少|不定|没定|没有|不够|没批|批不|没了|用完|砍|紧张)/.test(text)) return false
  return money.test(text) || (alone && moneyAlone.test(text))
}

const size =
  /\d+(?:\.\d+)?\s?(?:mm|cm|dm|m|kg|g|w|kw|v|a|hz|寸|英寸|毫米|厘米|公分|丝|度|匹|目|孔|级|克|升|l|ml|吨|瓦|千瓦|伏|安|mpa|公斤|寸屏|核|位数|g内存|线|码数|cc)(?![a-z])|\d+(?:\.\d+)?\s?[x×*乘]\s?\d+|(?<![a-z])(?:dn|m|φ|ф|d|type|q|sus|hrb|q)\s?\d{2,4}(?![\d])|\d{3}(?:不锈钢|l不锈钢|的?材质)|[a-z]{1,4}[-]?\d{2,5}[a-z]?(?![a-z\d@.])/i

/** Measures, ratings and model numbers: the need is concrete. */
export const specIn = (text: string): boolean => size.test(text)
