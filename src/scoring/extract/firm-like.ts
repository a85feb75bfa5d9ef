import { placePrefix } from '../gazetteer/divisions.ts'
import { goodsIn } from '../gazetteer/goods.ts'
import { isSurname, nameShape, surnameLength } from '../gazetteer/surnames.ts'
import { isJob } from '../gazetteer/words.ts'
import { isShortOrganisation } from './organisation.ts'

/** Verbs and particles of a sentence: no name of a firm has them. */
const spoken =
  /[就要写去想把被会能没不再又很都也还等到给跟帮说看听吃住走坐放送寄来装收打完多少好谢请急快发早晚前后上下有是在换修拆洗刷擦搬运租买订补配签领反付问过冇叫先招转]|财务|特此|对接|(?:经理|主管|主任|总监|[师员长户人])$/
const unitJob =
  /^(?![我你他的找])[\u4e00-\u9fff]{2,8}(?:部|科|处|室|中心|办公室|教研组|车间|分厂)(?=[\u4e00-\u9fff]{2,4}$)/
const rankedTitle = /^副?(?:总?经理|主管|总监|主任|部长|科长|处长|组长|班长|负责人|专员|副理|干事|科员)$/
/** 供应链专员, 结构工程师, 安装队长: any trade, then what its people are called. */
const anyTitle =
  /^([\u4e00-\u9fffA-Za-z]{2,6})(?:经理|主管|总监|主任|部长|科长|处长|专员|工程师|设计师|技师|康复师|护士长|队长|班长|组长|工头|助理|负责人|管理员|材料员|资料员|安全员|执行)$/

/** Words that may name a firm where a firm may stand. */
export const firmLike = (text: string): boolean => firmShape(text) && !isGoods(text)

/** As `firmLike`, even where the words name goods: 海景报关. */
export const firmShape = (text: string): boolean =>
  text.length >= 3 &&
  isShortOrganisation(text) &&
  !spoken.test(text) &&
  !/\d|^[一二三四五六七八九十百千两几双][\u4e00-\u9fff]|班$/.test(text) &&
  /^[\u4e00-\u9fff]/.test(text) &&
  !/顺丰|快递|驿站|代收|菜鸟|门卫|门口|前台|大厦$|公寓$|祠堂$|豪庭$|中庭$|云谷$|[息码流新]港$|花园$|苑$|名城$|区$/.test(
    text,
  ) &&
  (text.length > 3 || surnameLength(text) === 0) &&
  nameShape(text) < 2

/** 周转箱 is goods, 瑞泽流体设备 a firm that deals in them. */
export const isGoods = (text: string): boolean => {
  const met = (part: string) => {
    const { firms, homes } = goodsIn(part)
    return firms + homes > 0
  }
  return met(text) && (text.length < 5 || met(text.slice(0, -2)))
}

/** 渔家乐酸菜鱼江宁百家湖店: a shop and which of its branches. */
export function isBranch(text: string): boolean {
  if (!text.endsWith('店') || text.length < 6 || text.length > 20) return false
  for (let at = 3; at <= Math.min(10, text.length - 3); at += 1) {
    const shop = text.slice(at)
    if ((placePrefix(shop) >= 2 || /^[\u4e00-\u9fff]{2,3}[路街桥湖]店$/.test(shop)) && firmLike(text.slice(0, at)))
      return true
  }
  return false
}

/** 运营部经理, 分析测试中心副主任. */
export const isPosition = (text: string): boolean => {
  const unit = unitJob.exec(text)?.[0]
  return isJob(text) || (unit !== undefined && rankedTitle.test(text.slice(unit.length)))
}

/** 结构工程师, standing by itself: no firm is written onto its front. */
export function isPositionAlone(text: string): boolean {
  if (isPosition(text)) return true
  const field = anyTitle.exec(text)?.[1]
  return (
    field !== undefined && !/[我你他的找到了收让请叫是给问联要在招先换付]/.test(field) && !isSurname(field.slice(-1))
  )
}
