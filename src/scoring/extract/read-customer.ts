import type { ThreadMessage } from '../../domain/index.ts'
import { placePrefix } from '../gazetteer/divisions.ts'
import { isSurname, nameShape, surnameLength } from '../gazetteer/surnames.ts'
import { cleanText } from './clean-text.ts'
import { correctDigits, saysWrong } from './corrections.ts'
import { typeEvidence } from './customer-type.ts'
import { digitGroups } from './digit-groups.ts'
import { readEnglish } from './english.ts'
import { type FieldState, type HeldField, type Offer, offer } from './field-state.ts'
import { readIdentity } from './identity.ts'
import { isShortOrganisation } from './organisation.ts'
import { announcesThird, markOwners } from './ownership.ts'
import { isNameLike } from './person-name.ts'
import { type Piece, piecesOf } from './pieces.ts'
import { honestPart, isPlanted } from './planted.ts'
import { type Label, readWords, type WordsReading } from './read-words.ts'
import { simplified } from './simplified.ts'

/** A piece with what its words say. */
interface Read {
  piece: Piece
  words?: WordsReading
}

const contactKinds = new Set(['mobile', 'phone', 'email', 'wechatId', 'qq'])
const reach = 6
const additional = /另一个|另外一个|备用|第二|还有一个|也可以打|也行|或者打|打不通|副号|小号/
const deliveryTalk = /来|换|装|修|送|寄|发货|上门|安装|收货|地址|过来|位置|定位/
const claimsThat =
  /这是我|这个?是我|就是我|我的(?:名片|号|微信|位置|定位)|上面是我|(?:送|寄|发|到|来)(?:到)?(?:这|这里|这儿|上面|定位)|(?:这|就)(?:里|儿|个(?:位置|定位|地址))|按(?:这个)?(?:定位|位置)|地址|(?:能|可以|方便|今天|现在)[^,]{0,3}来(?:吗|不|一趟|人|$)|(?:装|修|换|送)[^,]{0,8}(?:来|吗)/

/** A customer's message folded into the state. */
export function readCustomer(state: FieldState, message: ThreadMessage): FieldState {
  const next: FieldState = { ...state, held: { ...state.held }, seq: state.seq + 1, answered: true }
  if (message.kind === 'location') return readLocation(next, message)
  if (message.kind === 'card') return { ...next, unclaimed: unclaimed('card', message) }
  if (message.kind !== 'text') return next
  const shared = /^\s*\[?(?:位置|定位)\][:：\s]*/.exec(message.text)
  if (shared) return readLocation(next, { ...message, text: message.text.slice(shared[0].length) })
  const text = cleanText(message.text)
  const honest = honestPart(text)
  if (honest.trim() === '' || isPlanted(honest, text)) return forget(next)
  claimPending(next, honest)
  readText(next, message, honest)
  weighType(next, message, honest)
  return next
}

function forget(state: FieldState): FieldState {
  delete state.correcting
  delete state.expectThird
  return state
}

const unclaimed = (kind: 'location' | 'card', message: ThreadMessage): NonNullable<FieldState['unclaimed']> => ({
  kind,
  text: message.text.slice(0, 200),
  messageId: message.id,
  at: message.sentAt,
})

/** A shared location is his address where that is what was asked for or talked about. */
function readLocation(state: FieldState, message: ThreadMessage): FieldState {
  const text = cleanText(message.text).replace(/\s+/g, ' ').trim().slice(0, 200)
  if (state.asked.address && text.length >= 4) {
    offer(state, message, { field: 'address', value: text, weight: 60, quote: text, source: 'location' })
    return state
  }
  return { ...state, unclaimed: unclaimed('location', message) }
}

function claimPending(state: FieldState, text: string): void {
  const pending = state.unclaimed
  if (!pending) return
  delete state.unclaimed
  if (!claimsThat.test(text) || text.length > 40) return
  const from: ThreadMessage = {
    id: pending.messageId,
    role: 'customer',
    kind: 'text',
    text: pending.text,
    sentAt: pending.at,
  }
  if (pending.kind === 'location') {
    if (deliveryTalk.test(text) || /这是我|我的/.test(text)) {
      offer(state, from, { field: 'address', value: pending.text, weight: 60, quote: pending.text, source: 'location' })
    }
  } else if (/我的?名片|这是我|就是我/.test(text)) {
    readText(state, from, cleanText(pending.text), 'signature')
  }
}

