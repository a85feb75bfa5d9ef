import type { FieldState } from '../field-state.ts'
import type { Read } from '../row/read.ts'
import { type Token, tokenOf } from '../row/row-token.ts'
import { contactFields } from './contact-spans.ts'

/** The pieces of a message, each with what it is in a word, and what is known besides. */
export interface Row {
  reads: readonly Read[]
  kinds: readonly string[]
  known: readonly string[]
}

/** `tokens`: the pieces as parts of a row, where they are known already. */
export function rowOf(state: FieldState, reads: readonly Read[], tokens: readonly Token[] = []): Row {
  const kinds = reads.map((read, i) => kindOf(tokens[i] ?? tokenOf(read)))
  return { reads, kinds, known: knownOf(state, kinds) }
}

function kindOf(token: Token): string {
  const { piece, words } = token.read
  if (piece.kind !== 'words') return piece.kind
  if (token.self) return 'self'
  if (words?.label) return `label ${words.label}`
  if (words?.address && words.weight >= 60) return 'address'
  if (token.name) return token.firm ? 'firm' : `name ${token.sure}`
  if (token.firm) return token.suffixed ? 'firm' : 'like a firm'
  const marks = ['job', 'place', 'unit', 'polite', 'handed'] as const
  return marks.find((mark) => token[mark]) ?? (piece.text.length > 6 ? 'talk' : 'short')
}

function knownOf({ asked, held }: FieldState, kinds: readonly string[]): string[] {
  const named = held.name?.some((h) => !h.partial) ? 'knows name' : held.name && 'knows surname'
  return [
    `pieces ${Math.min(6, kinds.length)}`,
    ...contactFields.filter((kind) => kinds.includes(kind)).map((kind) => `has ${kind}`),
    ...(['name', 'company', 'firmName', 'job', 'address', 'third'] as const).flatMap((field) =>
      asked[field] ? [`asked ${field}`] : [],
    ),
    ...(named ? [named] : []),
    ...(['company', 'mobile'] as const).flatMap((field) => (held[field] ? [`knows ${field}`] : [])),
  ]
}
