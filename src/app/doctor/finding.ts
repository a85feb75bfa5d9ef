import { messageOf } from '../../shared/errors.ts'

/** One thing that was looked at. */
export interface Finding {
  what: string
  ok: boolean
  /** Works, and is still worth a look. Counts as ok. */
  warn?: true
  /** What was found. */
  text: string
  /** What to do about it; absent where there is nothing to do. */
  todo?: string
}

export const fine = (what: string, text: string): Finding => ({ what, ok: true, text })
export const warning = (what: string, text: string, todo: string): Finding => ({
  what,
  ok: true,
  warn: true,
  text,
  todo,
})
export const trouble = (what: string, text: string, todo: string): Finding => ({ what, ok: false, text, todo })

/** ✓ well, ! worth a look, ✗ does not work. */
export const markOf = ({ ok, warn }: Finding): string => (ok ? (warn ? '!' : '✓') : '✗')

/** A look that must not end the others: what it throws becomes a finding, `cure` says what to do. */
export async function looking(
  what: string,
  work: () => Promise<Finding | Finding[]>,
  cure: (error: unknown) => string,
): Promise<Finding[]> {
  try {
    return [await work()].flat()
  } catch (error) {
    return [trouble(what, messageOf(error), cure(error))]
  }
}
