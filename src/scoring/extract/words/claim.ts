import { placePrefix } from '../../gazetteer/divisions.ts'
import { nameShape } from '../../gazetteer/surnames.ts'
import { weakCompanySuffix } from '../../gazetteer/words.ts'
import { firmLike } from '../firm-like.ts'
import { readIdentity } from '../identity.ts'
import { isShortOrganisation, organisationEnds } from '../organisation.ts'
import { readName } from '../person-name.ts'
import type { WordsReading } from './words-reading.ts'

const claims =
  /现任|现在(?:是|叫)(?=[\u4e00-\u9fff]{4,24}(?:公司|厂|店|中心|医院|学校|合作社))|我就是|还是(?=那个|[老小])|我是|我们是|我们这边是|我们这里是|我这边是|我这里是|我这是|我们?这边(?!是)|这边是|这里是|这是|本人是|在下|鄙人|俺们?是|咱们?是|咱这是|^是|^我(?![们的是叫要想在有就也家这那公司])/g

export function byClaim(text: string): WordsReading | undefined {
  const related =
    /^我是(?:他|她|孩子|娃|[\u4e00-\u9fff]{2,3})的?(?:爸爸?|妈妈?|家长|女儿|儿子|老公|老婆|爱人|媳妇|儿媳妇?|女婿|弟弟|哥哥|姐姐|妹妹|侄[子女]|外甥女?|表[哥弟姐妹]|小舅子|助理|秘书|爷爷|奶奶|同事|同学|徒弟|搭档|[哥姐弟妹](?=[\u4e00-\u9fff]{3}$))([\u4e00-\u9fff]{2,4})$/.exec(
      text,
    )?.[1]
  if (related && (nameShape(related) >= 1 || readName(related, 'claimed')?.length === related.length))
    return { name: related, weight: 88, outright: true, whole: true }
  // 是顺达驾校的薛教练吗: he asks who we are.
  if (/^(?:请问)?是(?!我).*[吗么]$/.test(text)) return undefined
  const also = /^(?:找|联系|问|写)?([\u4e00-\u9fff]{2,4})[,\s]?也?就是我$/.exec(text)?.[1]
  if (also && nameShape(also) >= 2) return { name: also, weight: 93, outright: true, whole: true }
  const officer = unitAndName.exec(text)?.[1]
  const called = officer ? readName(officer, 'claimed') : undefined
  if (called && called.length === officer?.length)
    return { name: called.name, partialName: true, weight: 88, outright: true, whole: true }
  for (const match of text.matchAll(claims)) {
    const rest = text
      .slice(match.index + match[0].length)
      .replace(/^(?:那个|咱们?|我们|一家|一个|那个|上次那个|[:\s])+/, '')
    if (match[0] === '我' && !readIdentity(rest, 'beside')?.company && !ofFirm(rest)) continue
    const identity = readIdentity(rest, 'claimed') ?? readIdentity(rest.replace(ownPlace, ''), 'claimed')
    if (identity) return { ...identity, weight: 93, outright: true, whole: true }
    const framed = frame(rest) ?? firmAndPerson(rest)
    if (framed) return framed
    const within = readIdentity(rest.replace(unitOf, ''), 'claimed')
    if (within) return { ...within, weight: 93, outright: true, whole: true }
    const name = readName(rest, 'claimed')
    if (
      name &&
      !name.partial &&
      /^(?:[想要来问在找看咨前昨上刚之住买订做]|的?(?:电话|手机|微信)|你|您)/.test(rest.slice(name.length)) &&
      name.length < rest.length
    ) {
      return { name: name.name, weight: 82, outright: true, whole: false }
    }
  }
  return undefined
}

/** 我物业老靳, 我后勤小钟: where in the house he is, with what he is called. */
const unitAndName =
  /^我(?:这边)?(?:物业|后勤|财务|采购|仓库|行政|技术|车间|门卫|保安|总务|工程部?|设备科?|项目部|前台|办公室|人事|质检|生产|食堂)([老小][\u4e00-\u9fff]|[\u4e00-\u9fff](?:姐|哥|工|师傅|主任|经理))$/

