import type { ChatTarget, Picture } from '../../domain/index.ts'
import { maskText } from '../../shared/mask.ts'
import { phoneSized } from './answer.ts'
import type { Answer, Place, Reply, Sender } from './types.ts'

/** Where an answer goes: the person's direct chat, 文件传输助手, or the room with his name on it. */
export function targetOf(sender: Sender, place: Place): ChatTarget {
  if (place.kind === 'internal_room') return { kind: 'room', roomId: place.conversationId, mention: sender.contactId }
  return { kind: 'contact', contactId: place.conversationId }
}

export const privately = (sender: Sender, text: string, picture?: Picture): Reply => ({
  to: { kind: 'contact', contactId: sender.contactId },
  text: phoneSized(text),
  ...(picture && { picture }),
})

/** In a room names and counts only; numbers and addresses go to the person himself. */
export function repliesOf(answer: Answer, sender: Sender, place: Place): Reply[] {
  const to = targetOf(sender, place)
  if (place.kind !== 'internal_room') {
    const whole = phoneSized([answer.text, answer.detail].filter(Boolean).join('\n'))
    return [{ to, text: whole, ...(answer.picture && { picture: answer.picture }) }]
  }
  const text = maskText(answer.room ?? answer.text)
  if (answer.room === undefined && !answer.detail && !answer.picture) return [{ to, text: phoneSized(text) }]
  // First in private: what could not be delivered there is not claimed in the room.
  return [
    privately(sender, [answer.text, answer.detail].filter(Boolean).join('\n'), answer.picture),
    { to, text: phoneSized(`${text}\n详情已私发`), otherwise: phoneSized(`${text}\n（没能私发详情，请先加我为好友）`) },
  ]
}
