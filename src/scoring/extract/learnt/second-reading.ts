import { companySuffixOf } from '../../gazetteer/words.ts'
import type { Offer } from '../field-state.ts'
import { sameNumberWeight } from '../offers/same-number.ts'
import { contactKinds } from '../row/read.ts'
import { mostPieces } from '../row/row-token.ts'
import { type Candidate, candidatesOf, type FirstReading } from './candidates.ts'
import { type ContactField, contactFields } from './contact-spans.ts'
import { type LearntField, learntFields } from './fields.ts'
import { fieldModel, likelihood, oddsOf } from './model.ts'

/*
 * What no rule foresaw: every part of a message that may be a name, a firm, a position, an address or a way to
 * reach somebody is weighed by a model learnt from conversations (`scripts/learn-fields.ts`), which knows what the rules found.
 */

/** What the rules give to somebody else is taken only so surely; a line is mostly that of the house. */
const despiteOwner: Record<LearntField, number> = {
  name: 0.6,
  company: 0.8,
  job: 0.6,
  mobile: 0.9,
  phone: 0.9,
  wechatId: 0.9,
  qq: 0.9,
  email: 0.75,
  address: 0.9,
}
const number = { take: 0.57, keep: 0.57 }
/** Ids and accounts of others are rarer, and told in more words. */
const account = { take: 0.7, keep: 0.7 }
/** From `take` a part counts where the rules found nothing, below `keep` the rules' own finding does not. */
const bounds: Record<LearntField, { take: number; keep: number }> = {
  name: { take: 0.25, keep: 0.15 },
  company: { take: 0.2, keep: 0.12 },
  job: { take: 0.4, keep: 0.06 },
  mobile: number,
  phone: number,
  wechatId: account,
  qq: account,
  email: { take: 0.6, keep: 0.5 },
  address: { take: 0.75, keep: 0.04 },
}
const twinBounds = { take: 0.5, keep: 0.1 }
/** What stands beside a number that is not his is so much less likely his name. */
const ofAnother = 0.2
/** His own name beside it keeps a number that is as likely as this. */
const [surelyHis, mostLikely, faint] = [0.9, 0.8, 0.05]
/** Below it a part is no name, whoever is spoken of. */
const hopeless = 0.01
/** By so much a cut of the rules' finding must be likelier to take its place. */
const clearlyBetter = 0.4
/** Below every rule's, so that what is said outright in another message counts first. */
const leastWeight = 30
/** A number that was found is one, whatever was said around it: nearly as good as a rule's. */
const leastOfContact = 55
/** What has this weight by the rules was said in so many words, whatever stands around it. */
const saidOutright = 88
/** A full name below this gives way to a surname that was said outright. */
const sure = 0.6

interface Part extends Candidate {
  likely: number
  /** A name beside a number that is not his. */
  anothers?: boolean
}

/** The offers of the rules, without those that are unlikely in their place, and with what they missed. */
export function secondReading(first: FirstReading): Offer[] {
  const { reads, byRules } = first
  if (reads.length > mostPieces) return [...byRules]
  const all = partsOf(first)
  const parts = all.filter(({ of }) => of !== 'twin')
  const offers = learntFields.reduce<Offer[]>(
    (given, field) =>
      weighed(
        given,
        field,
        parts.filter((part) => part.field === field),
        first,
      ),
    [...byRules],
  )
  const isAnothersNumber = (value: string) => parts.some((part) => part.value === value && (part.third || part.struck))
  const twins = all.filter(({ of, value }) => of === 'twin' && !isAnothersNumber(value))
  return withTwin(offers, twins).map((offer) => withHindsight(offer, parts, first))
}

/** What is found is weighed once more by what is said next. */
function withHindsight(offer: Offer, parts: readonly Part[], first: FirstReading): Offer {
  const odds = parts.filter(({ field, value }) => field === offer.field && value === offer.value)
  if (odds.length === 0) return offer
  const likely = Math.max(...odds.map((part) => part.likely))
  const outright = isOutright(offer, first)
  return { ...offer, hindsight: { sum: oddsOf(fieldModel(), likely), heard: 0, ...(outright ? { outright } : {}) } }
}