/** 车间的, 何总的: whose, before position and name. */
const unitOf = /^[\u4e00-\u9fffA-Za-z0-9]{1,8}?(?:的|这边的?)(?=.)/

/** 我企帆财税的, 我好又来便利的计老板: whose he is, without a verb. */
const ofFirm = (rest: string): boolean => {
  const [, firm, who] = /^([\u4e00-\u9fff]{4,10})的(.{0,4})$/.exec(rest) ?? []
  return firm !== undefined && firmLike(firm) && (who === '' || readName(who ?? '', 'claimed')?.partial === true)
}

/** 我是他们店的老板娘: the unit without a name. */
const ownPlace =
  /^(?:他们|我们|咱们?|这家?|这个|那个|自己|你们)?(?:店|公司|厂|家|村|镇|队|社区|小区|学校|医院|单位|酒店|超市|饭店|物业)?(?:里|这边|那边)?的?(?=.{2})/

/** 三年级2班陈梓轩的妈妈: a family, no firm. */
const kin =
  /^(?:妈妈?|爸爸?|家长|奶奶|爷爷|外[公婆]|姥[姥爷]|姑姑?|姨妈?|舅舅?|女儿|儿子|爱人|老公|老婆|媳妇|朋友|同学|邻居|学生)/

/** 远通货运老魏: a firm without a suffix, then a form of address that nobody takes for a part of it. */
function firmAndPerson(rest: string): WordsReading | undefined {
  const parts =
    /^([\u4e00-\u9fff]{3,8}?)([老小][\u4e00-\u9fff]|[\u4e00-\u9fff](?:总|工|经理|师傅|老师|主任|厂长|老板))$/.exec(rest)
  const name = parts?.[2] ? readName(parts[2], 'claimed') : undefined
  if (!parts?.[1] || !name?.partial || name.length !== parts[2]?.length || !isShortOrganisation(parts[1]))
    return undefined
  return {
    company: parts[1],
    shortCompany: true,
    name: name.name,
    partialName: true,
    weight: 88,
    outright: true,
    whole: true,
  }
}

/** X的, X的Y, X + talk, behind 我是 or 我们. */
function frame(rest: string): WordsReading | undefined {
  for (const end of organisationEnds(rest, 'claimed')) {
    const after = rest.slice(end)
    if (kin.test(after.replace(/^的/, ''))) continue
    // 机电学院大三的学生: where he studies is not for whom he buys.
    if (/^(?:的)?(?:大[一二三四]|研[一二三究]|本科|博士|硕士|在读|学生|\d{2,4}级)/.test(after)) continue
    // 舞蹈培训的: a trade, not a name.
    if (end <= 4 && weakCompanySuffix.test(rest.slice(2, end)) && placePrefix(rest) === 0) continue
    if (!/^(?:的|这边|那边|里|,|想|要|有|需要|打算|准备|这次|最近|今年|上次|做|用|的?采购|负责|工作|上班)/.test(after))
      continue
    const person = readIdentity(after.replace(/^(?:的|这边的?|那边的?)/, ''), 'claimed')
    return { ...(person ?? {}), company: rest.slice(0, end), weight: 88, outright: true, whole: false }
  }
  const short = /^(.{2,10}?)(?:的|这边的?|那边的?)(.{0,12})$/.exec(rest)
  if (!short?.[1] || kin.test(short[2] ?? '')) return undefined
  const person = short[2] ? readIdentity(short[2], 'claimed') : {}
  // 义乌蓝橡的采购主管: two characters behind a town are a firm where somebody holds a position.
  const placed =
    person?.job !== undefined &&
    /^[\u4e00-\u9fff]{4,5}$/.test(short[1]) &&
    placePrefix(short[1]) === short[1].length - 2 &&
    !/[区县镇乡村街路城市东西南北]$/.test(short[1])
  if (!placed && !isShortOrganisation(short[1])) return undefined
  if (!person || person.company) return undefined
  return {
    ...person,
    company: short[1],
    shortCompany: true,
    weight: person.name ? 86 : 78,
    outright: true,
    whole: true,
  }
}
