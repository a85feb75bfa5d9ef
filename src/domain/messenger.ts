import type { Picture } from './office.ts'
import type { ChatTarget } from './outbox.ts'

/** Says something in WeChat. Rejects when the connection is away; whether it arrived is then unknown. */
export interface Messenger {
  say(to: ChatTarget, text: string): Promise<void>
  /** Sends a picture. Absent: text only. */
  sayPicture?(to: ChatTarget, picture: Picture): Promise<void>
  /** Logged in and receiving. */
  connected(): boolean
}
