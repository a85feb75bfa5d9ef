import type { Piece } from '../pieces.ts'
import { readWords } from '../words/read-words.ts'
import type { Label, WordsReading } from '../words/words-reading.ts'

/** A piece with what its words say. */
export interface Read {
  piece: Piece
  words?: WordsReading
}

export const contactKinds = new Set(['mobile', 'phone', 'email', 'wechatId', 'qq'])

/** 我 顺达汽修厂老郭: the frame and what it frames, with a space between. */
const opensClaim = /^(?:我|我是|我们是?|我叫|本人|这里是|这边是|我姓|免贵姓?|我在|你好我是|您好我是)$/

export function readAll(pieces: readonly Piece[]): Read[] {
  let open: Label | undefined
  let frame = ''
  return pieces.map((piece) => {
    if (piece.kind !== 'words') {
      open = undefined
      return { piece }
    }
    const words = readWords(frame === '免贵' ? `姓${piece.text}` : frame + piece.text, open)
    frame = opensClaim.test(piece.text) ? piece.text : ''
    const waits = words?.label === 'contact' ? undefined : words?.label
    open = waits
    return words ? { piece, words } : { piece }
  })
}
