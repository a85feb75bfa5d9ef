import { nameShape } from '../gazetteer/surnames.ts'
import { companySuffixOf, isJob, jobLength } from '../gazetteer/words.ts'
import { isBranch, isPosition } from './firm-like.ts'
import { isPlacedOrganisation, organisationEnds } from './organisation.ts'
import { type NameReading, readName } from './person-name.ts'

/** Who somebody is, as one piece of text says it: organisation, position and name in any usual order. */
export interface Identity {
  company?: string
  job?: string
  name?: string
  /** The name is a surname with a form of address. */
  partialName?: boolean
}

export type IdentityContext = 'stated' | 'claimed' | 'beside'

const joint = /^(?:的|这边的?|那边的?|里的?|公司的|单位的|:|-|—|·|,|\s)+/
const tail =
  /^(?:(?:的|啊|呀|哈|哦|噢|呢|吧|了|就行|就好|即可|就可以|收|签收|接|代收|本人|这边|那边|您?好|谢谢|\.|!|~|,|:|-|\s)+)$/
const office = /^[\u4e00-\u9fff]{1,6}(?:部|科|处|室|办公室|车间)$/
const department = /^[\u4e00-\u9fff]{1,6}?(?:部|科|处|办公室|厂办|院办|校办|中心|室|组|车间)(?:的)?(?=[\u4e00-\u9fff])/

const rank = /^([\u4e00-\u9fff]{1,4}(?:经理|主管|总监|副总|部长|组长|主任|专员|队长|科长|处长))([\u4e00-\u9fff]{2,3})$/
const spoken = /[我你您他她们找问给叫让跟和是的了]|联系/

/** Reads the whole piece, or nothing: what is left unexplained makes it ordinary talk. */
export function readIdentity(text: string, context: IdentityContext): Identity | undefined {
  const piece = text.trim()
  if (piece === '' || piece.length > 60) return undefined
  const shop = piece.indexOf('店') + 1
  const candidates = shop > 0 && isBranch(piece.slice(0, shop)) ? [shop] : organisationEnds(piece, context)
  for (const end of candidates) {
    const company = piece.slice(0, end)
    const rest = piece.slice(end).replace(joint, '')
    if (rest === '' || tail.test(rest) || office.test(rest)) return { company }
    const person = readPerson(rest, context)
    if (person) return atTheirBorder(company, person)
  }
  return readPerson(piece, context) ?? placed(piece, context)
}

const bareRank = /^(?:经理|主管|主任|部长|总监|专员|科长|助理|员)$/
const longestModifier = 4

/** 鲜道水产物流主管戴峰: 物流 belongs to the position where a whole firm stands before it. */
function atTheirBorder(company: string, person: Identity): Identity {
  if (!person.job || !bareRank.test(person.job)) return { company, ...person }
  for (let length = longestModifier; length >= 2; length -= 1) {
    const [firm, job] = [company.slice(0, -length), company.slice(-length) + person.job]
    if (firm.length >= 4 && companySuffixOf(firm) && isJob(job)) return { ...person, company: firm, job }
  }
  return { company, ...person }
}

/** 嘉兴海盐晋亿紧固件采购沈佩玲: a town and a name without a suffix, then the position. */
function placed(piece: string, context: IdentityContext): Identity | undefined {
  const parts = /^(.{5,20}?)((?:采购|经理|主管|总监|会计|老板|负责人).{0,4})$/.exec(piece)
  if (!parts?.[1] || !parts[2]) return isPlacedOrganisation(piece) ? { company: piece } : undefined
  const person = isPlacedOrganisation(parts[1]) ? readPerson(parts[2], context) : undefined
  return person && { ...person, company: parts[1] }
}

/** Position and name: 采购庄严, 庄严 采购, 张伟经理, 技术部长. */
function readPerson(text: string, context: IdentityContext): Identity | undefined {
  const named = readName(text, context)
  // 盛泽这边: who says so of himself gives his form of address, a town does not.
  const here = named && !named.partial && context === 'beside' && /^(?:这边|那边)/.test(text.slice(named.length))
  if (here) return undefined
  if (named && ends(text.slice(named.length))) return fromName(named)
  if (named) {
    const rest = text.slice(named.length).replace(joint, '')
    const job = jobLength(rest)
    if (job > 0 && ends(rest.slice(job)) && (!named.partial || rest.length < text.length - named.length))
      return { ...fromName(named), job: rest.slice(0, job) }
  }
  const job = jobLength(text) || positionLength(text)
  if (job > 0) {
    const rest = text.slice(job).replace(joint, '')
    if (ends(rest)) return { job: text.slice(0, job) }
    const after = readName(rest, context === 'beside' ? 'claimed' : context)
    if (after && ends(rest.slice(after.length))) return { job: text.slice(0, job), ...fromName(after) }
  }
  // 会籍经理霍然: a rank of whatever kind, and a full name.
  const ranked = rank.exec(text)
  if (ranked?.[1] && ranked[2] && !spoken.test(ranked[1]) && nameShape(ranked[2]) >= 2)
    return { job: ranked[1], name: ranked[2], partialName: false }
  const unit = department.exec(text)?.[0]
  if (!unit) return undefined
  const rest = text.slice(unit.length)
  const after = readName(rest, context === 'beside' ? 'claimed' : context)
  if (context === 'beside' && !after?.partial && nameShape(after?.name ?? '') < 2) return undefined
  if (after && ends(rest.slice(after.length))) return fromName(after)
  return undefined
}

const longestPosition = 12
/** 钢琴教研室主任, 工程部主管: a department and a rank, at the start. */
function positionLength(text: string): number {
  for (let length = Math.min(longestPosition, text.length); length >= 4; length -= 1)
    if (isPosition(text.slice(0, length))) return length
  return 0
}

const ends = (rest: string) => rest === '' || tail.test(rest)
const fromName = (reading: NameReading): Identity => ({
  name: reading.name,
  partialName: reading.partial,
  ...(reading.job ? { job: reading.job } : {}),
})