/** 钟 丽娜 (行政主管): a name set with a space, as on cards. */
const spacedName = /(?<=^|\n)([\u4e00-\u9fff]) ([\u4e00-\u9fff]{1,2})(?=\s*[(/|,\n]|$)/g

/** Reads words and numbers of one honest text. */
function readText(state: FieldState, message: ThreadMessage, original: string, source?: 'signature'): void {
  // What stands in quotation marks was said by somebody else.
  const spaced = simplified(original).replace(/[“「][^”」]{8,400}[”」]/g, (said) =>
    /\d{7}/.test(said) ? ' '.repeat(said.length) : said,
  )
  const text = spaced.replace(spacedName, (whole, surname: string, given: string) =>
    isSurname(surname) && nameShape(surname + given) >= 2 ? surname + given : whole,
  )
  const { asked } = state
  const corrects = saysWrong.test(text) || state.correcting === true
  const pieces = piecesOf(text, {
    ...asked,
    wechatId: asked.wechatId || (corrects && (state.held.wechatId?.length ?? 0) > 0),
  })
  markOwners(pieces, state.expectThird === true || (asked.third === true && !asked.name))
  const reads = readAll(pieces)
  const found: Offer[] = [
    ...contacts(state, reads, text),
    ...outright(reads),
    ...beside(reads),
    ...answers(state, reads),
    ...readEnglish(text, asked.name === true),
  ]
  const split = found.some((f) => f.field === 'mobile') ? undefined : splitNumber(state, message, pieces, text)
  if (split) found.push(split)
  const fixed = found.some((f) => f.field === 'mobile' || f.field === 'phone') ? undefined : digitFix(state, text)
  if (fixed) found.push(fixed)
  for (const one of dedupe(found)) {
    offer(state, message, {
      ...one,
      value: asWritten(original, text, one.value),
      quote: quoteOf(text, one.quote),
      corrects: one.corrects ?? (corrects && one.weight >= 60),
      ...(source ? { source } : {}),
    })
  }
  state.correcting = saysWrong.test(text) && found.length === 0 && text.length < 40
  state.expectThird = announcesThird(text) && !found.some((f) => f.field === 'mobile')
}

/** The value in the customer's own characters. */
function asWritten(original: string, text: string, value: string): string {
  const at = original === text || original.length !== text.length ? -1 : text.indexOf(value)
  return at < 0 ? value : original.slice(at, at + value.length)
}

const quoteOf = (text: string, quote: string): string => (quote === '' ? text.slice(0, 80) : quote)

/** Per field the surest reading of this message; two mobiles at once stay two values. */
function dedupe(found: readonly Offer[]): Offer[] {
  const best = new Map<string, Offer>()
  for (const one of found) {
    const key = one.field === 'mobile' ? `mobile:${one.value}` : one.field
    const known = best.get(key)
    if (!known || beats(one, known)) best.set(key, one)
  }
  return [...best.values()]
}

function beats(one: Offer, known: Offer): boolean {
  if (known.partial !== one.partial) return known.partial === true
  if (one.field === 'name' && one.partial && known.value.length === 1) return one.value.length > 1
  return one.weight > known.weight
}

/** 我 顺达汽修厂老郭: the frame and what it frames, with a space between. */
const opensClaim = /^(?:我|我是|我们是?|我叫|本人|这里是|这边是|我姓|免贵姓?|我在|你好我是|您好我是)$/

function readAll(pieces: readonly Piece[]): Read[] {
  let open: Label | undefined
  let frame = ''
  return pieces.map((piece) => {
    if (piece.kind !== 'words') {
      open = undefined
      return { piece }
    }
    const words = readWords(frame === '免贵' ? `姓${piece.text}` : frame + piece.text, open)
    frame = opensClaim.test(piece.text) ? piece.text : ''
    const waits = words?.label === 'contact' ? undefined : words?.label
    open = waits
    return words ? { piece, words } : { piece }
  })
}

/** Numbers, addresses of mail and ids that are his own. */
function contacts(state: FieldState, reads: readonly Read[], text: string): Offer[] {
  const offers: Offer[] = []
  let mobiles = 0
  for (const { piece } of reads) {
    if (!contactKinds.has(piece.kind) || piece.third || retired(text, piece)) continue
    if (state.foreign.includes(piece.value)) continue
    const labelled = piece.span?.labelled === true
    const field = piece.kind as HeldField
    let weight = labelled ? 95 : 88
    if (field === 'mobile') {
      if (mobiles > 0 || additional.test(text)) weight = mobiles > 0 ? 60 : 70
      mobiles += 1
    }
    offers.push({ field, value: piece.value, weight, quote: piece.text })
    if (piece.span?.mobile) offers.push({ field: 'mobile', value: piece.span.mobile, weight: 80, quote: piece.text })
  }
  return offers
}

/** 138… 这个号停用了, 别打138…: named only to be struck out. */
function retired(text: string, piece: Piece): boolean {
  const after = text.slice(piece.end, piece.end + 14)
  const before = text.slice(Math.max(0, piece.start - 8), piece.start)
  return (
    /^\s*,?\s*(?:这个|那个|的)?(?:号码?)?(?:已经?|早就?)?(?:停用|停机|丢了|换了|没用了|用不了|不用了|不用啦|作废|注销|空号|是旧|是老|打不通了|不是我|是错|错了|是你|是您)/.test(
      after,
    ) || /(?:别打|不要打|不是|原来的?|以前的?|旧号码?|之前的?|老号码?|你的|您的|刚才的?)\s*:?$/.test(before)
  )
}

/** What he says of himself outright. */
function outright(reads: readonly Read[]): Offer[] {
  return reads.flatMap(({ piece, words }) =>
    words?.outright && !piece.third && !foreignTalk(piece, words) ? offersOf(words, piece.text, words.weight) : [],
  )
}

/** 你们是…吗: about the seller, or asked rather than said. */
function foreignTalk(piece: Piece, words: WordsReading): boolean {
  const value = words.company ?? words.address
  if (value === undefined) return false
  const before = piece.text.slice(0, Math.max(0, piece.text.indexOf(value)))
  return (
    /你们|贵司|贵公司|你家|您家/.test(before) ||
    /是不是|是吗|对吗/.test(piece.text) ||
    (piece.asked && !/我/.test(before))
  )
}

function offersOf(words: WordsReading, quote: string, weight: number): Offer[] {
  const offers: Offer[] = []
  if (words.name)
    offers.push({ field: 'name', value: words.name, weight, quote, ...(words.partialName ? { partial: true } : {}) })
  if (words.company)
    offers.push({
      field: 'company',
      value: words.company,
      weight,
      quote,
      ...(words.shortCompany ? { partial: true } : {}),
    })
  if (words.job) offers.push({ field: 'job', value: words.job, weight, quote })
  if (words.address) offers.push({ field: 'address', value: words.address, weight, quote })
  return offers
}

const vocative = /(?:总|经理|工|哥|姐|老师|师傅|老板|叔|阿姨|主任)$/

/** Pieces in one run with a contact of his own: a card, a signature, `娄婷婷 158…`. */
function beside(reads: readonly Read[]): Offer[] {
  const cluster = new Set<number>()
  reads.forEach(({ piece }, i) => {
    if (!contactKinds.has(piece.kind) || piece.third) return
    for (const step of [-1, 1]) spread(reads, i, step, cluster)
  })
  reads.forEach(({ piece, words }, i) => {
    const complete = words?.outright && words.whole && !piece.third && (words.address ?? words.company ?? words.name)
    if (complete) for (const step of [-1, 1]) spread(reads, i, step, cluster)
    if (words?.address && words.weight >= 75 && !words.outright && !piece.third) {
      for (const step of [-1, 1]) spread(reads, i, step, cluster)
      cluster.add(i)
    }
  })
  const inside = [...cluster].sort((a, b) => a - b).map((i) => reads[i])
  const persons = inside.filter((r) => r?.words?.name || r?.words?.company)
  return inside.flatMap((read) => {
    const words = read?.words
    if (!read || !words || words.outright || read.piece.third) return []
    if (words.address && words.weight < 60) return []
    if (words.job && !words.name && !words.company && persons.length === 0) return []
    const first = reads[0] === read
    const calls = first && words.partialName && vocative.test(words.name ?? '')
    const { name, partialName, ...rest } = words
    const kept = calls ? rest : { name, partialName, ...rest }
    return offersOf(kept as WordsReading, read.piece.text, words.address ? words.weight : words.partialName ? 62 : 82)
  })
}

function spread(reads: readonly Read[], from: number, step: number, cluster: Set<number>): void {
  for (let n = 1, i = from + step; n <= reach && i >= 0 && i < reads.length; n += 1, i += step) {
    const read = reads[i]
    if (!read || read.piece.third) return
    if (read.piece.kind !== 'words') continue
    if (!read.words?.whole) return
    cluster.add(i)
  }
}

const mentions = /你们|贵|那边|那家|他们|银行|支行|大学|法院|分局|税务|工商|快递|物流|公安|政府/
const needs = /^(?:我们?)?(?:想|要|需|订|定|采购|买|问|咨询|换|做|求|打算|准备|有|这边)/
const ordersNext = /^(?:[今明后]天|下午|上午|送|来|[\d一两三四五六七八九十])/
const shopLike = /(?:店|馆|超市|酒店|公司|厂|烫|饭店|火锅|面馆|食堂|医院|学校|幼儿园|宾馆|酒楼|烧烤|小吃)$/

/** Words that answer the salesperson's question. */
function answers(state: FieldState, reads: readonly Read[]): Offer[] {
  const { asked } = state
  const offers: Offer[] = []
  const known = state.held.name?.find((h) => h.partial)?.value ?? reads.find((r) => r.words?.partialName)?.words?.name
  let firm = false
  for (const { piece, words } of reads) {
    if (firm && words?.name && words.whole && !words.partialName && !words.outright && !piece.third)
      offers.push({ field: 'name', value: words.name, weight: 72, quote: piece.text })
    firm = words?.company !== undefined && placePrefix(words.company) >= 2 && !piece.third
    const mine = asked.name && !piece.third ? /^我([\u4e00-\u9fff]{2,3})$/.exec(piece.text)?.[1] : undefined
    const bare = asked.name && !piece.third && isSurname(piece.text) ? piece.text : undefined
    if (bare) offers.push({ field: 'name', value: bare, weight: 76, quote: piece.text, partial: true })
    if (asked.company && !piece.third && !words?.company && (!words?.name || !asked.name))
      offers.push(...companyAnswer(piece))
    if (mine && !words && isNameLike(mine, 'stated'))
      offers.push({ field: 'name', value: mine, weight: 84, quote: piece.text })
    if (!words || words.outright || piece.third || piece.asked) continue
    const add = (fields: Partial<WordsReading>, weight: number) =>
      offers.push(...offersOf({ ...fields, weight, outright: false, whole: true }, piece.text, weight))
    const kin =
      known &&
      words.name &&
      !words.partialName &&
      surnameLength(known) > 0 &&
      words.name.startsWith(known.slice(0, surnameLength(`${known}某`)))
    if (words.name && (asked.name || kin))
      add({ name: words.name, partialName: words.partialName, job: words.job }, words.partialName ? 78 : 84)
    if (words.company && asked.company) add({ company: words.company, job: words.job }, 86)
    if (words.job && asked.job) add({ job: words.job }, 82)
    if (words.address && asked.address) add({ address: words.address, name: words.name }, 85)
    const leads = piece === reads[0]?.piece && needs.test(reads[1]?.piece.text ?? '')
    const orders =
      piece === reads[0]?.piece && ordersNext.test(reads[1]?.piece.text ?? '') && shopLike.test(words.company ?? '')
    if (words.company && (leads || orders)) add({ company: words.company, name: words.name, job: words.job }, 80)
    // 咸宁赤壁启明五金, a piece of its own: nobody writes a town before a firm that is not his.
    if (words.company && !asked.company && words.whole && placePrefix(words.company) >= 2 && !mentions.test(piece.text))
      add({ company: words.company, name: words.name, job: words.job }, 62)
    if (words.company && !asked.company && /有限公司$|集团$|事务所$|合作社$/.test(words.company))
      add({ company: words.company }, 64)
    if (words.address && !asked.address && words.weight >= 75) add({ address: words.address }, 66)
  }
  return offers
}

/** 店名? 牛小串: a short name is enough where it was asked for. */
function companyAnswer(piece: Piece): Offer[] {
  if (piece.kind !== 'words') return []
  const identity = readIdentity(piece.text, 'stated')
  if (identity?.company) return [{ field: 'company', value: identity.company, weight: 84, quote: piece.text }]
  if (identity?.job || !isShortOrganisation(piece.text) || piece.text.length > 8) return []
  return [{ field: 'company', value: piece.text, weight: 70, quote: piece.text, partial: true }]
}

/** 17682 … 304917: a mobile written in two messages. */
function splitNumber(
  state: FieldState,
  message: ThreadMessage,
  pieces: readonly Piece[],
  text: string,
): Offer | undefined {
  const groups = digitGroups(text).filter(
    (g) => !/^\s*(?:元|块|米|吨|个|台|套|件|平|斤|号|楼|层|栋|点|月|天|年|%|w|万)/.test(text.slice(g.end)),
  )
  const third = pieces.some((p) => p.third)
  const pending = state.digits
  delete state.digits
  if (third || /订单|单号|快递|运单|卡号|身份证|验证码/.test(text)) return undefined
  const inside = groups.length > 1 ? groups.map((g) => g.digits).join('') : ''
  if (/前/.test(text) && /后/.test(text) && /^1[3-9]\d{9}$/.test(inside))
    return { field: 'mobile', value: inside, weight: 82, quote: text.slice(0, 80) }
  if (pending && state.seq - pending.seq <= 2) {
    for (const group of groups) {
      const joined = pending.text + group.digits
      if (/^1[3-9]\d{9}$/.test(joined) && !state.foreign.includes(joined))
        return { field: 'mobile', value: joined, weight: 84, quote: text.slice(0, 80) }
      if (/^1[3-9]\d{1,8}$/.test(joined) && text.length < 16)
        state.digits = { text: joined, seq: state.seq, messageId: message.id, at: message.sentAt }
    }
  }
  const only = groups.length === 1 ? groups[0] : undefined
  const words = only ? text.slice(0, only.start) + text.slice(only.end) : ''
  if (
    !state.digits &&
    only &&
    /^1[3-9]\d{1,7}$/.test(only.digits) &&
    /^[\s,.。:]*(?:我?的?(?:电话|手机|号码|手机号)?(?:是|:)?|前面?(?:是|几位|[三四五六]位)?(?:是|:)?|记一下|你记)?[\s,.。:…-]*$/.test(
      words,
    )
  ) {
    state.digits = { text: only.digits, seq: state.seq, messageId: message.id, at: message.sentAt }
  }
  return undefined
}

/** The number that is spoken of: by its name, else the one said last. */
function numberMeant(state: FieldState, text: string): 'mobile' | 'phone' | 'qq' {
  if (/qq|扣扣/i.test(text)) return 'qq'
  if (/固话|座机/.test(text)) return 'phone'
  const last = (field: 'mobile' | 'phone' | 'qq') => Math.max(0, ...(state.held[field] ?? []).map((h) => h.seq))
  if (/手机|电话/.test(text) || (last('mobile') >= last('qq') && last('mobile') >= last('phone'))) return 'mobile'
  return last('qq') > last('phone') ? 'qq' : 'phone'
}

/** 后两位是86: the number known so far, with the digits put right. */
function digitFix(state: FieldState, text: string): Offer | undefined {
  if (text.length > 60) return undefined
  const field = numberMeant(state, text)
  const known = state.held[field]?.toSorted((a, b) => b.seq - a.seq)[0]
  const fixed = known ? correctDigits(known.value, text) : undefined
  if (!known || !fixed || fixed === known.value || (field === 'mobile' && !/^1[3-9]\d{9}$/.test(fixed)))
    return undefined
  return { field, value: fixed, weight: 90, quote: text, corrects: true }
}

function weighType(state: FieldState, message: ThreadMessage, text: string): void {
  const evidence = typeEvidence(text)
  if (evidence.company === 0 && evidence.personal === 0) return
  state.type = {
    company: state.type.company | evidence.company,
    personal: state.type.personal | evidence.personal,
    quote: evidence.quote || state.type.quote,
    messageId: message.id,
    at: message.sentAt,
  }
}
