import { isJob } from '../../gazetteer/words.ts'
import type { Piece } from '../pieces.ts'
import { handedOver, handsOver } from './hands-over.ts'
import { officer, speaksOfSelf } from './presents-himself.ts'
import { consults, leftAt, onlyMentions, speaksOf } from './speaks-of.ts'

/*
 * Whose words are these? A name or number belongs to somebody else where the customer hands that person over
 * (他的电话, 司机老胡, 联系我们会计, 推给你一个人), until he speaks of himself again.
 */

/** Whose words follow: his own, for a while or until he speaks of himself another's. */
export type Mode = 'self' | 'soft' | 'hard'

/** Speaks of himself. */
const ofSelf =
  /用我(?:这|那)个|(?:写|留|用|记|填|打|存)我的(?!名|老)|我(?:的|自己的|本人的?|家里?的?|店里?的?|公司的?|单位的?|厂里?的?)?(?:电话|座机|固话|手机|号码|号是|号:|微信|联系方式|qq|扣扣|邮箱|名字|地址|姓|叫|是|这边是)|我们(?:是|公司[是叫]|地址|电话|店|厂|单位)|我就用?[这那]个|我这个?号|真实信息|我的信息|本人|我自己|还是我(?=吧|$|[\s,])|打我|联系我|加我|找我|发我|寄给?我|给我|留我|^我$|^我:|^我的$|换成我的$|号码?(?:还是|没变|不变)|(?:先)?留个(?:号|电话|联系方式)|^我用(?!的)|^我(?:现在|眼下|如今|目前)(?:主?用|改用|换成?)|我个人(?:的)?(?:微信|电话|号)|我的号(?![称外角])|(?:^|现在)我管(?!不)|^(?:抬头|开票|发票|甲方|乙方)(?:还|就|也)?(?:是|写|开|用|:)/gi

const contactNext = (piece: Piece | undefined): boolean => piece !== undefined && piece.kind !== 'words'

/** The line of his own house. */
const ofHouse =
  /^(?!.*(?:你们?|您|他|她)(?:的|那边|们)?(?:前台|总台|仓库|办公室|值班室|财务|门卫)).*(?:前台|总台|仓库|办公室|值班室|(?:采购|招采|办公|总务|后勤|党政|院|校|厂|财务|人事|行政)[部处科办]|客房部|厂部|财务室|护士站|(?:厂里|店里|公司|单位|学校)(?=电话)|^新的|^财务)(?:打|的)?(?:座机|固话|电话)?$/

/** 打我老公的178…也行 微信…: of himself again. */
const eitherWay = /^(?:也行|也可以|都行|都可以)|^或者?(?:加|打)?(?:微信|手机|电话|扣扣|[qQ]{2})/

/**
 * Marks the pieces that speak of somebody else. `expected`: what the turn before asked for or announced; `named`: he was
 * asked for his name, so that a position at the start is his.
 */
export function markOwners(pieces: Piece[], expected: Mode, named = false): void {
  let mode = expected
  for (const [i, piece] of pieces.entries()) {
    if (piece.kind === 'words')
      mode =
        speaksOfSelf(pieces, i, mode) || eitherWay.test(piece.text) || (named && i === 0 && officer.test(piece.text))
          ? 'self'
          : isRankInBrackets(piece)
            ? mode
            : nextMode(mode, piece)
    else if (piece.gap.includes('\n') && mode === 'soft') mode = 'self'
    // 前台 0871-…: the line of his own house, whoever lifts the receiver.
    piece.third =
      mode !== 'self' && piece.kind === 'phone' && ofHouse.test(pieces[i - 1]?.text ?? '') ? false : mode !== 'self'
  }
  for (const [after, piece] of pieces.entries()) {
    if (piece.kind !== 'words' || !handedOver.test(piece.text)) continue
    // 我爸的 139…: of the number that follows.
    if (/的$/.test(piece.text) && contactNext(pieces[after + 1])) continue
    const number = pieces.slice(0, after).findLastIndex((p) => p.kind !== 'words')
    for (const other of pieces.slice(Math.max(0, number - 1), number + 1)) other.third = true
  }
}

/** 收货人:解文韬(仓管) 139…: his position, and nobody else. */
const isRankInBrackets = ({ gap, text }: Piece): boolean => gap.endsWith('(') && isJob(text)

function nextMode(mode: Mode, piece: Piece): Mode {
  const text = piece.text
  if (consults.test(text)) return mode
  const hard = handsOver.exec(text)
  const self = lastIndex(text, ofSelf)
  if (hard && hard.index + hard[0].length >= Math.max(self, 1)) return 'hard'
  const soft = onlyMentions.test(text) || leftAt.test(text) ? undefined : speaksOf.exec(text)
  if (soft && !/我是|我就是|^本人/.test(text) && soft.index + soft[0].length > self)
    return mode === 'hard' ? 'hard' : 'soft'
  if (self >= 0) return 'self'
  if (mode === 'soft' && (/[。;!\n]/.test(piece.gap) || onlyMentions.test(text))) return 'self'
  return mode
}

function lastIndex(text: string, pattern: RegExp): number {
  let last = -1
  for (const match of text.matchAll(pattern)) last = match.index + match[0].length
  return last
}
