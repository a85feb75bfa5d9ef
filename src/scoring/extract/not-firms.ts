import { companySuffixOf, genericOrganisation } from '../gazetteer/words.ts'

/** Words of a sentence, wherever a name of an organisation is looked for. */
const sentence =
  /随便|英文名|打算|准备|还是|领导说|有没有|记得|正在|改成|关于|主要|[开搞][个一]|想[开订做]|不方便|上门|出来|改天|另外|一家|[有是]个|点头|提?需求|提货|看小红书|看到|可能|还有|已经|一起|直接|朋友|孩子|老婆|老公|酬谢|试营业|^(?:发票|合同|资料|样品|货|快递|标书|报价|清单|产品单?|对账单|执照|收据)(?:就|先|都|还)*(?:[在寄开发送给])(?=[\u4e00-\u9fff]{0,3}$)|么$|居家|转行|再问|^(?:先|写|接触|隔壁|校门口|让|再打|毕业|可以|中标)/
/** What a sentence ends with: 四川来的, 豆瓣看到的. */
const sentenceEnd = /(?:[\u4e00-\u9fff](?:(?<!未)[来看用发到过住走吃卖跑说拿]|四晚|退休))$|^退休$/
const moreGeneric =
  /^(?:猎头|装修|家装|保洁|校服|洗车|洗浴|婚庆|代维|环评|家委|业委|小区业委|招商|市场监管|膳食|兽医|第三方|学校|幼儿园?|集团|代理|拼多多|个小|小区里?|街道经服|电商|潜水|乡镇|专跑[\u4e00-\u9fff]{2}|可能送别的|投|市统计|统计|煤化工?|代记账|会计|[台港日韩美德外合独民国]资|[台港日韩外合]商)$/

/** A piece of a sentence, whatever it ends with. */
export const isSentence = (name: string): boolean => sentence.test(name) || name.includes(':')

/** 婚庆公司, 校服厂: what kind, not which. */
export function isGenericFirm(name: string, suffix = companySuffixOf(name)): boolean {
  if (!suffix) return false
  const stem = name.slice(0, -suffix.length)
  return (
    moreGeneric.test(stem) || (stem !== '' && genericOrganisation.test(stem)) || moreGeneric.test(name.slice(0, -1))
  )
}

/** 四川来, 豆瓣看到: cut off before 的. */
export const endsASentence = (name: string): boolean => sentenceEnd.test(name)
