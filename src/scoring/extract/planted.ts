import { withoutInstructions } from '../injection.ts'
import { isNameLike } from './person-name.ts'

/*
 * Field values written for a machine or copied from other people's talk. Such a message yields no field at all:
 * who wants to be called writes to the salesperson, not to a form.
 */

const forMachines =
  /^\s*\/erp\b|^\s*(?:<<|【{2}|\[{2})?\s?(?:指令|命令|系统指令|更新(?:联系人|资料|字段))\s?(?:>>|】{2}|\]{2}|[:：])|更新(?:联系人|客户|资料|字段|档案)\s?[:：]|<\/?(?:admin|system|root|bot|ai|cmd|data|user|tool)>|(?:备注|留言|转告|通知|告诉)(?:给)?(?:系统|机器人|后台|程序)\s?[:：]|(?:手机号?|电话|微信|qq|邮箱|姓名)(?:号码?)?(?:统一|全部|一律)(?:登记|记|写|填|改)|(?:新建|创建|添加|录入)(?:一个|个)?(?:新)?客户[\s:：]|请(?:记录|备注|归档|存档|标注)\s?[:：]|[存写记录]进(?:客户)?(?:档案|系统|资料)|客户姓名\s?[\u4e00-\u9fff]{2,4}|(?:^|[:：\n])\s?(?:客户|用户|线索)\s?[\u4e00-\u9fff]{2,4}[,，、 ].{0,6}(?:电话|手机)|(?:联系人|客户|姓名|手机|电话|公司|线索|信息|资料|字段|地址)[^。\n]{0,10}(?:登记为|记录为|录入为|填写为|改写为|更新为|覆盖为|设为|设置为|识别为|提取为|(?<!(?:别|不要|莫|不能)又?)写成)|(?<!=\s?)(?:姓名|电话|手机号?|公司|邮箱|微信号?)\s?=\s?(?!微信|手机|电话|号)[^\s=]{2}(?!\d*=)|自动登记|由系统(?:整理|生成|提供)|自动录入|录入程序|字段[写填]|登记程序|以下内容[^。\n]{0,8}(?:写入|录入|登记|读取)|(?:写入|录入)(?:客户)?(?:档案|资料库?)[:：]|(?:登记|录入|写入|提取|解析|抽取|输出|返回|覆盖)(?:以下|下列|如下|到)?(?:的)?(?:字段|联系人|客户信息|线索|json|crm|erp|系统)|(?:(?<![a-z])(?:crm|erp|ai|gpt|llm|bot)(?![a-z])|机器人|机器(?=请|自动|识别|读取|登记|录入)|大模型|语言模型|爬虫|解析器|数据库)[^。\n]{0,12}(?:请|记|登|录|填|写|读|抄|采信|注意|字段|联系)|(?:(?<![a-z])(?:ai|gpt|llm|bot)|机器人)\s?[:：]|<!--|#{2,6}\s*(?:系统|后台|管理员?|指令|system)|#(?:后台|系统|管理员|内部)[^#\n]{0,6}#|输入法[^。\n]{0,4}(?:插入|生成)|系统字段|(?:^|[\s:：;；,，])(?:contact\.)?(?:name|mobile|phone|company|score|wechat(?:id)?|qq|e?mail|intent|band|level)\s?=\s?[^\s=]{2}|"(?:name|mobile|phone|company|score|fields?|姓名|手机|公司)"\s*:|<[a-z_]{2,20}\s[^>]{0,80}(?:e?mail|wechat|qq|phone|mobile|name|company)\s*=|<\/?(?:system|user|assistant|name|mobile|company|fields?|instruction|script)\b|(?:^|\n)\s*(?:#{1,6}\s*)?(?:system|assistant|instruction|系统|管理员|后台)\s*[:\]】]|(?:意向|意向度|意向等级|评级|优先级|客户等级|评分|线索等级)\s*[:：=]|(?:系统|自动|程序|机器|ai)(?:自动)?生成|以(?:本|此|下|上)[^,，。]{0,4}(?:签名|信息|内容|字段|资料)为准|(?:该|此|本)(?:客户|用户|线索)的?(?:真实|正确|实际)|update\s+\w+\s+set|insert\s+into|override|ignore\s+(?:all|previous|above)/i
const speakerLine = /^\s*([\u4e00-\u9fffA-Za-z\d_·-]{1,10})\s*(\d{1,4}[-/:]\d{1,2}[^\n]{0,14})?\s*[:：]\s*\S/
const nickname =
  /^(?:[小老阿大][\u4e00-\u9fff]{1,2}|[A-Z][a-z]{2,9}|[\u4e00-\u9fff]{1,3}(?:姐|哥|总|工|叔|姨|师傅|老师|经理|老板|先生|女士))$/
const formLabel =
  /^(?:公司|单位|地址|电话|手机|座机|邮箱|微信|姓名|职务|职位|联系人|收[货件]人|[\u4e00-\u9fff]{0,4}(?:经理|主管|主任|总监|部长|科长|采购)|[a-z]|tel|mob|mobile|phone|fax|mail|e-?mail|web|www|https?|addr?|address|wechat|qq|vx|wx|name|company|title)$/i
const recordHead =
  /^\s*(?:帮(?:忙)?转(?:发)?(?:一下)?|转发(?:一下)?|求(?:转发|扩散)|请(?:帮忙)?转发|扩散)\s?[:：]|^\s*[—=-]{1,6}\s?转发\s?[—=-]{1,6}|聊天记录(?=\s*(?:$|[:：\]】)]))|转发(?:的)?消息|的对话|^-{2,}\s*\d{4}/m

/** The message carries values that were planted, or is a pasted record of others' talk. */
export function isPlanted(honest: string, whole: string): boolean {
  if (forMachines.test(honest.slice(0, 4_000))) return true
  // What is left beside an instruction may be its payload: a form follows "请登记".
  if (
    whole.length - honest.length > 12 &&
    /(?:联系人|姓名|手机|电话|公司)\s*(?:[:：=]|为|是)/.test(whole) &&
    !/我(?:叫|是|的)|找我|联系我/.test(honest)
  )
    return true
  if (recordHead.test(honest)) return true
  return isTalkOfOthers(honest.split('\n', 40))
}

/** Lines that begin with who said them; 甲方:, 卸货: and the like are the labels of a form. */
function isTalkOfOthers(lines: readonly string[]): boolean {
  const speakers = lines.flatMap((line) => {
    const [, who = '', time] = speakerLine.exec(line.slice(0, 60)) ?? []
    return who === '' || formLabel.test(who) ? [] : [{ who, time }]
  })
  const named = speakers.filter(
    ({ who, time }, i) =>
      time !== undefined ||
      nickname.test(who) ||
      isNameLike(who, 'beside') ||
      speakers.some((other, n) => n !== i && other.who === who),
  )
  return speakers.length >= 2 && named.length >= 1
}

const commands =
  /(?:该|此|本)(?:客户|用户|联系人|线索)|抽取|提取|智能助手|请|忽略|无视|忘记|忘掉|登记|更新|改为|设为|记为|录入|评[为分]|打分|满分|分数|score|必须|注意|ignore|instruction|system|prompt|[{<]|\]/i

/** The text without what speaks to a machine. Somebody whose trade is AI may name it: only commands are cut. */
export const honestPart = (text: string): string => (commands.test(text) ? withoutInstructions(text).text : text)