/** Said of himself in so many words, or asked for. */
const isOutright = (offer: Offer, first: FirstReading): boolean =>
  isSaid(offer, first) || isAnswer(offer, first) || isHisNumber(offer, first)

/** One number for two ways to reach him, where the words say so and no id is told. */
function withTwin(offers: readonly Offer[], twins: readonly Part[]): Offer[] {
  const isDoubtful = ({ field, value, weight }: Offer) =>
    field === 'wechatId' &&
    weight <= sameNumberWeight &&
    twins.some((twin) => twin.value === value && twin.likely < twinBounds.keep)
  const kept = offers.filter((offer) => !isDoubtful(offer))
  const best = twins.toSorted((a, b) => b.likely - a.likely)[0]
  if (!best || best.likely < twinBounds.take || kept.some(({ field }) => field === 'wechatId')) return kept
  return [...kept, { field: 'wechatId', value: best.value, weight: sameNumberWeight, quote: best.quote }]
}

/** All candidates with how likely they are; a name beside a number that is not his is less so. */
function partsOf(first: FirstReading): Part[] {
  const model = fieldModel()
  const parts: Part[] = candidatesOf(first).map((part) => ({
    ...part,
    likely: likelihood(model, part.of, part.features),
  }))
  const numbers = parts.filter(({ field }) => field === 'mobile' || field === 'wechatId')
  const isHopeful = ({ value, likely }: Part) =>
    likely >= hopeless || first.byRules.some((offer) => offer.field === 'name' && offer.value === value)
  return parts.map((part) => {
    if (part.field === 'name' && isHopeful(part) && isAnothers(part.value, first.text, numbers))
      return { ...part, likely: part.likely * ofAnother, anothers: true }
    if (part.field === 'mobile' && !part.third && (isBesideHim(part, first.text, parts) || isHisId(part, parts)))
      return { ...part, likely: Math.max(part.likely, bounds.mobile.keep) }
    return part
  })
}

function weighed(offers: readonly Offer[], field: LearntField, parts: readonly Part[], first: FirstReading): Offer[] {
  const best = parts
    .filter(({ struck }) => !struck)
    .reduce<Part | undefined>((top, part) => (top && top.likely >= part.likely ? top : part), undefined)
  const likelyOf = (value: string) => Math.max(-1, ...parts.filter((p) => p.value === value).map((p) => p.likely))
  const anothers = (value: string) => parts.some((p) => p.value === value && p.anothers)
  const unlikely = (offer: Offer) => {
    const likely = likelyOf(offer.value)
    return (
      offer.field === field &&
      likely >= 0 &&
      likely < bounds[field].keep &&
      (anothers(offer.value) || !isOutright(offer, first))
    )
  }
  const kept = offers.filter((offer) => !unlikely(offer))
  if (!best || best.likely < (best.third ? despiteOwner[field] : bounds[field].take)) return kept
  if (!kept.some((offer) => offer.field === field)) return [...kept, offerOf(best)]
  return kept.map((offer) =>
    offer.field === field && isCutBetter(best, offer.value, likelyOf(offer.value))
      ? { ...offer, value: best.value }
      : offer,
  )
}

/** The same words cut where they are much likelier a value. */
function isCutBetter(best: Part, value: string, likely: number): boolean {
  if (best.field === 'company' && value.startsWith(best.value) && companySuffixOf(value)) return false
  const overlap = value.includes(best.value) || best.value.includes(value)
  return best.value !== value && overlap && likely >= 0 && best.likely - likely > clearlyBetter
}

