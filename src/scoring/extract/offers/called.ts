import type { Offer } from '../field-state.ts'
import type { Read } from '../row/read.ts'

/** 我们是做盲盒的 | 叫 | 怪物实验室: what he calls his business, some pieces behind what it is. */
const business =
  /^(?:(?:你好|您好|哈喽)?(?:我们?|咱们?)(?:是|就是)?(?:一?个)?(?:[开做搞]|小|[\u4e00-\u9fff]{0,6}(?:店|馆|厂|公司|工作室|团队|农家乐|餐厅|品牌|民宿)).{0,10}|(?:农家乐|茶餐厅|工作室|店|店在.{2,12}|门面在.{2,14}))$/
const another = /孩子|娃|女儿|儿子|朋友|老板|司机|师傅|他|她|狗|猫/
const value = /^[\u4e00-\u9fffA-Za-z0-9·&]{2,12}$/
const talk = /[了吗呢吧啊你您他她它这那哪谁啥]|什么|怎么|多少|真名|我|人$/

/** Names of businesses that follow 叫. */
export function called(reads: readonly Read[]): Offer[] {
  return reads.flatMap((read, i) => {
    const { piece } = read
    if (piece.kind !== 'words' || piece.third) return []
    const glued = /^(?:名字)?叫(?:做)?(.{3,12})$/.exec(piece.text)?.[1]
    const next = /^(?:名字)?叫(?:做)?$/.test(piece.text) ? reads[i + 1]?.piece : undefined
    const name = glued ?? (next?.kind === 'words' && !next.third ? next.text : undefined)
    if (name === undefined || !value.test(name) || talk.test(name)) return []
    const before = reads.slice(Math.max(0, i - 3), i).map((r) => r.piece.text)
    if (!before.some((text) => business.test(text)) || before.some((text) => another.test(text))) return []
    return [{ field: 'company' as const, value: name, weight: 84, quote: piece.text, partial: true }]
  })
}
