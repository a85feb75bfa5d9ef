import { isGoods, isPositionAlone } from '../extract/firm-like.ts'
import { endsASentence, isSentence } from '../extract/not-firms.ts'
import { isOrganisation, isPlacedOrganisation, isShortOrganisation } from '../extract/organisation.ts'
import { isNameLike, readName } from '../extract/person-name.ts'
import { readAddress } from '../extract/postal-address.ts'
import { isPlace, placePrefix } from '../gazetteer/divisions.ts'
import { isJob, talkWords } from '../gazetteer/words.ts'
import type { ModelReply } from './reply.ts'

type Field = Exclude<ModelReply['claims'][number]['field'], 'type'>

/** What opens a name: 我叫…, 联系人:…. */
const namedSo =
  /(?:叫我?|姓名|名字|称呼|大名|联系人|聯絡人|收[货件]人|经办人|对接人|负责人|登记的?|本人|我是|我[\s,:]+|这是|name)(?:是|写|填)?[:\s]*$/i
/** What opens a firm's name: 抬头写…, 我们店叫…. */
const calledSo =
  /(?:抬头|全称|户名|店名|厂名|名称|(?:公司|单位)(?:名|(?=[:是写填]))|开票|发票|(?:店|厂|公司|单位|学校|医院|酒店|工作室|民宿|我们|这边|品牌|馆|机构)(?:就|名)?叫做?|company)(?:就|还)?(?:是|写|开|填)?[:\s]*$/i
/** What opens a position: 职务:…, 担任…. */
const holdsPost = /(?:职务|职位|岗位|职称|头衔|担任|任职|title|position)(?:是|为)?[:\s]*$/i

const sentence = /[,，。!！?？;；:：\n]|[我你您咱他她它]|[了吗呢吧啊呀嘛]$|什么|怎么|多少|可以|不是|再看|看看|考虑|谢谢/
/** Verbs of a sentence, which a name may well do without. */
const spoken =
  /[就要写去想把被会能没不再又很都也还等到给跟帮说看听吃住走坐放送寄来装收打完多少好谢请急快发早晚上下有是在换修拆洗租买订用做找问]/
/** What is said of goods. */
const ofTrade = /价|质量|便宜|[贵高低快慢]$|货(?!运|架)/
const opensTalk =
  /^[就要写想把被会能没不再又很都也还等给跟帮说看听放送寄来装收打请急快发有是在换修拆租买订用做找问先开]/
/** 我叫人来拿, 我叫车来拉: nobody's name. */
const calledIn = /^[人车].*[来去拿拉送取运装搬]/
const counted = /^[\d一二两三四五六七八九十百千几半]+(?:[个台套件箱组张只条吨米斤桶盒包批把辆块万千]|[年月日号点])/
/** How those who do something are called, and the part of a house that somebody speaks for. */
const postEnds =
  /(?:经理|主管|总监|主任|[部科处厂店校院园馆所站场班组队工船团会社]长|专员|助理|秘书|负责人|经办人|老板娘?|合伙人|股东|顾问|代表|支书|[内外]勤|采购|招商|民警|管家|实习生|工程师|农户|[种养]植?殖?户|[员师医工总匠]|[部科处室组]|中心|办公室)$/
/** 跑外协的, 管材料的: what somebody does. */
const doesSo = /^(?:做|管|跑|搞|负责|分管|主管)[\u4e00-\u9fff]{2,6}的?$/
const latinPost =
  /^[A-Z]{2,5}$|\b(?:manager|director|engineer|officer|buyer|assistant|executive|president|owner|founder|partner|head|lead|supervisor|specialist|representative|coordinator|designer|secretary|clerk|purchas\w+|sales|ceo|cto|cfo|coo)\b/i
const latinFirm =
  /\b(?:co|ltd|limited|inc|llc|corp|corporation|gmbh|company|group|trading|industr\w+|technolog\w+|international|enterprises?|factory|hotel|studio)\b/i
const latin = /^[\x20-\x7e]+$/

/**
 * Whether a value is one of its field, by its own form or by what leads up to it: a sentence that stands in the
 * customer's text is neither his firm nor his position.
 */
export const shapes: Readonly<Record<Field, (value: string, before: string) => boolean>> = {
  name: (value, before) => {
    if (calledIn.test(value)) return false
    const context = namedSo.test(before) ? 'stated' : 'claimed'
    return readName(value, context)?.length === value.length || isNameLike(value, context)
  },
  company: (value, before) => {
    if (isOrganisation(value, 'stated')) return true
    if (latin.test(value)) return latinFirm.test(value) || (calledSo.test(before) && /^[A-Z]/.test(value))
    const own = value.slice(placePrefix(value))
    if (own === '' || counted.test(own) || ofTrade.test(own) || isTalk(own)) return false
    return (calledSo.test(before) && !opensTalk.test(own)) || /有限公司/.test(own) || isFirm(value, own)
  },
  job: (value, before) => {
    if (isJob(value) || isPositionAlone(value)) return true
    if (latin.test(value)) return latinPost.test(value)
    // 周总: a person, not what he is.
    if (value.length > 12 || readName(value, 'claimed')?.partial || counted.test(value) || isTalk(value)) return false
    return postEnds.test(value) || doesSo.test(value) || holdsPost.test(before)
  },
  address: (value) => {
    const read = sentence.test(value) ? undefined : readAddress(value)
    if (!read || !(read.placed || (read.detailed && /\d/.test(value)))) return false
    return read.detailed || read.points >= 2 || /[镇乡村][\u4e00-\u9fff]{2}/.test(value)
  },
}

/** A name without an ending; behind a town two characters of its own will do: 嘉禾泵配. */
function isFirm(value: string, own: string): boolean {
  if (own === value) return isShortOrganisation(value) && !isGoods(value)
  return isPlacedOrganisation(value) || (own.length > 1 && !spoken.test(own))
}

const isTalk = (text: string): boolean =>
  sentence.test(text) || talkWords.test(text) || isSentence(text) || endsASentence(text) || isPlace(text)
