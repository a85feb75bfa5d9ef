import type { Readable } from 'node:stream'
import type { FileBoxInterface } from 'file-box'
import type { Wechaty } from 'wechaty'
import type { PictureSource, SeenPicture } from '../domain/index.ts'
import type { Clock } from '../shared/clock.ts'
import { messageOf } from '../shared/errors.ts'
import type { Logger } from '../shared/logger.ts'
import { within } from './within.ts'

export interface PicturesOptions {
  bot: Pick<Wechaty, 'puppet'>
  clock: Clock
  logger: Logger
  /** Larger pictures are left alone. @default 4 MB */
  maxBytes?: number
  /** @default 10000 */
  timeoutMs?: number
}

/** Pictures of messages over Wechaty, read into memory and kept nowhere. */
export function wechatyPictures(options: PicturesOptions): PictureSource {
  const { bot, clock, logger, maxBytes = 4_000_000, timeoutMs = 10_000 } = options
  return {
    async fetch(messageId, signal) {
      let data: Buffer | undefined
      let stream: Readable | undefined
      const load = async () => {
        const box = (await bot.puppet.messageFile(messageId)) as FileBoxInterface
        if (box.size > maxBytes) return
        stream = (await box.toStream()) as Readable
        data = await bytesOf(stream, maxBytes)
      }
      try {
        await within(clock, load(), '取图片', { signal, ms: timeoutMs })
      } catch (error) {
        logger.info('picture_not_fetched', { id: messageId, error: messageOf(error).slice(0, 200) })
        return undefined
      } finally {
        stream?.destroy()
      }
      const type = data && typeOf(data)
      return data && type && { type, data }
    },
  }
}

/** Undefined: more than `maxBytes`. Leaving the loop closes the stream. */
async function bytesOf(stream: Readable, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const starts: ReadonlyArray<readonly [SeenPicture['type'], RegExp]> = [
  ['image/jpeg', /^ffd8ff/],
  ['image/png', /^89504e470d0a1a0a/],
  ['image/gif', /^474946383[79]61/],
  ['image/webp', /^52494646.{8}57454250/],
]

/** By its first bytes: names and declared types of files are anybody's word. */
function typeOf(data: Buffer): SeenPicture['type'] | undefined {
  const head = data.subarray(0, 12).toString('hex')
  return starts.find(([, start]) => start.test(head))?.[0]
}
