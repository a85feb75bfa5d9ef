import { ways } from '../../../domain/index.ts'
import type { Piece } from '../pieces.ts'
import { readWords } from '../words/read-words.ts'
import type { Label, WordsReading } from '../words/words-reading.ts'

/** A piece with what its words say. */
export interface Read {
  piece: Piece
  words?: WordsReading
}

export const contactKinds = new Set<string>(ways)

/** 我 顺达汽修厂老郭: the frame and what it frames, with a space between. */
const opensClaim =
  /^(?:我|我是|我们是?|我叫|本人|这里是|这边是|我姓|免贵姓?|我在|你好我是|您好我是|找我|联系我|我本人|新[郎娘]是?我|备注)$/
/** 找我 采购总监薛定邦, 备注 华宇测绘: he says who he is. */
const presents = /^(?:找我|联系我|我本人|新[郎娘]是?我|备注)$/

const framed = (frame: string, text: string): string =>
  frame === '免贵' ? `姓${text}` : presents.test(frame) ? `我是${text}` : frame + text

export function readAll(pieces: readonly Piece[]): Read[] {
  let open: Label | undefined
  let frame = ''
  return withoutChildren(
    pieces.map((piece) => {
      if (piece.kind !== 'words') {
        open = undefined
        return { piece }
      }
      const words = readWords(framed(frame, piece.text), open)
      frame = opensClaim.test(piece.text) ? piece.text : ''
      const waits = words?.label === 'contact' || words?.whole === false ? undefined : words?.label
      open = waits
      return words ? { piece, words } : { piece }
    }),
  )
}

const child = /(?:孩子|娃儿?|儿子|女儿|闺女|宝宝|宝贝|小朋友|学生|学员|孙[子女])/
const ofChild =
  /^(?:[男女](?:孩|宝|生|娃)|(?:今年)?\d{1,2}周?岁|(?:上|读)?(?:[大中小]班|[一二三四五六初高][一二三]?年?级?))/

/** 娃叫果果, 叫果果 男孩: the name of a child, not of him who writes. */
function withoutChildren(reads: Read[]): Read[] {
  return reads.map((read, i) => {
    const { piece, words } = read
    if (!words?.name || !/叫/.test(piece.text)) return read
    const before = reads
      .slice(0, i + 1)
      .some((r) => !/我们?是/.test(r.piece.text) && child.test(r.piece.text.split('叫')[0] ?? ''))
    const mine = /我(?:是)?叫|我的名字/.test(piece.text)
    const behind = ofChild.test(reads[i + 1]?.piece.text ?? '')
    return !mine && (before || behind) ? { piece } : read
  })
}
