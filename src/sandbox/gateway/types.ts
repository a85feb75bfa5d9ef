/** A person in the sandbox's WeChat. */
export interface SandboxContact {
  id: string
  /** Nickname. */
  name: string
  /** Remark given by the account's owner. */
  alias?: string
  /** WeChat id on the profile. */
  weixin?: string
  phone?: string | readonly string[]
}

export interface SandboxRoom {
  id: string
  topic: string
  /** The account is always a member. */
  memberIds: readonly string[]
}

/** What a message carries, as plain data. */
export type SandboxContent =
  | { kind: 'text'; text: string }
  /** Contact card; the contact has to exist. */
  | { kind: 'card'; contactId: string }
  | { kind: 'location'; name: string; address: string; latitude?: number; longitude?: number }
  | { kind: 'link'; title: string; description?: string; url: string }
  /** Forwarded chat record. */
  | { kind: 'record'; text: string }
  | { kind: 'image' | 'audio' | 'video' | 'file'; name?: string; base64?: string }
  | { kind: 'emoji' }
  | { kind: 'recall'; messageId: string }
  | { kind: 'other' }

/** One message to put into the sandbox's WeChat. */
export interface Utterance {
  /** Contact id of the speaker. */
  from: string
  /** Room id; absent = direct message to the account. */
  room?: string
  /** Direct message of the account itself: to whom. */
  to?: string
  text?: string
  content?: SandboxContent
  /** Forced message id; the same id twice is a duplicate delivery of the first. */
  id?: string
  /** Forced time of the message, epoch ms. */
  sentAt?: number
}

/** Something the bot said. */
export interface SentMessage {
  id: string
  /** Contact id, or room id. */
  to: string
  room?: string
  text: string
  kind: 'text' | 'file' | 'link' | 'card' | 'location'
  /** Contact ids mentioned in a room. */
  mentions: readonly string[]
  at: number
}
