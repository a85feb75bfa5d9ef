import { createHash } from 'node:crypto'

/** Five letters that stand for a text, the same every time. */
export const shortHash = (text: string): string =>
  createHash('sha256').update(text).digest().readUIntBE(0, 6).toString(36).slice(-5).padStart(5, '0')
