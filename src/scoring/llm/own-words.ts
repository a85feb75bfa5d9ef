import type { ModelReply } from './reply.ts'

type Field = Exclude<ModelReply['claims'][number]['field'], 'type'>

// Another person, another firm, another time, or the sales side is spoken of in the same breath.
const ofOthers =
  /他|她|别人|人家|你们|贵司|贵公司|同事|朋友|老婆|老公|司机|师傅|会计|财务|仓库|物流|快递|客户|同行|竞争|别家|供应商|银行|账户|介绍|推荐|是谁|哪位|不是|以前|原来|之前|旧|停用|作废|用的/
const ofSelf =
  /\b(?:we|our|my|i|i'm)\b|我|咱|本人|这边|这里是|姓|名字|叫|称呼|联系人|收[货件]人|抬头|单位|公司|负责|岗|职/i
const meeting = /见|碰[面头]|门口|过来|过去|馆|展[位厅]/
const place = /[省市区县镇乡村路街巷道号栋]/
/** What may stand behind a firm's name: the end, or the person who works there. */
const behindFirm = /^(?:的?$|的?(?:采购|老板|负责人|经理|主管|员工|人)|(?:那边|这边|这里))/

const separators = /[\s,，。.!！?？;；、]+/
const latin = /^[\x20-\x7e]+$/

/** Whether a value that a model claims is said of the customer himself, by the words directly round it. */
export function isOwn(field: Field, value: string, text: string): boolean {
  const at = text.indexOf(value)
  const before = text.slice(0, Math.max(0, at)).split(separators)
  const [behind = ''] = text.slice(at + value.length).split(separators)
  const own = at < 0 ? text : `${before.at(-1)}${value}${behind}`
  // Latin words part where Chinese clauses do.
  const near = latin.test(value) ? text.slice(Math.max(0, at - 40), at) + own : `${before.at(-2) ?? ''} ${own}`
  if (ofOthers.test(near)) return false
  if (field === 'address') return place.test(value) && !meeting.test(own)
  if (field === 'company' && !behindFirm.test(behind)) return false
  return ofSelf.test(near)
}
