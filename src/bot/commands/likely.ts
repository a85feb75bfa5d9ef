const surnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施'
const compound = '欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|令狐|夏侯'

// Two or three characters behind a usual surname, or a compound surname and one or two more.
const chineseName = new RegExp(`^(?:(?:${compound})\\p{Script=Han}{1,2}|[${surnames}]\\p{Script=Han}{1,2})$`, 'u')
const latinName = /^[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}$/

// Words that only begin or end like a name: 周五, 马上, 孙强的.
const noName = /^(?:方便|高兴|马上|任何|万一|白天|于是|许多|周[一二三四五六日天末])|[的了是给说]$/u

/** The words can hardly be anything but a person's name. */
export const isPersonsName = (text: string): boolean =>
  (chineseName.test(text) && !noName.test(text)) || latinName.test(text)

const titles = '先生|女士|小姐|总|经理|老师|工|哥|姐|老板|主任|厂长|师傅'
const titled = new RegExp(`^(?:${compound}|[${surnames}])(?:${titles})$`, 'u')

/** A surname with a title: 孙总. */
export const isTitled = (text: string): boolean => titled.test(text)

const leadingSurname = new RegExp(`^(?:${compound}|[${surnames}])`, 'u')

/** The words call somebody of this name by the surname: 孙总, 小孙, 姓孙. */
export function callsBySurname(text: string, name: string): boolean {
  const [surname] = leadingSurname.exec(name) ?? []
  return (
    surname !== undefined &&
    new RegExp(`${surname}(?:${titles})|[姓小老]${surname}(?=$|[的是那这给]|[^\\p{Script=Han}])`, 'u').test(text)
  )
}

const trade =
  '公司|集团|商行|工作室|合作社|事务所|中心|酒店|银行|医院|学校|超市|实业|贸易|商贸|科技|机械|机电|电子|电气|设备|材料|工程|建筑|建材|制造|食品|物流|服饰|印刷|包装|五金|化工|模具|仪器|汽车|家具|纸业|泵业|钢铁|塑料|塑胶|能源|环保|农业|医药|文化|广告|网络|信息'
const company = new RegExp(`(?:${trade})|[厂店院所局馆]$|\\b(?:ltd|inc|co|gmbh|group|llc|corp)\\b\\.?`, 'iu')
const companyThenPerson = new RegExp(`^(.*(?:${trade}|厂))([${surnames}]\\p{Script=Han}{1,2})$`, 'u')

/** 三星机械孙强 is a company and its man. */
export function splitCompany(text: string): { company: string; name?: string } {
  const [, head, name] = companyThenPerson.exec(text) ?? []
  return head && name && head.length >= 3 && isPersonsName(name) ? { company: head, name } : { company: text }
}

const tradeAlone = new RegExp(`^(?:${trade}|有限)+$`, 'u')

/** Nothing but a trade, as many companies have it in their names. */
export const isTrade = (text: string): boolean => tradeAlone.test(text)

const sentence = /[，。？！,?!；;：:～~…]|[吗呢吧啊呀了哦]$/u

/** The words look like a company's name and not like something said in passing. */
export const isCompanyName = (text: string): boolean =>
  text.length >= 4 && text.length <= 40 && company.test(text) && !sentence.test(text)

const passing =
  /^(?:你好|您好|好的?|嗯+|哦+|收到|谢谢|辛苦了?|稍等|等等|在吗|明白|知道了?|可以|行|ok|早|早上好|晚安|哈+|再说|不知道|不清楚|没有)[。.!！~]*$/i

/** Something one says in passing is no answer to a question about a name. */
export const isSaidInPassing = (text: string): boolean => passing.test(text) || sentence.test(text)
