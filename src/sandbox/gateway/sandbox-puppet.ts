import { FileBox, type FileBoxInterface } from 'file-box'
import * as PUPPET from 'wechaty-puppet'
import { mock, PuppetMock } from 'wechaty-puppet-mock'
import type { Clock } from '../../shared/clock.ts'
import type { SandboxContent, SentMessage } from './types.ts'

type Payload = PUPPET.payloads.Message

const stranger = {
  avatar: '',
  phone: [],
  gender: PUPPET.types.ContactGender.Unknown,
  type: PUPPET.types.Contact.Individual,
}

export interface StoredMessage {
  payload: Payload
  content: SandboxContent
}

/** The WeChat behind the gateway: contacts, rooms and messages as maps, where the mock puppet only pretends. */
export class SandboxPuppet extends PuppetMock {
  readonly contacts = new Map<string, PUPPET.payloads.Contact>()
  readonly rooms = new Map<string, PUPPET.payloads.Room>()
  readonly stored = new Map<string, StoredMessage>()
  readonly #clock: Clock
  readonly #sent: (message: SentMessage) => void
  readonly #clientStarted: () => void
  /** So many requests for a message's content fail. */
  unreadable = 0
  #accountId: string | undefined
  #number = 0

  constructor(hooks: { clock: Clock; sent(message: SentMessage): void; clientStarted(): void }) {
    super({ mocker: new mock.Mocker() })
    this.#clock = hooks.clock
    this.#sent = hooks.sent
    this.#clientStarted = hooks.clientStarted
    // A client's call of `start` comes after its event listeners stand: only from then on does it hear everything.
    this.on('start', () => this.#onClientStart())
  }

  /** The account that is logged in on the phone; a client that starts the puppet finds it logged in. */
  account(contactId: string | undefined): void {
    this.#accountId = contactId
    if (contactId && this.state.active() === true && !this.isLoggedIn) this.login(contactId)
  }

  nextId(): string {
    this.#number += 1
    return `sandbox-${this.#clock.now().toString(36)}-${this.#number}`
  }

  #onClientStart(): void {
    if (this.#accountId && !this.isLoggedIn) this.login(this.#accountId)
    this.#clientStarted()
  }

  override async onStart(): Promise<void> {}
  override async onStop(): Promise<void> {}

  override ding(data?: string): void {
    this.emit('dong', { data: data ?? '' })
  }

  override async contactRawPayload(id: string): Promise<PUPPET.payloads.Contact> {
    // When a room's members change Wechaty asks for the room as if it were a contact.
    const room = this.rooms.get(id)
    return room ? { ...stranger, id, name: room.topic } : found(this.contacts, id, 'contact')
  }

  override async contactList(): Promise<string[]> {
    return [...this.contacts.keys()]
  }

  override contactAlias(contactId: string): Promise<string>
  override contactAlias(contactId: string, alias: string | null): Promise<void>
  override async contactAlias(contactId: string, alias?: string | null): Promise<unknown> {
    const contact = found(this.contacts, contactId, 'contact')
    if (alias === undefined) return contact.alias ?? ''
    contact.alias = alias || undefined
    this.cache.contact.delete(contactId)
  }

  override contactPhone(contactId: string): Promise<string[]>
  override contactPhone(contactId: string, phones: string[]): Promise<void>
  override async contactPhone(contactId: string, phones?: string[]): Promise<unknown> {
    const contact = found(this.contacts, contactId, 'contact')
    if (phones === undefined) return contact.phone
    contact.phone = phones
    this.cache.contact.delete(contactId)
  }

  override async roomRawPayload(id: string): Promise<PUPPET.payloads.Room> {
    return found(this.rooms, id, 'room')
  }

  override async roomList(): Promise<string[]> {
    return [...this.rooms.keys()]
  }

  override async roomMemberList(roomId: string): Promise<string[]> {
    return found(this.rooms, roomId, 'room').memberIdList
  }

  override async roomMemberRawPayload(_roomId: string, contactId: string): Promise<PUPPET.payloads.RoomMember> {
    const contact = found(this.contacts, contactId, 'contact')
    return { id: contact.id, name: contact.name, avatar: contact.avatar }
  }

  override async roomAdd(roomId: string, contactId: string): Promise<void> {
    this.changeMembers(roomId, (members) => [...new Set([...members, contactId])])
  }

  override async roomDel(roomId: string, contactId: string): Promise<void> {
    this.changeMembers(roomId, (members) => members.filter((id) => id !== contactId))
  }

  changeMembers(roomId: string, change: (members: string[]) => string[]): void {
    const room = found(this.rooms, roomId, 'room')
    room.memberIdList = change(room.memberIdList)
    this.cache.room.delete(roomId)
  }

  override roomTopic(roomId: string): Promise<string>
  override roomTopic(roomId: string, topic: string): Promise<void>
  override async roomTopic(roomId: string, topic?: string): Promise<unknown> {
    const room = found(this.rooms, roomId, 'room')
    if (topic === undefined) return room.topic
    room.topic = topic
    this.cache.room.delete(roomId)
  }

  override async messageRawPayload(id: string): Promise<Payload> {
    if (this.unreadable > 0) {
      this.unreadable -= 1
      throw new Error('the sandbox does not yield messages now')
    }
    return found(this.stored, id, 'message').payload
  }

  override async messageContact(id: string): Promise<string> {
    return contentOf(this.stored, id, 'card').contactId
  }

  override async messageUrl(id: string): Promise<PUPPET.payloads.UrlLink> {
    const { title, description, url } = contentOf(this.stored, id, 'link')
    return { title, description, url }
  }

  override async messageLocation(id: string): Promise<PUPPET.payloads.Location> {
    const { name, address, latitude = 31.23, longitude = 121.47 } = contentOf(this.stored, id, 'location')
    return { name, address, latitude, longitude, accuracy: 15 }
  }

  override async messageFile(id: string): Promise<FileBoxInterface> {
    const { content } = found(this.stored, id, 'message')
    const { name = 'file.dat', base64 = '' } = content as { name?: string; base64?: string }
    return FileBox.fromBase64(base64, name)
  }

  override async messageImage(id: string): Promise<FileBoxInterface> {
    return this.messageFile(id)
  }

  override async messageRecall(id: string): Promise<boolean> {
    return this.stored.delete(id)
  }

  override async messageSendText(conversationId: string, text: string, mentions: string[] = []): Promise<void> {
    this.#say(conversationId, { kind: 'text', text }, text, 'text', mentions)
  }

  override async messageSendFile(conversationId: string, file: FileBoxInterface): Promise<void> {
    const base64 = await file.toBase64()
    const image = /\.(png|jpe?g|gif)$/i.test(file.name)
    this.#say(conversationId, { kind: image ? 'image' : 'file', name: file.name, base64 }, file.name, 'file')
  }

  override async messageSendUrl(conversationId: string, link: PUPPET.payloads.UrlLink): Promise<void> {
    const { title, description, url } = link
    this.#say(conversationId, { kind: 'link', title, description, url }, `${title} ${url}`, 'link')
  }

  override async messageSendContact(conversationId: string, contactId: string): Promise<void> {
    this.#say(conversationId, { kind: 'card', contactId }, contactId, 'card')
  }

  override async messageSendLocation(conversationId: string, place: PUPPET.payloads.Location): Promise<void> {
    const { name, address } = place
    this.#say(conversationId, { kind: 'location', name, address }, address, 'location')
  }

  // What the account says comes back as its own message, as WeChat does it.
  #say(to: string, content: SandboxContent, text: string, kind: SentMessage['kind'], mentions: string[] = []): void {
    if (!this.isLoggedIn) throw new Error('not logged in')
    const room = this.rooms.has(to)
    if (!room) found(this.contacts, to, 'contact')
    const at = this.#clock.now()
    const id = this.keep({ from: this.currentUserId, to, room, content, sentAt: at })
    this.#sent({ id, to, room: room ? to : undefined, text, kind, mentions, at })
    this.emit('message', { messageId: id })
  }

