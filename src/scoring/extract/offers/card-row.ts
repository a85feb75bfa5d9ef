import { nameShape } from '../../gazetteer/surnames.ts'
import type { Offer } from '../field-state.ts'
import { firmLike, isPosition } from '../firm-like.ts'
import { contactKinds, type Read } from '../row/read.ts'

/*
 * Firm, position and person as they follow each other on a card, written in one row: 兰隰水务 运营部经理 杨永望;
 * 亭隆街18号 瑞泽流体设备 收货人…. A firm without a suffix counts by the company it keeps.
 */

export function cardRow(reads: readonly Read[]): Offer[] {
  return reads.flatMap((read, i) => {
    if (read.piece.kind !== 'words' || read.piece.third) return []
    return [...headOfRow(reads, i), ...atAddress(reads, i), ...behindClaim(reads, i), ...askedFor(reads, i)]
  })
}

/** Firm, position, person in this order; the first two may be written as one. */
function headOfRow(reads: readonly Read[], i: number): Offer[] {
  const text = reads[i]?.piece.text ?? ''
  const person = personAt(reads, i + 1)
  const glued = person && gluedPosition(text)
  if (glued) return [...firmOffer(glued.firm, text, 72), jobOffer(glued.job, text), person]
  const next = reads[i + 1]
  if (next?.piece.kind !== 'words' || next.piece.third) return []
  const behind = personAt(reads, i + 2)
  const both = next.words?.job && next.words.name && next.words.whole && !next.words.company
  if (!(behind && isPosition(next.piece.text)) && !both) return []
  const known = reads[i]?.words?.company !== undefined && reads[i]?.words?.whole === true
  const firm = known ? (reads[i]?.words?.company ?? '') : firmLike(text) ? text : ''
  if (firm === '') return []
  const company: Offer = {
    field: 'company',
    value: firm,
    weight: known ? 90 : 72,
    quote: text,
    ...(known ? {} : { partial: true }),
  }
  if (both && next.words)
    return [company, jobOffer(next.words.job ?? '', next.piece.text), nameOffer(next.words.name ?? '', next)]
  return behind ? [company, jobOffer(next.piece.text, next.piece.text), behind] : [company]
}

/** 云岭筑家项目经理: where the firm ends and the position begins. */
function gluedPosition(text: string): { firm: string; job: string } | undefined {
  for (let at = 3; at <= Math.min(10, text.length - 2); at += 1) {
    const job = text.slice(at)
    if (isPosition(job) && firmLike(text.slice(0, at))) return { firm: text.slice(0, at), job }
  }
  return undefined
}

/** 亭隆街18号 瑞泽流体设备: the piece between his address and the person or number, or the end. */
function atAddress(reads: readonly Read[], i: number): Offer[] {
  const { piece, words } = reads[i] ?? {}
  const [before, after] = [reads[i - 1], reads[i + 1]]
  if (!piece || words || !before?.words?.address || before.piece.third || !firmLike(piece.text)) return []
  if (!reads.some(({ words: w }) => w?.address && w.weight >= 60)) return []
  const closes = !after || contactKinds.has(after.piece.kind) || after.words?.label !== undefined
  return closes || after?.words?.name ? firmOffer(piece.text, piece.text, 66) : []
}

const ofSelf =
  /^(?:我|我们|本人|俺)(?:就)?是[\u4e00-\u9fff]{1,14}(?:的|[爸妈爹娘]|家长|老公|老婆|店主|老板|老板娘|负责人)$/

/** 我是做紧固件的 张桂兰, 我是她爸 澹台宏: what he is, then who. */
function behindClaim(reads: readonly Read[], i: number): Offer[] {
  if (!ofSelf.test(reads[i]?.piece.text ?? '')) return []
  const person = personAt(reads, i + 1)
  return person && nameShape(person.value) >= 2 ? [person] : []
}

/** 找跟单员吉红梅, beside his number: for whom the gate or the caller is to ask. */
function askedFor(reads: readonly Read[], i: number): Offer[] {
  const { piece, words } = reads[i] ?? {}
  if (!piece || !words?.name || !words.job || !words.whole || !/^(?:请)?(?:找|联系)/.test(piece.text)) return []
  if (!reads.some((r) => contactKinds.has(r.piece.kind) && !r.piece.third)) return []
  return [nameOffer(words.name, { piece, words }), jobOffer(words.job, piece.text)]
}

function personAt(reads: readonly Read[], i: number): Offer | undefined {
  const read = reads[i]
  return read?.words?.name && read.words.whole && !read.piece.third && !read.words.company
    ? nameOffer(read.words.name, read)
    : undefined
}

const nameOffer = (value: string, { piece, words }: Read): Offer => ({
  field: 'name',
  value,
  weight: 78,
  quote: piece.text,
  ...(words?.partialName ? { partial: true } : {}),
})
const jobOffer = (value: string, quote: string): Offer => ({ field: 'job', value, weight: 86, quote })
const firmOffer = (value: string, quote: string, weight: number): Offer[] => [
  { field: 'company', value, weight, quote, partial: true },
]
