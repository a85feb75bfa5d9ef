import type { ThreadMessage } from '../../domain/index.ts'
import { cleanText } from './clean-text.ts'
import { codeQuestion } from './code-asked.ts'
import { qq } from './contacts/channel-words.ts'
import { contactSpans } from './contacts/contact-spans.ts'
import { echoIn } from './corrections/echoed.ts'
import { type Asked, addForeign, earlierChars, type FieldState } from './field-state.ts'
import { listen } from './listen.ts'
import { asksForThird, asksNameOfAnother, asksWhichOther } from './whose/asked-of-another.ts'

const questions: ReadonlyArray<readonly [keyof Asked, RegExp]> = [
  [
    'name',
    /\bname\b|怎么称呼|如何称呼|贵姓|尊姓|姓什么|您?(?:的)?(?:名字|姓名|全名|大名)|叫什么|收货人|收件人|联系人|称呼|哪位|您是\?|您呢|留个联系|联系信息|收货信息|收件信息|联系方式/,
  ],
  [
    'company',
    /(?:贵司|贵公司)(?!.{0,6}(?:需要|要|做|用|什么需求|主营|预算|规模|多少|几))|您(?:的)?(?:公司|单位|店|厂)(?:是|叫|名|\?|$)|贵单位|公司(?:名|全称|叫|是|抬头)|哪家(?:公司|单位|店)|(?<!在)哪个(?:公司|单位|学校|医院|店|厂|酒店|合作社|机构|工作室|农场)|什么店|^(?:您的?|请问)?(?:公司|单位)\s?[?？]?$|(?:机构|工作室|合作社)(?:名字?)?(?:叫|是)|什么公司|单位(?:名|全称|是|叫)|抬头|店名|店铺名|(?:工作室|店|公司|单位|学校|厂|机构|酒店)(?:的)?(?:名|叫什么|全称|是哪)|开票(?:信息|资料)|哪里的公司|怎么称呼.{0,4}公司|收货人|哪家的|您是哪|公司信息|^公司\??$|(?:学校|律所|机构|医院|诊所)(?:是|名)|您的?(?:店|学校|厂)(?:是|呢)|备注(?:啥|什么|哪)/,
  ],
  [
    'firmName',
    /(?:公司|单位|店|店铺|机构|工作室|厂|学校|合作社|酒店|民宿)(?:的)?(?:名|全称|名字|抬头|叫(?:啥|什么))|贵(?:公司|司|单位)\s?[?？]|^(?:您的?|请问)?(?:公司|单位)(?:是)?\s?[?？]?$|^(?:开票)?抬头|什么店|哪个(?:合作社|机构|工作室|农场|公司|单位|店|厂)|店名/,
  ],
  ['mobile', /电话|手机|联系方式|号码|联系信息|收货信息|收件信息/],
  ['phone', /座机|固话|电话/],
  ['email', /邮箱|邮件|e-?mail/i],
  [
    'wechatId',
    /微信号|(?:留|给|发|加)(?:一?个|一?下)?您?的?微信(?!发我|图)|微信号?(?:换|变|改)了?(?:吗|没|么)|微信(?:号)?(?:也)?是(?:这个|手机|同)|微信同号|加您(?:的)?(?:私人)?微信|您(?:的)?微信|微信(?:是)?多少|v号|vx/i,
  ],
  ['qq', new RegExp(`${qq}|您的?q号?(?:是|多少|呢|发|给)|(?<![a-z])q号`, 'i')],
  [
    'address',
    /地址|寄(?:到|去|往)?哪|发(?:到|去|往)?哪|送(?:到|去|往)?哪|哪里|在哪|哪儿|位置|定位|什么地方|哪个(?:城市|小区|区)|收货信息|收件信息/,
  ],
  [
    'job',
    /职务|职位|什么岗位|负责什么|负责哪|您是[^,，。?]{0,8}(?:负责|采购|老板|经理|主管)|做什么(?:职|岗)|您(?:那边)?(?:是)?什么角色/,
  ],
]

/** The salesperson's words: what he asks for, and his own numbers, which are never the customer's. */
export function readSales(state: FieldState, message: ThreadMessage): FieldState {
  const text = cleanText(message.text).slice(0, 600)
  const next: FieldState = {
    ...state,
    held: { ...state.held },
    asked: state.answered ? {} : { ...state.asked },
    answered: false,
  }
  listen(next, 'sales', text)
  for (const [field, pattern] of questions) if (pattern.test(text)) next.asked[field] = true
  next.earlier = { ...state.earlier, asked: text.slice(-earlierChars) }
  if (asksForThird(text, state.held.name?.[0]?.value)) next.asked.third = true
  if (codeQuestion.test(text)) next.asked.code = true
  if (asksWhichOther(text, state.earlier?.said)) {
    next.asked.third = true
    next.asked.company = false
    next.asked.firmName = false
  }
  if (asksNameOfAnother(text)) {
    next.asked.third = true
    next.asked.name = false
  }
  const echoed = echoIn(text, state.earlier?.said)
  if (echoed) next.echoed = echoed
  else {
    delete next.echoed
    noteForeign(next, text)
  }
  return next
}

/** Others' words in a group: their numbers are theirs. */
export function readOther(state: FieldState, message: ThreadMessage): FieldState {
  const next = { ...state }
  noteForeign(next, cleanText(message.text).slice(0, 1_000))
  return next
}

function noteForeign(state: FieldState, text: string): void {
  for (const span of contactSpans(text)) addForeign(state, span.value)
}
