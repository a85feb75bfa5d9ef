import { nameShape } from '../../gazetteer/surnames.ts'
import { firmShape } from '../firm-like.ts'
import { readIdentity } from '../identity.ts'
import { isOrganisation, isPlacedOrganisation } from '../organisation.ts'
import type { Piece } from '../pieces.ts'
import type { Mode } from './mark-owners.ts'

/** 远达阀门 财务倪小梅: behind his firm the position is his own. */
export const officer =
  /^(?:会计|财务|出纳|助理|文员|行政|仓管|库管|仓库|老板|店长|主管|经理|业务员|客服|前台|仓库主管|采购|法务|物业|秘书|文书|干事)(?![那这说让帮在会要有])/

/** 收件写我 库管包乌兰, 远达阀门 财务倪小梅, 老板黎耀 就是我: a position that is his own. */
export function speaksOfSelf(pieces: readonly Piece[], i: number, mode: Mode): boolean {
  const [before, piece, after] = [pieces[i - 1], pieces[i], pieces[i + 1]]
  if (!piece) return false
  if (after?.kind === 'words' && /^(?:也?就是我|是我|就我|我本人)[哈啊呀]?$/.test(after.text)) return true
  if (/^我[\u4e00-\u9fff]{2,3}$/.test(piece.text) && nameShape(piece.text.slice(1)) >= 2) return true
  if (mode === 'hard') return false
  if (presentsItself(piece) || (ofDuty.test(piece.text) && /^我(?:姓|叫|是)/.test(before?.text ?? ''))) return true
  const himself =
    before?.kind === 'words' && /(?:写|留|填|找|联系|签|寄|就|是|换成|改成|改为)我$|开我名?$|^我的?$/.test(before.text)
  const signs =
    before !== undefined &&
    before.kind !== 'words' &&
    !before.third &&
    fullName(piece.text.length === 2 && after?.kind === 'words' ? after.text : piece.text.slice(2))
  const beside = [after, before].some(
    (one) => one?.kind === 'words' && !(one === before && one.third) && fullName(one.text),
  )
  if (holdsRank.test(piece.text) && beside) return true
  const presented =
    before?.kind === 'words' && /^(?:我们?|这边|这里)(?:这边|这里)?是[\u4e00-\u9fff]{4}/.test(before.text)
  if (presented && (isFirm(before) || (after?.kind === 'words' && fullName(after.text))) && !errands.test(piece.text))
    return true
  const named = before?.kind === 'words' && !before.third && fullName(before.text)
  return officer.test(piece.text) && (himself || signs || named || isFirm(before))
}

/** 我姓余 行政的. */
const ofDuty = /^(?:法务|财务|会计|仓库|采购|行政|人事|后勤|技术|工程|设备)(?:部|科)?的$/

/** 财务经理 覃永昌, 理事长 热合曼: a rank beside a full name. */
const holdsRank =
  /^(?!.*(?:我们|我的|咱|你们?|您|他|她|问|找|联系|叫|给|让|新))[\u4e00-\u9fff]{0,6}(?:经理|主管|总监|主任|部长|科长|处长|专员|负责人|科员|工长|队长|站长|园长|院长|校长|理事长|社长|会长|厂长)$/
/** Those who come to fetch or to bring. */
const errands = /^(?:司机|送货|货车|师傅|快递|物流|仓库|门卫|保安|我们?的|联系|找)/

const fullName = (text: string): boolean => /^[\u4e00-\u9fff]{2,3}$/.test(text) && nameShape(text) >= 2

/** 财务主管徐敏, 创达五金有限公司财务袁素琴: so a card speaks of its owner. */
const presentsItself = ({ text }: Piece): boolean => {
  if (text.length > 30 || !/[\u4e00-\u9fff]{4}/.test(text)) return false
  const rank =
    /^[\u4e00-\u9fff]{0,6}(?:经理|主管|总监|主任|部长|科长|处长|专员|负责人|科员)([\u4e00-\u9fff]{2,3})$/.exec(text)
  if (rank?.[1]) return nameShape(rank[1]) >= 2
  const identity = readIdentity(text, 'beside')
  return identity?.company !== undefined && identity.name !== undefined && identity.partialName !== true
}

const isFirm = (piece: Piece | undefined): boolean =>
  piece?.kind === 'words' &&
  piece.text.length <= 24 &&
  (firmShape(piece.text) || isPlacedOrganisation(piece.text) || isOrganisation(piece.text, 'beside'))
