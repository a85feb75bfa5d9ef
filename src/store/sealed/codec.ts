import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const prefix = 'enc1:'
const ivLength = 12
const tagLength = 16

/** Words under a key. `place` is bound to them: sealed words moved to another row do not open there. */
export interface Codec {
  seal(words: string, place: string): string
  /** Undefined: sealed with another key, for another place, or changed. Words that were never sealed come back as they are. */
  open(kept: string, place: string): string | undefined
}

/** AES-256-GCM. `key`: 32 bytes. */
export function createCodec(key: Uint8Array): Codec {
  return {
    seal(words, place) {
      if (words === '') return ''
      const iv = randomBytes(ivLength)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place))
      const sealed = Buffer.concat([cipher.update(words, 'utf8'), cipher.final()])
      return prefix + Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64')
    },
    open(kept, place) {
      if (!kept.startsWith(prefix)) return kept
      const bytes = Buffer.from(kept.slice(prefix.length), 'base64')
      if (bytes.length < ivLength + tagLength) return undefined
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivLength), { authTagLength: tagLength })
        .setAAD(Buffer.from(place))
        .setAuthTag(bytes.subarray(ivLength, ivLength + tagLength))
      try {
        return decipher.update(bytes.subarray(ivLength + tagLength), undefined, 'utf8') + decipher.final('utf8')
      } catch {
        return undefined
      }
    },
  }
}

/** 32 bytes as 64 hexadecimal digits or as base64; undefined for anything else. */
export function keyOf(text: string): Uint8Array | undefined {
  const bytes = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64')
  return bytes.length === 32 ? bytes : undefined
}
