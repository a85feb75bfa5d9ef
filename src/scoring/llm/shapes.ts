import { firmLike, isPositionAlone } from '../extract/firm-like.ts'
import { readIdentity } from '../extract/identity.ts'
import { endsASentence, isSentence } from '../extract/not-firms.ts'
import { isOrganisation, isPlacedOrganisation } from '../extract/organisation.ts'
import { isNameLike, readName } from '../extract/person-name.ts'
import { readAddress } from '../extract/postal-address.ts'
import { isPlace, placePrefix } from '../gazetteer/divisions.ts'
import { nameShape } from '../gazetteer/surnames.ts'
import { isJob, talkWords } from '../gazetteer/words.ts'
import type { ModelReply } from './reply.ts'

type Field = Exclude<ModelReply['claims'][number]['field'], 'type'>

/** What opens a name: 我叫…, 联系人:…. */
const namedSo =
  /(?:叫我?|姓名|名字|称呼|大名|联系人|聯絡人|收[货件]人|经办人|对接人|负责人|登记的?|本人|name(?: is)?)(?:是|写|填)?[:\s]*$/i
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
/** 跑外协的, 管材料的: what somebody does in his house. */
const doesSo = /^(?:管|跑|负责|分管|主管)[\u4e00-\u9fff]{2,4}的?$/
const notPost =
  /[是想也有没不打搬需送发]|的.|尊敬|应聘|招聘|^[一二两三四五六七八九十几]|(?:工作|值班|培训|会议|实验|质检|化验)室$|俱乐部|门诊部|批发部|门市部|经营部/
const latinPost =
  /\b(?:manager|director|engineer|officer|buyer|assistant|executive|president|owner|founder|partner|head of|supervisor|specialist|representative|coordinator|designer|secretary|clerk|purchaser|procurement|sales|sqe|ceo|cto|cfo|coo|qa|qc|hse|ehs|pmc)\b/i
const latinFirm =
  /\b(?:co|ltd|limited|inc|llc|corp|corporation|gmbh|company|group|trading|industr\w+|technolog\w+|international|enterprises?|factory|hotel|studio)\b/i
const latin = /^[\x20-\x7e]+$/
const twoWords = /^[A-Z][a-z]+(?: [A-Z][a-z.]+){1,2}$/
const numerals = /^[\d幺零〇一二两三四五六七八九十拐洞勾壹贰叁肆伍陆柒捌玖]+$/
const notFirm =
  /姓|的$|QQ|[周拜][一二三四五六日天]|[一二两三四五六七八九十百千万半几\d][个片颗亩家吨折岁斤]|(?:账号|邮箱|地址|值班室|[教总]务处)$/
/** 11月8号开业, 25号前装好: a day, no house. */
const dayIn = /\d月|(?:下|本|这个?|每)月|(?<![路街道巷弄村镇])\d{1,2}[号日](?![楼院库仓门铺线厂地店馆])/
const spokenOfPlace = /的$|有限(?:责任)?公司|吃饭|打电话|要|能|已经|必须|没|经办|登记|备注|预产|帮|别打|行不|有没有/

/**
 * Whether a value is one of its field, by its own form or by what leads up to it: a sentence that stands in the
 * customer's text is neither his firm nor his position.
 */
export const shapes: Readonly<Record<Field, (value: string, before: string) => boolean>> = {
  name: (value, before) => {
    if (calledIn.test(value) || numerals.test(value)) return false
    if (latin.test(value))
      return !latinFirm.test(value) && !latinPost.test(value) && (namedSo.test(before) || twoWords.test(value))
    const context = namedSo.test(before) ? 'stated' : 'claimed'
    const read = readName(value, context)
    if (read?.length === value.length && (read.partial || context === 'stated')) return true
    return isNameLike(value, context) && (context === 'stated' || nameShape(value) >= 2) && !isVerb(value)
  },
  company: (value, before) => {
    if (isOrganisation(value, 'stated')) return true
    if (latin.test(value)) return latinFirm.test(value) || (calledSo.test(before) && /^[A-Z]/.test(value))
    const own = value.slice(placePrefix(value))
    if (notFirm.test(value) || readIdentity(value, 'claimed')?.name !== undefined) return false
    if (own === '' || numerals.test(own) || counted.test(own) || ofTrade.test(own) || isTalk(own)) return false
    return (calledSo.test(before) && !opensTalk.test(own)) || /有限公司/.test(own) || isFirm(value, own)
  },
  job: (value, before) => {
    if (notPost.test(value) || isName(value)) return false
    if (isJob(value) || isPositionAlone(value)) return true
    if (latin.test(value)) return latinPost.test(value)
    // 周总: a person, not what he is.
    if (value.length > 12 || readName(value, 'claimed')?.partial || counted.test(value) || isTalk(value)) return false
    return postEnds.test(value) || doesSo.test(value) || holdsPost.test(before)
  },
  address: (value) => {
    if (sentence.test(value) || dayIn.test(value) || spokenOfPlace.test(value)) return false
    // A firm lies somewhere, and is no place: 苏州恒达纺织有限公司.
    if (isOrganisation(value, 'stated') && !/\d|[路街道巷弄镇乡村]/.test(value)) return false
    const read = readAddress(value)
    if (!read || !(read.placed || (read.detailed && /\d/.test(value)))) return false
    return read.detailed || read.points >= 2 || /[镇乡村][\u4e00-\u9fff]{2}/.test(value)
  },
}

/** A name without an ending; behind a town two characters of its own will do: 嘉禾泵配. */
function isFirm(value: string, own: string): boolean {
  if (own === value) return firmLike(value) && !opensTalk.test(value)
  return !/\d/.test(own) && (isPlacedOrganisation(value) || (own.length > 1 && !spoken.test(own)))
}

const isName = (value: string): boolean => value.length <= 3 && nameShape(value) >= 2 && !isJob(value)

/** 来签, 通过下: surnames that are verbs first. */
const isVerb = (value: string): boolean =>
  /^(?:来|通过|能|都|有|和|到|要|想|会|可|在|别|付|全|但|展|盖|发|寄|送|商量|先)/.test(value)

const isTalk = (text: string): boolean =>
  sentence.test(text) || talkWords.test(text) || isSentence(text) || endsASentence(text) || isPlace(text)
