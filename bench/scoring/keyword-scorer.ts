import type { ThreadMessage } from '../../src/domain/index.ts'

const points: ReadonlyArray<readonly [string, number]> = [
  ['合同', 25],
  ['付款', 25],
  ['定金', 25],
  ['采购', 20],
  ['报价', 15],
  ['价格', 15],
  ['多少钱', 15],
  ['样品', 15],
  ['数量', 10],
  ['电话', 10],
  ['地址', 10],
]

/** What most scripts do: words counted over the whole thread, read again with every message. */
export const keywordScore = (messages: readonly ThreadMessage[]): number =>
  Math.min(
    100,
    messages.reduce(
      (sum, { text }) => sum + points.reduce((s, [word, p]) => s + p * (text.split(word).length - 1), 0),
      0,
    ),
  )
