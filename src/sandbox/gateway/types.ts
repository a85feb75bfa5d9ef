import type { Clock } from '../../shared/clock.ts'

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

export interface GatewaySandboxOptions {
  /** @default a free port */
  port?: number
  /** `<name>_<anything>`. @default `insecure_sandbox` */
  token?: string
  /** The WeChat account the bot runs on. @default `account` */
  account?: { contactId: string; name: string }
  contacts?: readonly SandboxContact[]
  rooms?: readonly SandboxRoom[]
  /** Where `POST /say` and `GET /sent` are served on loopback; 0 = a free port. @default none */
  controlPort?: number
  /** How often a connected client hears a heartbeat, ms. @default 5000 */
  heartbeatMs?: number
  clock?: Clock
}

/** A running WeChat gateway that a Wechaty bot connects to over gRPC. */
export interface GatewaySandbox {
  /** `127.0.0.1:PORT`. */
  readonly endpoint: string
  readonly token: string
  readonly accountId: string
  /** Wechaty's environment that connects to this gateway. */
  readonly env: Record<string, string>
  /** Port of the control server, where one was asked for. */
  readonly controlPort: number | undefined
  /** Everything the bot has said. */
  readonly sent: readonly SentMessage[]
  /** A client hears what happens. */
  readonly clientConnected: boolean
  addContact(contact: SandboxContact): void
  addRoom(room: SandboxRoom): void
  /** A contact joins a room, as WeChat reports it. */
  joinRoom(roomId: string, contactIds: readonly string[], inviterId?: string): void
  /** Says something as a contact; returns the message's id. Waits in the gateway while no client hears. */
  say(utterance: Utterance): string
  /** Typed on the account's own phone: the bot sees it as its own message. */
  sayAsAccount(to: string, text: string, options?: { id?: string; sentAt?: number }): string
  /** The speaker takes a message back. */
  recall(messageId: string): string
  /** Resolves to the first message the bot has said or says that fits. Rejects after `timeoutMs` (10 s). */
  waitForSent(fits: (message: SentMessage) => boolean, timeoutMs?: number): Promise<SentMessage>
  waitForClient(timeoutMs?: number): Promise<void>
  /** Asks for a login by phone: what the code holds, and how far it is (2 waits, 3 was scanned, 5 is too old). */
  showScan(qrcode: string, status?: number): void
  login(): void
  logout(): Promise<void>
  /** The next so many requests for a message's content fail. */
  withhold(requests: number): void
  /** The gateway dies: connections break, nobody listens on the port. */
  drop(): Promise<void>
  /** The gateway is back on the same port. */
  resume(): Promise<void>
  /** The event stream goes silent while calls still work, as after a stolen token. Ends when a client starts anew. */
  silence(): void
  close(): Promise<void>
}
