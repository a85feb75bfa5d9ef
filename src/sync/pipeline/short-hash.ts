import { createHash } from 'node:crypto'

export { makeKhid } from '../../domain/index.ts'

/** Short tag of a note, the same whenever the same note is built. */
export const shortHash = (text: string): string =>
  createHash('sha256').update(text).digest().readUIntBE(0, 6).toString(36).slice(-5).padStart(5, '0')
