import type { Offer } from '../field-state.ts'
import { contactKinds, type Read } from '../row/read.ts'
import type { WordsReading } from '../words/words-reading.ts'
import { offersOf } from './offers-of.ts'

const reach = 6

/** 3栋1202: building and room are enough beside a number, where both know the place. */
const doorplate = /^(?:[A-Za-z]|\d{1,3})(?:号楼|栋|幢|座|单元)(?:\d单元)?-?\d{3,4}(?:室|号)?$/
const vocative = /(?:总|经理|工|哥|姐|老师|师傅|老板|叔|阿姨|主任)$/

/** Pieces in one run with a contact of his own: a card, a signature, `娄婷婷 158…`. */
export function beside(reads: readonly Read[]): Offer[] {
  const cluster = new Set<number>()
  reads.forEach(({ piece }, i) => {
    if (!contactKinds.has(piece.kind) || piece.third) return
    for (const step of [-1, 1]) spread(reads, i, step, cluster)
  })
  reads.forEach(({ piece, words }, i) => {
    const complete = words?.outright && words.whole && !piece.third && (words.address ?? words.company ?? words.name)
    if (complete) for (const step of [-1, 1]) spread(reads, i, step, cluster)
    if (words?.address && words.weight >= 75 && !words.outright && !piece.third) {
      for (const step of [-1, 1]) spread(reads, i, step, cluster)
      cluster.add(i)
    }
  })
  const inside = [...cluster].sort((a, b) => a - b).map((i) => reads[i])
  const withMobile = reads.some((r) => r.piece.kind === 'mobile' && !r.piece.third)
  const persons = inside.filter((r) => r?.words?.name || r?.words?.company)
  return inside.flatMap((read) => {
    const words = read?.words
    if (!read || !words || words.outright || read.piece.third) return []
    if (words.address && words.weight < 60 && !(doorplate.test(words.address) && withMobile)) return []
    if (words.job && !words.name && !words.company && persons.length === 0) return []
    const first = reads[0] === read
    // 程小姐 138…: nothing but a person and his number calls nobody.
    const bare = reads.every(
      (r) => r === read || r.piece.kind !== 'words' || (r.words?.label === 'contact' && !r.piece.text.includes('我')),
    )
    const calls = first && !bare && words.partialName && vocative.test(words.name ?? '')
    const { name, partialName, ...rest } = words
    const kept = calls ? rest : { name, partialName, ...rest }
    return offersOf(kept as WordsReading, read.piece.text, words.address ? words.weight : words.partialName ? 62 : 82)
  })
}

function spread(reads: readonly Read[], from: number, step: number, cluster: Set<number>): void {
  for (let n = 1, i = from + step; n <= reach && i >= 0 && i < reads.length; n += 1, i += step) {
    const read = reads[i]
    if (!read || read.piece.third) return
    if (read.piece.kind !== 'words') continue
    if (!read.words?.whole) return
    cluster.add(i)
  }
}
