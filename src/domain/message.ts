/** Who speaks, seen from the customer's thread. */
export type Role = 'customer' | 'sales' | 'other'

export interface Person {
  /** WeChat contact id; on several puppets it changes at every login. */
  contactId: string
  /** Display name; never an identity and never a stated name. */
  nickname: string
  /** Remark given by the account's owner. */
  alias?: string
  /** WeChat id from the profile, stable. */
  wechatId?: string
  /** Phone numbers on the profile. */
  phones?: readonly string[]
}

export interface Conversation {
  /** Room id, or the peer's contact id in a direct chat. */
  id: string
  kind: 'direct' | 'room'
  topic?: string
}

export type MessageContent =
  | { kind: 'text'; text: string /** What was quoted, without the sender's own words. */; quoted?: string }
  | { kind: 'card'; name: string; contactId?: string; text?: string }
  | { kind: 'location'; name: string; address: string }
  | { kind: 'link'; title: string; description: string; url: string }
  | { kind: 'record'; title: string /** Forwarded chat record: other people's words. */; text: string }
  | { kind: 'image' | 'audio' | 'video' | 'file' | 'emoji'; name?: string }
  | { kind: 'recall'; messageId: string }
  | { kind: 'other' }

/** One WeChat event as plain data. */
export interface InboundMessage {
  id: string
  /** Contact id of the WeChat account the bot runs on. */
  accountId: string
  conversation: Conversation
  sender: Person
  /** Sent by the account itself, by the bot or by a person on the phone. */
  self: boolean
  /** Direct chat: the peer, also for messages of our own. */
  peer?: Person
  content: MessageContent
  /** The message's own time, epoch ms. */
  sentAt: number
  receivedAt: number
}

/** The same event with nothing of what it says; a recall still names what it takes back. */
export const withoutWords = (message: InboundMessage): InboundMessage =>
  message.content.kind === 'recall' ? message : { ...message, content: { kind: 'other' } }

/** A message as a thread sees it: what scoring reads, and one line of a conversation file. */
export interface ThreadMessage {
  id: string
  role: Role
  kind: MessageContent['kind']
  text: string
  quoted?: string
  /** Nickname, in rooms. */
  speaker?: string
  room?: boolean
  sentAt: number
}