  /** Stores a message under its id (the first of that id stays) without telling anyone. */
  keep(message: { id?: string; from: string; to: string; room: boolean; content: SandboxContent; sentAt: number }) {
    const { id = this.nextId(), from, to, room, content, sentAt } = message
    if (this.stored.has(id)) return id
    const base = { id, talkerId: from, type: typeOf(content), text: textOf(content), timestamp: sentAt }
    const payload: Payload = room ? { ...base, roomId: to, mentionIdList: [] } : { ...base, listenerId: to }
    if ('name' in content && content.kind !== 'location') payload.filename = content.name
    this.stored.set(id, { payload, content })
    return id
  }
}

function found<T>(map: Map<string, T>, id: string, what: string): T {
  const value = map.get(id)
  if (value === undefined) throw new Error(`no ${what} ${id} in the sandbox`)
  return value
}

function contentOf<Kind extends SandboxContent['kind']>(stored: Map<string, StoredMessage>, id: string, kind: Kind) {
  const { content } = found(stored, id, 'message')
  if (content.kind !== kind) throw new Error(`message ${id} is no ${kind}`)
  return content as Extract<SandboxContent, { kind: Kind }>
}

const types: Record<SandboxContent['kind'], PUPPET.types.Message> = {
  text: PUPPET.types.Message.Text,
  card: PUPPET.types.Message.Contact,
  location: PUPPET.types.Message.Location,
  link: PUPPET.types.Message.Url,
  record: PUPPET.types.Message.ChatHistory,
  image: PUPPET.types.Message.Image,
  audio: PUPPET.types.Message.Audio,
  video: PUPPET.types.Message.Video,
  file: PUPPET.types.Message.Attachment,
  emoji: PUPPET.types.Message.Emoticon,
  recall: PUPPET.types.Message.Recalled,
  other: PUPPET.types.Message.Unknown,
}
const typeOf = (content: SandboxContent) => types[content.kind]

function textOf(content: SandboxContent): string {
  if (content.kind === 'text' || content.kind === 'record') return content.text
  // Wechaty finds the recalled message by the id that stands in the text.
  return content.kind === 'recall' ? content.messageId : ''
}
