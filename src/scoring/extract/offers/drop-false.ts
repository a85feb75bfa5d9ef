import { isJob } from '../../gazetteer/words.ts'
import { qq } from '../contacts/channel-words.ts'
import type { HeldField, Offer } from '../field-state.ts'
import { dropFrom } from './drop-from.ts'

/*
 * What the other findings of the same message show to be none.
 */

/** Takes out of the offers what cannot be meant, seen what else the message says. Mutates `found`. */
export function dropFalse(found: Offer[], text: string): void {
  dropNameInFirm(found, text)
  dropPositionAsName(found)
  dropStreetInFirm(found)
  dropAddressed(found, text)
  dropFormerFirm(found, text)
  dropRivals(found, text)
  dropTwoKinds(found, text)
  dropFormerAddress(found, text)
  dropOther(found, text)
  dropFrom(found, ({ field, value }) => never[field]?.test(value) === true || endsWithName(field, value, found))
}

/** 拼多多开店: where he sells, no firm of his; 出院: no house; 我们整栋楼: no place; 业主不同意: no name. */
const never: Partial<Record<HeldField, RegExp>> = {
  company:
    /^(?:我?在?)?(?:拼多多|淘宝|天猫|京东|抖音|快手|闲鱼|美团|小红书|微店)(?:上|里)?(?:开?店|店铺|小店|平台)?$|^有事|打$|[出住入转]院$/,
  address: /^(?:我们)?整[栋层个]|找不到|打给/,
  name: /^[不没]|^(?:拼音|全拼|缩写|首字母)/,
}

/** 工程师纪明轩, 设备科科长宁志伟: a position and its name are neither a firm nor a place. */
const endsWithName = (field: HeldField, value: string, found: readonly Offer[]): boolean =>
  found.some(
    ({ field: other, value: name }) =>
      other === 'name' &&
      value.endsWith(name) &&
      ((field === 'company' && isJob(value.slice(0, -name.length))) || (field === 'address' && name.length > 1)),
  )

/** 新郎殷浩然 新娘我 岑雨桐, 我是他姐: who is named so is the other one. */
const otherOfPair = /新[郎娘]\s?我|我是[他她]/
/** 婚礼在 …酒店: where it takes place. 我朋友在江阴凯泰阀门上班: where somebody else works. */
const venue = /(?:婚礼|婚宴|酒席|喜宴|宴席|年会|聚餐|展会|培训|路演|团建)(?:就|是|办|定|安排)?在[^,。]{0,12}$/
const worksThere =
  /(?:朋友|同学|老公|老婆|亲戚|闺蜜|表[哥弟姐妹]|[哥姐弟妹爸妈]|儿子|女儿|邻居|[他她])(?:们)?(?:也|都|就|是|以前)*在$/
/** 开户行 农商行: where his account is. */
const bank = /(?:行|信用社|农信)$/
const ofBank = /开户行?[^\n]{0,12}$|账[号户][^\n]{0,12}$/
/** 覃师傅到楼下call我: whom he speaks to. */
const bidden = /^(?:到|上来|下来|进来|来了?|快到|过来|帮|给|麻烦|辛苦)/

/** What stands before a value; nothing where the text does not have it as it is. */
const leadOf = (value: string, text: string): string => text.slice(0, Math.max(0, text.indexOf(value)))

function dropOther(found: Offer[], text: string): void {
  const pair = otherOfPair.test(text)
  dropFrom(found, ({ field, value }) => {
    const lead = leadOf(value, text)
    if (field === 'company') return venue.test(lead) || worksThere.test(lead) || (bank.test(value) && ofBank.test(lead))
    if (field !== 'name') return false
    if (pair && /新[郎娘]\s?$/.test(lead)) return true
    return /师傅$/.test(value) && !/我是?$/.test(lead) && bidden.test(text.slice(lead.length + value.length))
  })
}

const wasThere = /(?:原来|之前|以前|上次)(?:写|寄|填|送|发|留)?的?(?:地址)?(?:是|:)?\s?$/
const leftThere =
  /^[\s,)）]{0,3}(?:哦|啊|呃|哎)?(?:不做了|关了|退了|转让了|不(?=[\s,])|不是|不对|是老地址|那是老|那是公司|搬走|搬了)/

