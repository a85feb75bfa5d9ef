import type { ThreadMessage } from '../../domain/index.ts'
import { cleanText } from './clean-text.ts'
import { confirmEcho } from './corrections/echoed.ts'
import { typeEvidence } from './customer-type.ts'
import { earlierChars, type FieldState, type Held } from './field-state.ts'
import { namesOwnerOf } from './ownership.ts'
import { honestPart, isPlanted } from './planted.ts'
import { readText } from './read-text.ts'
import { claimPending, readLocation, unclaimed } from './shared-things.ts'
import { simplified } from './simplified.ts'

/** A customer's message folded into the state. */
export function readCustomer(state: FieldState, message: ThreadMessage): FieldState {
  const next: FieldState = { ...state, held: { ...state.held }, seq: state.seq + 1, answered: true }
  if (message.kind === 'location') return readLocation(next, message)
  if (message.kind === 'card') return { ...next, unclaimed: unclaimed('card', message) }
  if (message.kind !== 'text') return next
  if (/^\s*\[(?:个人)?名片\]/.test(message.text)) return { ...next, unclaimed: unclaimed('card', message) }
  const shared = /^\s*\[?(?:位置|定位)\][:：\s]*/.exec(message.text)
  if (shared) return readLocation(next, { ...message, text: message.text.slice(shared[0].length) })
  const text = cleanText(message.text.replace(quoted, ' ')).replace(cardHeading, (heading) =>
    ' '.repeat(heading.length),
  )
  const honest = honestPart(text)
  if (honest.trim() === '' || isPlanted(honest, text)) return forget(next)
  if (disowns(honest) || namesOwnerOf(state.earlier?.said ?? '', honest)) takeBack(next)
  claimPending(next, honest)
  confirmEcho(next, message, honest)
  readText(next, message, honest)
  weighType(next, message, honest)
  next.earlier = { said: honest.slice(-earlierChars) }
  return next
}

/** [引用 小阚：…]: another's words that he answers. */
const quoted = /\[引用[^\]]{0,400}\]/g
/** 【名片】 above a card that was typed: whose it is, the card tells, or what is said next. */
const cardHeading = /^\s*【(?:个人)?名片】/

/** 啊发错窗口了 那是别人的, 我这没有 你直接找他吧: what the message before said was not of himself. */
const disowned =
  /发错(?:窗口|人|群|对话)|(?:^|[\s,。])(?:这|那|上面|刚才)(?:个|张|条)?(?:的)?(?:号码?|名片|电话|微信)?都?是(?:别人|别家|人家)的|我(?:们|这|这边|自己)?(?:没有?|不[要用])[^\d]{0,6}直接(?:找|联系)(?:他|她)/

/** 逗一下你们的机器人, 看看会不会自动建档: what the message before said was written for a machine. */
const inJest =
  /(?:逗|骗|耍|糊弄|忽悠|考验)(?:一?下|逗|过|得了)?(?:你们?|贵司|这)?(?:家|公司)?(?:的)?(?:机器人|ai(?![a-z])|bot|智能客服)|(?:机器人|(?<![a-z])ai|bot|系统)(?:会|能)?(?:不会)?(?:上当|当真|照抄|中招)|会不会(?:自动(?:建档|录入|登记)|上当|照抄)/i

/** 这是我们老板的, 他让我转给你, 这个人靠谱: the message before was somebody else's. */
const handsOverBefore =
  /^(?:是)?我的?(?:前|老)?(?:同事|朋友|同学|老乡|亲戚|客户|邻居|战友|合作伙伴)(?:[\s,，]|$)(?![^,]{0,12}介绍我)|^[^\d]{0,24}(?:你)?(?:可以|直接)(?:去)?(?:联系|找|加)(?:他|她)(?:们)?$|^(?:这|那|上面)(?:个|张)?(?:就)?是我们?(?:的)?(?:老板|领导|上司|老总|同事|经理|主管|老公|老婆|爱人|朋友|会计|财务|司机|爸|妈)[^,]{0,3}的?(?:名片|电话|号|微信|$|[\s,])|^(?:他|她)(?:让|叫|说|要|想|那边|家)[^\d]{0,12}(?:给你|联系你|找你|你联系|你们?自己|直接)|^(?:这|那)(?:个|位)?(?:人|家|店|厂|公司|老板|老师|师傅)(?:靠谱|不错|做|你|要|想|是做|在找)|^[^\d]{0,14}你(?:们)?(?:直接|自己)?(?:跟|找|和|去)(?:他|她)们?(?:聊|谈|说|联系|对接)|^就说(?:是)?[\u4e00-\u9fff]{1,4}介绍/

/** A message that gives a number of its own speaks of that one. */
const disowns = (text: string): boolean =>
  inJest.test(text) || handsOverBefore.test(text) || (text.length < 40 && !/\d{5}/.test(text) && disowned.test(text))

function takeBack(state: FieldState): void {
  const before = state.seq - 1
  for (const [field, held] of Object.entries(state.held) as [keyof FieldState['held'], Held[]][]) {
    const rest = held.filter((one) => one.seq !== before)
    if (rest.length === 0) delete state.held[field]
    else state.held[field] = rest
  }
}

function forget(state: FieldState): FieldState {
  delete state.correcting
  delete state.expectThird
  return state
}

function weighType(state: FieldState, message: ThreadMessage, text: string): void {
  const evidence = typeEvidence(simplified(text))
  if (evidence.company === 0 && evidence.personal === 0) return
  state.type = {
    company: state.type.company | evidence.company,
    personal: state.type.personal | evidence.personal,
    quote: evidence.quote || state.type.quote,
    messageId: message.id,
    at: message.sentAt,
  }
}
