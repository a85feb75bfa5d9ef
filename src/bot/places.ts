import type { Wechaty } from 'wechaty'
import type { InboundMessage, StaffDirectory, StaffMember } from '../domain/index.ts'
import type { Clock } from '../shared/clock.ts'
import type { Place } from './commands/types.ts'
import { type MatcherOptions, matcher } from './matchers.ts'

export const fileHelper = 'filehelper'

export interface PlacesOptions {
  bot: Wechaty
  people: StaffDirectory
  clock: Clock
  /** Rooms in which only colleagues are, by id, topic or pattern. */
  internalRooms?: MatcherOptions
  /** Colleagues who are not bound and may be in internal rooms. */
  colleagues?: MatcherOptions
}

// Membership is looked at again at every room-join, and after this long all the same.
const membershipMs = 10 * 60_000

/** Knows what kind of place a message came from. */
export class Places {
  readonly #o: PlacesOptions
  readonly #internal: ReturnType<typeof matcher>
  readonly #colleague: ReturnType<typeof matcher>
  readonly #members = new Map<string, { at: number; clean: boolean }>()

  constructor(options: PlacesOptions) {
    this.#o = options
    this.#internal = matcher(options.internalRooms)
    this.#colleague = matcher(options.colleagues)
  }

  /** Somebody came or went: the room's membership is no longer known. */
  forget(roomId: string): void {
    this.#members.delete(roomId)
  }

  async of(message: InboundMessage): Promise<Place> {
    const { conversation } = message
    const { id: conversationId, topic } = conversation
    if (conversation.kind === 'direct') {
      return { kind: conversationId === fileHelper ? 'file_helper' : 'direct', conversationId }
    }
    const listed = this.#internal({ id: conversationId, name: topic ?? '' })
    const internal = listed && (await this.#onlyColleagues(conversationId, message.accountId))
    return { kind: internal ? 'internal_room' : 'customer_room', conversationId, topic }
  }

  /** A listed room with an outsider in it is a customer's room. What cannot be looked up counts as one. */
  async #onlyColleagues(roomId: string, accountId: string): Promise<boolean> {
    const { bot, people, clock } = this.#o
    const known = this.#members.get(roomId)
    if (known && clock.now() - known.at < membershipMs) return known.clean
    const room = await bot.Room.find({ id: roomId })
    const members = room ? await room.memberAll() : []
    const clean =
      members.length > 0 &&
      members.every(
        (member) =>
          member.id === accountId ||
          people.byContact(member.id) !== undefined ||
          this.#colleague({ id: member.id, name: member.name() }),
      )
    this.#members.set(roomId, { at: clock.now(), clean })
    return clean
  }
}

/**
 * Who gives a command: a bound person, or the account itself where it is a salesperson's own — then only in
 * 文件传输助手 or an internal room, never in a customer's chat.
 */
export function staffOf(
  message: InboundMessage,
  place: Place,
  options: { people: StaffDirectory; accountOwner?: (accountId: string) => StaffMember | undefined },
): StaffMember | undefined {
  if (!message.self) return options.people.byContact(message.sender.contactId)
  if (place.kind !== 'file_helper' && place.kind !== 'internal_room') return undefined
  return options.accountOwner?.(message.accountId) ?? options.people.byContact(message.accountId)
}