/** 原来写的是 A 现在寄 B, A 哦不是 那是老地址 现在搬到 B: where he is now. */
function dropFormerAddress(found: Offer[], text: string): void {
  const places = found.filter(({ field }) => field === 'address')
  const isFormer = ({ value }: Offer) => {
    const at = text.indexOf(value)
    return (
      /^(?:原来|之前|以前)/.test(value) ||
      (at >= 0 &&
        (wasThere.test(text.slice(Math.max(0, at - 10), at)) || leftThere.test(text.slice(at + value.length))))
    )
  }
  if (places.some((place) => !isFormer(place))) dropFrom(found, (offer) => places.includes(offer) && isFormer(offer))
}

const ofAccount = new RegExp(`${qq}|加`, 'i')
/** 你加我吧 69002187: one number is one kind of number. */
function dropTwoKinds(found: Offer[], text: string): void {
  const account = found.find(({ field }) => field === 'qq')?.value
  if (!account || !found.some(({ field, value }) => field === 'phone' && value === account)) return
  const unwanted = ofAccount.test(text) ? 'phone' : 'qq'
  dropFrom(found, ({ field, value }) => field === unwanted && value === account)
}

const debtor = /(?:欠款的?|欠我钱?的?|起诉|被告)(?:是|方)?[\s:：]{0,2}$/

/** 跟山东力源的液压泵比 哪个好, 欠款的是 鸿达商贸: whom we are measured by, who owes him. */
function dropRivals(found: Offer[], text: string): void {
  dropFrom(found, ({ field, value }) => {
    if (field !== 'company') return false
    const lead = leadOf(value, text)
    if (debtor.test(lead)) return true
    return /[跟和比与]$/.test(lead) && /^.{0,12}(?:比|哪个|哪家|对比)/.test(text.slice(lead.length + value.length))
  })
}

/** 我是楼长 练国忠: the position is no name where there is one. */
function dropPositionAsName(found: Offer[]): void {
  if (found.some(({ field, value }) => field === 'name' && !isJob(value)))
    dropFrom(found, ({ field, value }) => field === 'name' && isJob(value))
}

/** 叫 素颜时光: what stands in the name of his firm alone is no name of his. */
function dropNameInFirm(found: Offer[], text: string): void {
  const firm = found.find(({ field, weight }) => field === 'company' && weight >= surelyFirm)?.value
  if (firm === undefined) return
  const besides = text.replaceAll(firm, ' ')
  dropFrom(found, ({ field, value }) => field === 'name' && firm.includes(value) && !besides.includes(value))
}

/** 清池大道天成广告, where 天成广告 is known to stand on that road: the road is no part of the name. */
function dropStreetInFirm(found: Offer[]): void {
  const valuesOf = (field: string) => found.filter((offer) => offer.field === field).map(({ value }) => value)
  const [streets, firms] = [valuesOf('address'), valuesOf('company')]
  dropFrom(
    found,
    ({ field, value }) =>
      field === 'company' && streets.some((street) => firms.some((firm) => value === street + firm)),
  )
}

/** 王先生您好; 不是“宫野”: whom he speaks to, and how a name is not written. */
function dropAddressed(found: Offer[], text: string): void {
  dropFrom(
    found,
    ({ field, value }) =>
      field === 'name' &&
      (/^[\s,，]{0,2}[您你]好/.test(text.startsWith(value) ? text.slice(value.length) : '') ||
        ['"', '“', '”', '「'].some((mark) => text.includes(`不是${mark}${value}`))),
  )
}

const surelyFirm = 88
const formerly =
  /(?:别|不要|不再)[写开][^,。\d]{0,4}$|(?:老|旧|原)(?:名字?|抬头)\s?$|(?:原来|之前|以前|错)[^,。\d]{0,4}(?:成|是|叫)了?\s?$/

/** 原来开成 A 了 正确是 B: the firm that was put down wrongly gives way to the right one. */
function dropFormerFirm(found: Offer[], text: string): void {
  dropFrom(found, ({ field, value }) => field === 'company' && text.includes(`不在${value}了`))
  const firms = found.filter(({ field }) => field === 'company')
  const isFormer = ({ value }: Offer) => {
    const at = text.indexOf(value)
    return at > 0 && formerly.test(text.slice(Math.max(0, at - 12), at))
  }
  if (firms.some((firm) => !isFormer(firm))) dropFrom(found, (offer) => firms.includes(offer) && isFormer(offer))
}
