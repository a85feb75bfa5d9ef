import type { InboundMessage } from '../domain/index.ts'
import { type MatcherOptions, matcher } from './matchers.ts'

/** Whose words may be captured. What is not allowed never reaches the store. */
export interface CaptureOptions {
  /** @default true */
  rooms?: MatcherOptions
  /** @default true */
  contacts?: MatcherOptions
  denyRooms?: MatcherOptions
  denyContacts?: MatcherOptions
}

export type Consent = (message: InboundMessage) => boolean

// Official accounts and WeChat's own helpers are nobody's conversation.
const nobody = /^(?:weixin|newsapp|fmessage|filehelper|medianote|floatbottle|qqmail|tmessage)$|^gh_/

/** In a room both the room and the speaker have to be allowed; in a direct chat the peer. */
export function consentOf(options: CaptureOptions = {}): Consent {
  const rooms = matcher(options.rooms ?? true)
  const contacts = matcher(options.contacts ?? true)
  const denyRooms = matcher(options.denyRooms)
  const denyContacts = matcher(options.denyContacts)
  return ({ conversation, sender, peer, self }) => {
    const person = conversation.kind === 'direct' ? (peer ?? sender) : sender
    const who = { id: person.contactId, name: person.alias ?? person.nickname }
    if (conversation.kind === 'room') {
      const room = { id: conversation.id, name: conversation.topic ?? '' }
      if (!rooms(room) || denyRooms(room)) return false
      // In a room our own words are context of an allowed conversation.
      return self || (contacts(who) && !denyContacts(who))
    }
    return !nobody.test(who.id) && contacts(who) && !denyContacts(who)
  }
}
