import { readIdentity } from '../extract/identity.ts'
import { acceptanceIn } from './acceptance.ts'
import { budgetIn, isBareNumber, quantityIn, specIn } from './amounts.ts'
import { commitments } from './commitments/index.ts'
import { everydaySignals, softObjections } from './groups.ts'
import { interests } from './interest.ts'
import type { Finding, Signal } from './kinds.ts'
import { aboutOthers, hypothetical, isNegated, untangle } from './moods.ts'
import { objections } from './objections/index.ts'
import type { Pattern } from './pattern.ts'
import type { Clause } from './plain-text.ts'
import type { SalesContext } from './sales-context.ts'
import { serviceTalk } from './service-talk.ts'
import { greeting } from './small-talk.ts'
import { strangers } from './strangers.ts'
import { timeIn, urgent } from './times.ts'

/** A question about a deed is talk about it, not the deed. */
const asQuestion: Partial<Record<Signal, Signal>> = {
  paid: 'payment_terms',
  paying: 'payment_terms',
  signed: 'contract',
  signing: 'contract',
  ordered: 'payment_terms',
  decided: 'need',
}
const addressLike = /(?:[省市区县镇乡].{0,12}[路街道巷村号栋]|[路街道巷].{0,6}\d+号|\d+(?:号楼|栋|单元|幢))/
const firstPerson = /我|咱|俺/
const wanting = /要|订|定|买|租|送|装|做|用|预算|报价|多少/
const saysYes = /^(?:有|有的|有啊|有呀|要|要的|想|想要|考虑|感兴趣|需要|当然|嗯有)(?:$|[,的啊呀])/
/** 您是想采购吗? 不是 */
const saysNo = /^(?:不是|没有|没|不|暂时没有?|还没有?)(?:的|呢|啊|呀|哦)?$/
/** Everyday life: amounts and hours in such clauses order nothing. */
const everyday =
  /气派|恭喜|祝贺|请客|热闹|喝[了酒]|喝(?:两|一|几)[杯口盅]|过来喝|来喝茶|回老?家不|报表|日报|周报|考勤|请假|朋友圈|打球|下棋|生意(?:咋样|怎么样|好|如何)|最近(?:怎么样|咋样|忙|好吗|如何)|(?:在|很|好|不)忙|忙不忙|孩子[^,]{0,4}(?:考|上学|放学|几岁|多大|中考|高考)|考得|吃饭|吃啥|午饭|晚饭|面馆|周末(?:去|干|怎么过)|去哪(?:玩|了)|看球|降温|好冷|好热|新发型|吃[了饭过]|跑(?:了|步)|睡|上班|下班|加班|开会|出差|接孩子|接娃|钓|打牌|麻将|爬山|健身|下雨|天气|堵车|迟到|考试|比赛|球赛|电影|聚会|看病|医院看|感冒|发烧|起床|高铁|飞机|旅游|回家|回老家|相亲|生日/

/** What one clause does, in the light of what the salesperson said before it. */
export function readClause(clause: Clause, context: SalesContext | undefined): Finding[] {
  const text = clause.text.toLowerCase()
  const against = objectionIn(text, clause.question)
  if (against && !softObjections.includes(against.signal)) return [against]
  const other = [...matching(serviceTalk, text), ...matching(strangers, text)].filter(
    (f) => !(f.signal === 'recruiting' && clause.question && !invites.test(text)),
  )
  if (other.length > 0) return against ? [against, ...other] : [...other, ...priceBeside(text)]
  if (context?.asked.includes('interest') && saysNo.test(text)) return [{ signal: 'refusal', strength: 1, quote: text }]
  const idle = everyday.test(text) && !wanting.test(text)
  const found = [
    ...positives(clause, text, context).filter((f) => !idle || !everydaySignals.includes(f.signal)),
    ...amounts(text, context),
  ]
  if (greeting.test(text)) found.push({ signal: 'greeting', strength: 1, quote: text })
  return against ? [...found.filter((f) => f.signal !== 'decided' && f.signal !== 'accepted'), against] : found
}

/** 五险怎么算 is asked by him who hires through us; 看机会吗 by him who hires from us. */
const invites = /看|考虑|兴趣|跳槽|想不想|愿意|来吗/

function objectionIn(text: string, question: boolean): Finding | undefined {
  for (const pattern of objections) {
    if (!fits(pattern, text)) continue
    const { signal } = pattern
    if (signal !== 'opt_out' && question && !/(?:烦|谁|哪位)/.test(text)) continue
    if (
      signal === 'bought_elsewhere' &&
      aboutOthers.test(text) &&
      !firstPerson.test(text) &&
      !/别人?家|网上|^(?:我|我们|已经|早就)?(?:在|从|跟|找|已经)/.test(text)
    )
      continue
    if ((signal === 'refusal' || signal === 'bought_elsewhere') && hypothetical.test(text)) continue
    return { signal, strength: 1, quote: text }
  }
  return undefined
}

