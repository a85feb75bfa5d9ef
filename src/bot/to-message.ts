import { type Contact, type Message, types } from 'wechaty'
import type { Conversation, InboundMessage, MessageContent, Person } from '../domain/index.ts'
import { splitQuote } from './quote.ts'

/** What a conversion that failed in part has to say. */
export type OnOdd = (what: string, error: unknown) => void

/**
 * One Wechaty message as plain data. Never throws: what cannot be read becomes `other`, and a message
 * that has no id, no sender or no conversation becomes undefined.
 */
export async function toMessage(
  message: Message,
  context: { accountId: string; receivedAt: number; onOdd?: OnOdd },
): Promise<InboundMessage | undefined> {
  const { accountId, receivedAt, onOdd } = context
  try {
    const sender = await toPerson(message.talker(), onOdd)
    const self = message.self() || sender.contactId === accountId
    const room = message.room()
    const listener = message.listener()
    const peer = room ? undefined : self ? listener && (await toPerson(listener, onOdd)) : sender
    const conversation: Conversation | undefined = room
      ? { id: room.id, kind: 'room', topic: await quietly(() => room.topic(), undefined, 'topic', onOdd) }
      : peer && { id: peer.contactId, kind: 'direct' }
    if (!message.id || !conversation) return undefined
    return {
      id: message.id,
      accountId,
      conversation,
      sender,
      self,
      peer,
      content: await quietly<MessageContent>(() => toContent(message), { kind: 'other' }, 'content', onOdd),
      sentAt: await quietly(async () => timeOf(message, receivedAt), receivedAt, 'time', onOdd),
      receivedAt,
    }
  } catch (error) {
    onOdd?.('message', error)
    return undefined
  }
}

async function quietly<T>(read: () => Promise<T>, otherwise: T, what: string, onOdd: OnOdd | undefined): Promise<T> {
  try {
    return await read()
  } catch (error) {
    onOdd?.(what, error)
    return otherwise
  }
}

function timeOf(message: Message, receivedAt: number): number {
  const time = message.date().getTime()
  return Number.isFinite(time) && time > 0 ? time : receivedAt
}

async function toPerson(contact: Contact, onOdd: OnOdd | undefined): Promise<Person> {
  const alias = await quietly(() => contact.alias(), undefined, 'alias', onOdd)
  const phones = await quietly(() => contact.phone(), [], 'phone', onOdd)
  return {
    contactId: contact.id,
    nickname: contact.name(),
    alias: alias || undefined,
    wechatId: contact.handle() || undefined,
    phones: phones?.length ? phones : undefined,
  }
}

type Reader = (message: Message) => Promise<MessageContent> | MessageContent

const media =
  (kind: 'image' | 'audio' | 'video' | 'file' | 'emoji'): Reader =>
  (message) => ({ kind, name: fileNameOf(message) })

/** Wechaty keeps the file's name in the payload only; fetching the file for it would cost a download. */
function fileNameOf(message: Message): string | undefined {
  const { payload } = message as unknown as { payload?: { filename?: string } }
  return payload?.filename || undefined
}

const readers: Partial<Record<types.Message, Reader>> = {
  [types.Message.Text]: readText,
  [types.Message.Contact]: readCard,
  [types.Message.Location]: readLocation,
  [types.Message.Url]: readLink,
  [types.Message.ChatHistory]: (message) => ({ kind: 'record', ...readRecord(message.text()) }),
  [types.Message.Recalled]: (message) => ({ kind: 'recall', messageId: recalledId(message.text()) }),
  [types.Message.Image]: media('image'),
  [types.Message.Audio]: media('audio'),
  [types.Message.Video]: media('video'),
  [types.Message.Attachment]: media('file'),
  [types.Message.Emoticon]: media('emoji'),
}

const toContent = async (message: Message): Promise<MessageContent> =>
  (await readers[message.type()]?.(message)) ?? { kind: 'other' }

function readText(message: Message): MessageContent {
  const { own, quoted } = splitQuote(message.text())
  return { kind: 'text', text: own, quoted }
}

async function readCard(message: Message): Promise<MessageContent> {
  const text = message.text() || undefined
  try {
    const contact = await message.toContact()
    return { kind: 'card', name: contact.name(), contactId: contact.id, text }
  } catch {
    // Most puppets cannot resolve the card of a stranger; its name stands in the raw text.
    return { kind: 'card', name: attribute(text, 'nickname') ?? '', contactId: attribute(text, 'username'), text }
  }
}

async function readLocation(message: Message): Promise<MessageContent> {
  // `message.toLocation()` of wechaty 1.20.2 instantiates an abstract class and throws.
  const place = await message.wechaty.puppet.messageLocation(message.id)
  if (place.address !== 'NOADDRESS') return { kind: 'location', name: place.name, address: place.address }
  return placeIn(place, message.text())
}

/**
 * puppet-service 1.19.9 spreads the protobuf object instead of its fields: accuracy, address, latitude, longitude
 * and name stand, in this order, in an array with a minified name. Other puppets leave the place in the raw text.
 */
function placeIn(place: object, text: string): MessageContent {
  const values: unknown[] = Object.values(place).find(Array.isArray) ?? []
  const [, address = attribute(text, 'label'), , , name = attribute(text, 'poiname')] = values
  return { kind: 'location', name: String(name ?? ''), address: String(address ?? '') }
}

async function readLink(message: Message): Promise<MessageContent> {
  const link = await message.toUrlLink()
  return { kind: 'link', title: link.title(), description: link.description() ?? '', url: link.url() }
}

/** A forwarded record as text, or as the XML in which WeChat wraps it. */
function readRecord(text: string): { title: string; text: string } {
  if (!text.trimStart().startsWith('<')) {
    const title = /^.{0,40}?聊天记录/u.exec(text)?.[0] ?? ''
    return { title, text }
  }
  const lines = [...text.matchAll(/<(?:datadesc|des)>([\s\S]*?)<\/(?:datadesc|des)>/g)].map((m) => plain(m[1] ?? ''))
  return { title: plain(/<title>([\s\S]*?)<\/title>/.exec(text)?.[1] ?? ''), text: lines.join('\n') }
}

/** Puppets give the id itself or the system XML that names it. */
const recalledId = (text: string) => /<(?:newmsgid|msgid)>([^<]+)</i.exec(text)?.[1]?.trim() ?? text.trim()

const attribute = (xml: string | undefined, name: string) =>
  xml && (new RegExp(`${name}="([^"]*)"`).exec(xml)?.[1] || undefined)

const plain = (xml: string) =>
  xml
    .replace(/^<!\[CDATA\[([\s\S]*)\]\]>$/, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .trim()
