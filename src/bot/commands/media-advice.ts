import type { Clock } from '../../shared/clock.ts'
import { privately } from './replies.ts'
import type { CommandMessage, Reply, Sender } from './types.ts'

/** A colleague who sends many pictures is told once in this time, ms. */
const pauseMs = 600_000

/** What has no words cannot be a command; whoever sent it learns what can. Once in a while. */
export class MediaAdvice {
  readonly #clock: Clock
  readonly #toldAt = new Map<string, number>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  on(media: NonNullable<CommandMessage['media']>, sender: Sender): Reply[] {
    if (media.kind === 'card') {
      const name = media.name || '这位联系人'
      return [privately(sender, `收到【${name}】的名片。建档请发 /erp 新建 ${name} 手机:…`)]
    }
    const last = this.#toldAt.get(sender.contactId)
    const now = this.#clock.now()
    if (last !== undefined && now - last < pauseMs) return []
    this.#toldAt.set(sender.contactId, now)
    return [privately(sender, '语音、图片和视频我读不了，请打字或发名片')]
  }
}