/** 戴眼镜那个 小岑, 到了找 采购 小鲍: somebody who is pointed at. */
const pointedAt = /(?<!我|是)(?:那个|那位)\s?$|到了(?:就|请)?(?:找|问)\s?[\u4e00-\u9fff]{0,4}\s?$/
/** What may stand between a name and its number. */
const between = /^(?:\([\u4e00-\u9fff]{1,5}\))?[\s:,(]{0,3}(?:的?(?:电话|手机|微信|vx|qq)?号?码?)?[\s:,(]{0,3}$/i
const widest = 12

/** 收货找小万 159…: whose number it is not, his name is not either. */
function isAnothers(name: string, text: string, numbers: readonly Part[]): boolean {
  const start = text.indexOf(name)
  const end = start + name.length
  if (pointedAt.test(text.slice(Math.max(0, start - widest), start))) return true
  const beside = numbers.filter(({ quote }) => {
    const behind = text.slice(end, end + widest + quote.length)
    const ahead = text.slice(Math.max(0, start - widest - quote.length), start)
    const [at, before] = [behind.indexOf(quote), ahead.lastIndexOf(quote)]
    return (
      (at >= 0 && between.test(behind.slice(0, at))) ||
      (before >= 0 && between.test(ahead.slice(before + quote.length)))
    )
  })
  return beside.length > 0 && beside.every(({ likely, third }) => third || likely < bounds.mobile.keep)
}

/** 经理祁连 150…: beside what is surely his own name. */
function isBesideHim({ quote, likely }: Part, text: string, parts: readonly Part[]): boolean {
  const start = text.indexOf(quote)
  return (
    likely >= faint &&
    parts.some(({ field, value, likely: his }) => {
      const at = text.lastIndexOf(value, start)
      return field === 'name' && his >= surelyHis && at >= 0 && between.test(text.slice(at + value.length, start))
    })
  )
}

/** 微信就拿这个 139… 搜: his id of WeChat is his mobile. */
const isHisId = ({ value }: Part, parts: readonly Part[]): boolean =>
  parts.some((part) => part.of === 'twin' && part.value === value && part.likely >= mostLikely)

const isContact = (field: string): field is ContactField => contactFields.some((one) => one === field)

/** Words said outright, the answer to a question, or parted from the address they were written onto. */
const isSaid = ({ field, weight, quote }: Offer, { state: { asked }, byRules }: FirstReading): boolean =>
  !isContact(field) &&
  (weight >= saidOutright ||
    (asked[field] === true && weight >= 70) ||
    byRules.some((other) => other.field === 'address' && other.quote === quote))

const presentsHimself =
  /(?:更换|变更|换|改)[为成][\s:]{0,2}$|(?:(?:(?:找|联系|打给?|加)我|本人)[\s,:]{1,2}|我(?:是|叫)[\s,:]{0,2})[\u4e00-\u9fff·]{0,8}[\s,:]{0,2}$/

/** mujia-ss02 不是mujia_ss02 是横杠: told from what it might be taken for. */
const toldApart = /^[\s,，]*(?:不是|非)\s?[A-Za-z\d]/

/** 找我 车间主任戈卫国158…: of himself, in so many words. */
function isHisNumber({ field, quote }: Offer, { text }: FirstReading): boolean {
  const at = isContact(field) ? text.indexOf(quote) : -1
  if (at < 0) return false
  return presentsHimself.test(text.slice(Math.max(0, at - 16), at)) || toldApart.test(text.slice(at + quote.length))
}

/** All that he wrote, where that is what he had announced or was asked for. */
const isAnswer = ({ field, quote }: Offer, { state: { announced, asked }, text }: FirstReading): boolean =>
  text.trim() === quote &&
  (announced?.field === field || (contactKinds.has(field) && asked[field] === true && !asked.third))

function offerOf({ field, value, quote, likely }: Part): Offer {
  if (isContact(field)) return { field, value, weight: leastOfContact + Math.round(30 * likely), quote }
  const partial = field === 'company' || likely < sure || /^(?:[小老阿].|.)$/.test(value)
  return { field, value, weight: leastWeight + Math.round(15 * likely), quote, ...(partial ? { partial } : {}) }
}
