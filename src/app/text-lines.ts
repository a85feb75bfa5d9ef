import { createReadStream } from 'node:fs'
import { messageOf, ZhibangError } from '../shared/errors.ts'

/** One line of a text file, without its end. `text` undefined: neither UTF-8 nor GB18030. */
export interface TextLine {
  text: string | undefined
  /** How it was written. */
  encoding: 'utf-8' | 'gb18030'
}

/** A file that was named cannot be read: which one, and why. */
export class FileUnreadableError extends ZhibangError {
  override readonly name = 'FileUnreadableError'
  readonly code = 'file_unreadable'

  constructor(path: string, cause: unknown) {
    const why = cause instanceof Error && 'code' in cause ? causes[String(cause.code)] : undefined
    super(`${path}：${why ?? `读不了（${messageOf(cause)}）`}`, { cause })
  }
}

const causes: Readonly<Record<string, string>> = {
  ENOENT: '没有这个文件，请检查路径',
  EISDIR: '是目录，请写出里面的文件',
  EACCES: '没有读取权限',
}

const newline = 0x0a

/** The pieces of a file. Throws FileUnreadableError. */
async function* piecesOf(path: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(path) as AsyncIterable<Buffer>
  } catch (error) {
    throw new FileUnreadableError(path, error)
  }
}

/** The lines of a file that Windows programs may have written. Throws FileUnreadableError. */
export async function* readLines(path: string): AsyncGenerator<TextLine> {
  // Text that ends in the middle of a line goes on in the next piece; no byte of a longer sign is a line's end.
  let begun: Buffer[] = []
  for await (const piece of piecesOf(path)) {
    let from = 0
    for (let end = piece.indexOf(newline); end >= 0; end = piece.indexOf(newline, from)) {
      yield decode(Buffer.concat([...begun, piece.subarray(from, end)]))
      begun = []
      from = end + 1
    }
    if (from < piece.length) begun.push(piece.subarray(from))
  }
  if (begun.length > 0) yield decode(Buffer.concat(begun))
}

const strict = new TextDecoder('utf-8', { fatal: true })
const lenient = new TextDecoder('utf-8')
const chinese = new TextDecoder('gb18030', { fatal: true })

function decode(bytes: Buffer): TextLine {
  const text = decoded(strict, bytes)
  if (text !== undefined) return { text, encoding: 'utf-8' }
  // Broken UTF-8 is often valid GB18030, too, and would be read as other signs.
  if (isMostlyUtf8(bytes)) return { text: undefined, encoding: 'utf-8' }
  return { text: decoded(chinese, bytes), encoding: 'gb18030' }
}

function decoded(decoder: typeof strict, bytes: Buffer): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}

function isMostlyUtf8(bytes: Buffer): boolean {
  const signs = lenient.decode(bytes).match(/[^\p{ASCII}]/gu) ?? []
  const broken = signs.filter((sign) => sign === '\uFFFD').length
  return broken * 2 < signs.length
}
