import type { Earlier } from '../field-state.ts'
import { relation } from './relations.ts'

/*
 * What this message says of the one before: that it was another's, or no earnest.
 */

/** 我朋友 他家要装, 工地的 老乔, 装修公司的: whose the number is that was sent alone before. */
const nameOwner = new RegExp(
  `^(?:这|那)?(?:个)?(?:是|就是)?(?:(?:我|我们|咱们?|他们?|我家|他家|家里|工地上?|公司|单位|店里|厂里|学校|装修公司)(?:的)?[\\u4e00-\\u9fff]{0,4}${relation}(?!也?是我|接|也|代)|(?:工地|公司|单位|店里|厂里|学校|装修公司|物业|车队|物流)的(?=[\\s,]|$)|${relation}(?:的|[小老阿][\\u4e00-\\u9fff]|(?=[\\s,]|$)))`,
)
const ofHimself = /我的|本人|我自己|是我|我叫|我是|打我|(?:老板|店长|厂长)就?是我/

/** A number stood alone in the message before, and this one says whose it is. */
export const namesOwnerOf = (before: string, text: string): boolean =>
  /^\D{0,4}1[3-9](?:[ -]?\d){9}\D{0,3}$/.test(before) &&
  nameOwner.test(text) &&
  !ofHimself.test(text) &&
  !/\d{7}/.test(text)

/** 啊发错窗口了 那是别人的, 我这没有 你直接找他吧: what the message before said was not of himself. */
const disowned =
  /发错(?:窗口|人|群|对话)|(?:^|[\s,。])(?:这|那|上面|刚才)(?:个|张|条)?(?:的)?(?:号码?|名片|电话|微信)?都?是(?:别人|别家|人家)的|我(?:们|这|这边|自己)?(?:没有?|不[要用])[^\d]{0,6}直接(?:找|联系)(?:他|她)/

/** 这是拉货师傅的 我人不在, 不是 是我们车间同事的, 这个号不是我的 是我老公的. */
const ownedBy = new RegExp(
  `(?:^|[\\s,。])(?:(?:这|那|上面|刚才)(?:个|张|条)?(?:的)?(?:号码?|名片|电话|手机|微信)?(?:不是我的?[\\s,]*)?|不是我?的?[\\s,]+)(?:就|都)?是[^\\d\\s,]{0,6}${relation}的(?=$|[\\s,号电手微])`,
)

/** 逗一下你们的机器人, 看看会不会自动建档: what the message before said was written for a machine. */
const inJest =
  /(?:逗|骗|耍|糊弄|忽悠|考验)(?:一?下|逗|过|得了)?(?:你们?|贵司|这)?(?:家|公司)?(?:的)?(?:机器人|ai(?![a-z])|bot|智能客服)|(?:机器人|(?<![a-z])ai|bot|系统)(?:会|能)?(?:不会)?(?:上当|当真|照抄|中招)|会不会(?:自动(?:建档|录入|登记)|上当|照抄)/i

/** 这是我们老板的, 他让我转给你, 这个人靠谱: the message before was somebody else's. */
const handsOverBefore =
  /^(?:是)?我的?(?:前|老)?(?:同事|朋友|同学|老乡|亲戚|客户|邻居|战友|合作伙伴)(?:[\s,，]|$)(?![^,]{0,12}介绍我)|^[^\d]{0,24}(?:你)?(?:可以|直接)(?:去)?(?:联系|找|加)(?:他|她)(?:们)?$|^(?:这|那|上面)(?:个|张)?(?:就)?是我们?(?:的)?(?:老板|领导|上司|老总|同事|经理|主管|老公|老婆|爱人|朋友|会计|财务|司机|爸|妈)[^,]{0,3}的?(?:名片|电话|号|微信|$|[\s,])|^(?:他|她)(?:让|叫|说|要|想|那边|家)[^\d]{0,12}(?:给你|联系你|找你|你联系|你们?自己|直接)|^(?:这|那)(?:个|位)?(?:人|家|店|厂|公司|老板|老师|师傅)(?:靠谱|不错|做|你|要|想|是做|在找)|^[^\d]{0,14}你(?:们)?(?:直接|自己)?(?:跟|找|和|去)(?:他|她)们?(?:聊|谈|说|联系|对接)|^就说(?:是)?[\u4e00-\u9fff]{1,4}介绍/

const aValue = /\d{6}|[A-Za-z][\w.-]{4}/
const asksOfValue = /号|电话|手机|微信|邮箱|本人/

/** What was said before is taken for his own until now. */
const isDisowned = (text: string, { said = '', asked = '' }: Earlier): boolean =>
  disowned.test(text) ||
  (ownedBy.test(text) && aValue.test(said) && (!text.startsWith('不是') || asksOfValue.test(asked)))

/** A message that gives a number of its own speaks of that one. */
export const disowns = (text: string, earlier: Earlier = {}): boolean =>
  inJest.test(text) ||
  handsOverBefore.test(text) ||
  (text.length < 40 && !/\d{5}/.test(text) && isDisowned(text, earlier))