const fits = (p: Pattern, text: string): boolean => p.re.test(text) && !p.not?.test(text)

const matching = (patterns: readonly Pattern[], text: string): Finding[] =>
  patterns.filter((p) => fits(p, text)).map((p) => ({ signal: p.signal, strength: p.strength ?? 1, quote: text }))

// "能修吗 多少钱": a paid repair is a purchase too.
const priceBeside = (text: string): Finding[] =>
  matching(
    interests.filter((p) => p.signal === 'price' || p.signal === 'haggle'),
    text,
  ).slice(0, 1)

function positives(clause: Clause, raw: string, context: SalesContext | undefined): Finding[] {
  const text = untangle(raw)
  const found: Finding[] = []
  const shot = /拍/.test(context?.text ?? '') && /^(?:我)?(?:已经?|刚)?拍/.test(text)
  const committed = shot ? undefined : commitmentIn(text, clause.question, raw)
  if (committed) found.push(committed)
  const accepted = acceptanceIn(text, clause.question, context)
  if (accepted) found.push(accepted)
  if (context?.asked.includes('interest') && saysYes.test(text))
    found.push({ signal: 'need', strength: 0.8, quote: raw })
  for (const pattern of interests) {
    const match = pattern.re.exec(text)
    const asked = match ?? (pattern.signal === 'product' ? pattern.re.exec(raw) : null)
    if (!asked || pattern.not?.test(raw) || isNegated(text, asked.index)) continue
    if (pattern.signal === 'need' && presentsBuyer(raw, asked[0])) continue
    found.push({ signal: pattern.signal, strength: hypothetical.test(raw) ? 0.7 : 1, quote: raw })
  }
  return found
}

/** 采购庄严, 采购部, 我是采购: who buys there, not that something is bought. */
function presentsBuyer(text: string, match: string): boolean {
  if (!match.includes('采购')) return false
  const behind = text.slice(text.lastIndexOf('采购') + 2)
  if (/^(?:部|科|处|组|室|员|办|中心|经理|主管|总监|主任|专员|助理|负责|工程师|这边|那边|的$|$)/.test(behind))
    return true
  return behind.length <= 4 && readIdentity(`采购${behind}`, 'claimed')?.name !== undefined
}

function commitmentIn(text: string, question: boolean, raw: string): Finding | undefined {
  for (const pattern of commitments) {
    const match = pattern.re.exec(text)
    if (!match || pattern.not?.test(raw) || isNegated(text, match.index)) continue
    if (aboutOthers.test(text) && !firstPerson.test(text) && pattern.signal !== 'decided') continue
    if (hypothetical.test(raw)) return { signal: 'need', strength: 0.7, quote: raw }
    // 想给公司定一批工牌: he looks for them.
    if (pattern.signal === 'decided' && wishes.test(text.slice(0, match.index)))
      return { signal: 'need', strength: 1, quote: raw }
    const signal = question ? questionOf(pattern.signal, text) : pattern.signal
    return { signal, strength: question ? 0.8 : 1, quote: raw }
  }
  return undefined
}

const wishes = /(?:^|[我们咱俺司家])(?:想|打算|准备|计划|考虑)[^,]{1,8}$/

/** 续费多少 asks; 再给我发20箱行吗 orders politely. */
const questionOf = (signal: Signal, text: string): Signal =>
  // 钱到账没: asks after what he has sent.
  signal === 'paid' && /到账|收到|到了|进账/.test(text)
    ? 'paid'
    : signal === 'repeat' && !quantityIn(text)
      ? 'need'
      : (asQuestion[signal] ?? signal)

const wantsAsked = /(?:要|需要|需求|想要|订|买)[^。]{0,4}(?:什么|啥|哪)|什么(?:需求|需要)|有什么(?:可以|能)帮/

function amounts(text: string, context: SalesContext | undefined): Finding[] {
  const found: Finding[] = []
  const address = addressLike.test(text) || (everyday.test(text) && !wanting.test(text))
  const count = address ? undefined : quantityIn(text)
  const answered = context?.asked.includes('quantity') && isBareNumber(text)
  if (count || answered) found.push({ signal: 'quantity', strength: count === 'one' ? 0.5 : 1, quote: text })
  if (count && wantsAsked.test(context?.text ?? '')) found.push({ signal: 'need', strength: 1, quote: text })
  if (budgetIn(text, context?.asked.includes('budget'))) found.push({ signal: 'budget', strength: 1, quote: text })
  const time = address ? undefined : timeIn(text)
  if (time)
    found.push({
      signal: 'deadline',
      strength: time === 'deadline' || context?.asked.includes('date') ? 1 : 0.5,
      quote: text,
    })
  if (urgent.test(text)) found.push({ signal: 'urgency', strength: 1, quote: text })
  if (specIn(text)) found.push({ signal: 'spec', strength: 1, quote: text })
  return found
}
